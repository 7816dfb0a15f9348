package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.LexedFile.Group;
import dev.irpscope.analysis.preprocess.MacroTable.Entry;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Diagnostic.Severity;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code #define}, {@code #undef} and the pragmas that save macros. */
final class MacroDirectives {
  private final MacroTable macros;
  private final HeaderSearch headers;
  private final UnitOutput out;

  MacroDirectives(MacroTable macros, HeaderSearch headers, UnitOutput out) {
    this.macros = macros;
    this.headers = headers;
    this.out = out;
  }

  void define(FileFrame frame) {
    Macro macro = frame.file.macro(frame.group);
    if (macro.problem().isPresent()) {
      out.report(
          "BAD-DEFINE",
          Severity.WARNING,
          frame.file.span(frame.current()),
          "The macro is not defined as written: " + macro.problem().get() + ".");
      if (macro.name().isEmpty() || macro.name().equals("defined")) {
        return;
      }
    }
    if (headers.isFunctionOfKit(macro.name(), words(macro))) {
      return;
    }
    Entry before = macros.lookup(macro.name());
    if (before != null && !before.macro.sameAs(macro)) {
      if (before.macro.shape() == Macro.Shape.BUILT_IN) {
        return;
      }
      redefined(frame, before.macro, macro);
    }
    macros.define(macro);
  }

  private static Stream<String> words(Macro macro) {
    return macro.replacement().stream()
        .map(part -> part.token())
        .filter(token -> token.kind() == Token.Kind.IDENTIFIER)
        .map(Token::text);
  }

  private void redefined(FileFrame frame, Macro before, Macro now) {
    Span here = frame.file.span(frame.current());
    boolean ours =
        before
            .definition()
            .filter(at -> at.file().place() == SourceFile.Place.BUILT_IN)
            .isPresent();
    if (ours || here.file().place() == SourceFile.Place.BUILT_IN) {
      return;
    }
    List<Diagnostic.Related> related =
        before.definition().stream()
            .map(span -> new Diagnostic.Related(span, "defined here before"))
            .toList();
    out.report(
        new Diagnostic(
            "MACRO-REDEFINED",
            Severity.NOTE,
            here.file().path(),
            Optional.of(here),
            "The macro '" + now.name() + "' is defined anew with another meaning.",
            related));
  }

  void undefine(FileFrame frame, Group group) {
    if (group.arguments() >= group.last()
        || frame.tokens[group.arguments()].kind() != Token.Kind.IDENTIFIER) {
      out.report(
          "BAD-DIRECTIVE",
          Severity.WARNING,
          frame.file.span(group),
          "#undef needs the name of a macro.");
      return;
    }
    String name = frame.tokens[group.arguments()].text();
    Entry entry = macros.lookup(name);
    if (entry == null || entry.macro.shape() != Macro.Shape.BUILT_IN) {
      macros.undefine(name);
    }
  }

  /** {@code #pragma push_macro} and {@code pop_macro}. */
  void pushOrPop(FileFrame frame, Group group) {
    if (group.arguments() + 2 < group.last()
        && frame.tokens[group.arguments() + 2].kind() == Token.Kind.STRING) {
      String name = Literals.unquoted(frame.tokens[group.arguments() + 2].text());
      if (frame.tokens[group.arguments()].is("push_macro")) {
        macros.push(name);
      } else {
        macros.pop(name);
      }
    }
  }
}
