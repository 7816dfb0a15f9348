package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * Collects what is wrong with one rule file. A mistake in a family is told once, not once per
 * instance.
 */
final class Problems {
  /** Codes of the diagnostics. */
  enum Code {
    SYNTAX,
    UNKNOWN,
    UNREACHABLE,
    UNBOUND,
    UNUSED,
    DUPLICATE,
    INCOMPLETE,
    ARITY,
    MISPLACED
  }

  private final SourceFile file;
  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private final CharStream own;
  private int errors;
  private Optional<ParserRuleContext> use = Optional.empty();

  /**
   * @param own the stream that the file's tokens come from
   */
  Problems(SourceFile file, CharStream own) {
    this.file = file;
    this.own = own;
  }

  /**
   * Does some work on definitions that may stand in another file: what is wrong there is told at
   * {@code place}, where this file uses them.
   */
  <T> T at(ParserRuleContext place, Supplier<T> work) {
    Optional<ParserRuleContext> before = use;
    if (isOwn(place.getStart())) {
      use = Optional.of(place);
    }
    try {
      return work.get();
    } finally {
      use = before;
    }
  }

  SourceFile file() {
    return file;
  }

  void error(Code code, Token at, String message) {
    add(code, Diagnostic.Severity.ERROR, span(at, at), message);
  }

  void error(Code code, ParserRuleContext at, String message) {
    add(code, Diagnostic.Severity.ERROR, span(at), message);
  }

  void warning(Code code, Token at, String message) {
    add(code, Diagnostic.Severity.WARNING, span(at, at), message);
  }

  void warning(Code code, ParserRuleContext at, String message) {
    add(code, Diagnostic.Severity.WARNING, span(at), message);
  }

  boolean hasErrors() {
    return errors > 0;
  }

  /** How often an error has been told so far, repetitions in instances of a family included. */
  int errors() {
    return errors;
  }

  /** In the order of the text. */
  List<Diagnostic> inOrder() {
    List<Diagnostic> sorted = new ArrayList<>(found);
    sorted.sort(Comparator.comparing(one -> one.span().orElse(file.whole())));
    return List.copyOf(sorted);
  }

  private void add(Code code, Diagnostic.Severity severity, Span span, String message) {
    errors += severity == Diagnostic.Severity.ERROR ? 1 : 0;
    found.add(Diagnostic.at("RULE-" + code.name(), severity, span, message));
  }

  /** Streams have no equality but identity. */
  @SuppressWarnings("ReferenceEquality")
  private boolean isOwn(Token token) {
    return token.getInputStream() == own;
  }

  private Span span(ParserRuleContext context) {
    Token start = context.getStart();
    Token stop = context.getStop();
    return span(start, stop == null || stop.getStartIndex() < start.getStartIndex() ? start : stop);
  }

  private Span span(Token from, Token to) {
    if (!isOwn(from) && use.isPresent()) {
      return span(use.get());
    }
    int length = file.text().length();
    int start = Math.min(Math.max(0, from.getStartIndex()), length);
    int end = Math.min(Math.max(start, to.getStopIndex() + 1), length);
    return new Span(file, start, end);
  }
}
