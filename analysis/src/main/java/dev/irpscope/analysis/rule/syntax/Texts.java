package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.Template;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.TextContext;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;

/** Texts in quotes. Several in a row are one. */
final class Texts {
  private Texts() {}

  static String plain(TextContext text) {
    return text.STRING().stream()
        .map(string -> string.getText().substring(1, string.getText().length() - 1))
        .collect(Collectors.joining());
  }

  static Template template(TextContext text) {
    return new Template(plain(text));
  }

  /** Every name between braces must have a value when the text is filled in. */
  static void check(
      Template template, ParserRuleContext at, Names names, Set<String> bound, Problems problems) {
    for (String name : template.names()) {
      names.use(name);
      if (!bound.contains(name)
          && !names.isDeclared(name)
          && !name.equals(names.entryName())
          && !Names.IN_MESSAGES.contains(name)) {
        Set<String> known = new TreeSet<>(bound);
        known.removeIf(one -> one.indexOf('\'') >= 0);
        names.track().ifPresent(track -> known.add(track.name()));
        known.add(names.entryName());
        known.addAll(Names.IN_MESSAGES);
        names.variables().forEach(variable -> known.add(variable.name()));
        problems.error(
            Code.UNBOUND,
            at,
            "The message names {"
                + name
                + "}, which has no value here. Known here: "
                + String.join(", ", known)
                + ".");
      }
    }
  }
}
