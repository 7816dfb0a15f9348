package dev.irpscope.analysis.report;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.RuleSnapshot;
import dev.irpscope.analysis.trace.Step;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A path as a code flow of one thread, in the order in which the window steps. */
final class SarifPath {
  private final SarifPlaces places;
  private final String driver;

  SarifPath(SarifPlaces places, String driver) {
    this.places = places;
    this.driver = driver;
  }

  Sarif.CodeFlow codeFlow(Counterexample path) {
    return new Sarif.CodeFlow(
        Optional.empty(),
        List.of(new Sarif.ThreadFlow(path.steps().stream().map(this::location).toList())));
  }

  private Sarif.ThreadFlowLocation location(Step step) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(
        "lane",
        switch (step.lane()) {
          case DISPATCH -> "dispatch";
          case COMPLETION -> "completion";
        });
    properties.put("step", step.text());
    step.outcome().ifPresent(outcome -> properties.put("outcome", outcome));
    step.assumption().ifPresent(why -> properties.put("assumption", why));
    if (!step.origin().chain().isEmpty()) {
      properties.put("macro", step.origin().chain().getFirst().macro());
    }
    return new Sarif.ThreadFlowLocation(
        new Sarif.Location(
            Optional.empty(),
            Optional.of(places.physical(step.origin().site())),
            List.of(function(step.function().name())),
            Optional.of(new Sarif.Message(step.sentence()))),
        kinds(step),
        state(step),
        step.depth(),
        step.index() + 1,
        switch (step.importance()) {
          case ESSENTIAL -> "essential";
          case IMPORTANT -> "important";
          case OTHER -> "unimportant";
        },
        properties);
  }

  Sarif.LogicalLocation function(String name) {
    return new Sarif.LogicalLocation(name, driver + "::" + name, "function");
  }

  /** Words of the standard's own list, the most specific last. */
  private static List<String> kinds(Step step) {
    return switch (step.kind()) {
      case ENTRY -> List.of("enter", "function");
      case STATEMENT -> List.of("value");
      case BRANCH ->
          switch (step.outcome().orElse("")) {
            case "true" -> List.of("branch", "true");
            case "false" -> List.of("branch", "false");
            default -> List.of("branch");
          };
      case CALL -> List.of("call", "function");
      case RETURN -> List.of("return", "function");
      case RULE_EVENT -> List.of("caution");
      case LOWER_DRIVER -> List.of("call", "implicit");
      case VIOLATION -> List.of("danger");
    };
  }

  /** The rule's state and what is known after the step. */
  private static Map<String, Sarif.Text> state(Step step) {
    Map<String, Sarif.Text> state = new LinkedHashMap<>();
    put(state, "rule state", words(step));
    for (Fact fact : step.facts()) {
      put(state, fact.subject(), words(fact));
    }
    return state;
  }

  private static void put(Map<String, Sarif.Text> state, String name, String text) {
    String key = name;
    for (int i = 2; state.containsKey(key); i++) {
      key = name + " (" + i + ")";
    }
    state.put(key, Sarif.Text.plain(text));
  }

  private static String words(Step step) {
    RuleSnapshot after = step.after();
    String object = after.object().isEmpty() ? "" : " (" + after.object() + ")";
    return step.isRuleEvent()
        ? step.before().state() + " -> " + after.state() + object
        : after.state() + object;
  }

  private static String words(Fact fact) {
    String certainty =
        switch (fact.certainty()) {
          case KNOWN -> "";
          case ASSUMED -> " (assumed" + (fact.reason().isEmpty() ? "" : ": " + fact.reason()) + ")";
          case UNKNOWN -> " (unknown" + (fact.reason().isEmpty() ? "" : ": " + fact.reason()) + ")";
        };
    return fact.value() + certainty;
  }
}
