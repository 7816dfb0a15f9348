package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.KnownDdis;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.DdiSetContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.DefinitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.EventDefinitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.FileContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.PartDefinitionContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.antlr.v4.runtime.Token;

/** What rules may refer to by name: sets of DDIs, events with parameters, parts of rules. */
final class Definitions {
  private final Map<String, List<String>> ddis = new TreeMap<>();
  private final Map<String, EventDefinitionContext> events = new TreeMap<>();
  private final Map<String, PartDefinitionContext> parts = new TreeMap<>();

  /** Starts with what {@code common} defines. */
  Definitions(List<Definitions> common) {
    for (Definitions other : common) {
      ddis.putAll(other.ddis);
      events.putAll(other.events);
      parts.putAll(other.parts);
    }
  }

  /** Adds what a file defines. */
  void add(FileContext file, Problems problems) {
    for (DefinitionContext definition : file.definition()) {
      switch (definition) {
        case DdiSetContext set when !set.ID().isEmpty() -> {
          List<String> names =
              set.ID().stream().skip(1).map(id -> KnownDdis.canonical(id.getText())).toList();
          Token name = set.ID(0).getSymbol();
          checkNew(name, ddis.put(name.getText(), names) != null, problems);
        }
        case EventDefinitionContext event when !event.ID().isEmpty() -> {
          Token name = event.ID(0).getSymbol();
          checkNew(name, events.put(name.getText(), event) != null, problems);
        }
        case PartDefinitionContext part when part.ID() != null -> {
          Token name = part.ID().getSymbol();
          checkNew(name, parts.put(name.getText(), part) != null, problems);
        }
        default -> {}
      }
    }
  }

  private static void checkNew(Token name, boolean isOld, Problems problems) {
    if (isOld) {
      problems.error(
          Code.DUPLICATE,
          name,
          "'" + name.getText() + "' is defined already; choose another name.");
    }
  }

  Map<String, List<String>> ddis() {
    return ddis;
  }

  Map<String, EventDefinitionContext> events() {
    return events;
  }

  Map<String, PartDefinitionContext> parts() {
    return parts;
  }
}
