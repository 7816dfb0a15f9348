package dev.irpscope.analysis.rule;

import java.util.List;

/** The few words on an edge of a drawn automaton. */
final class EdgeLabel {
  private EdgeLabel() {}

  static String of(Transition transition) {
    if (!transition.label().isEmpty()) {
      return transition.label();
    }
    List<String> parts =
        transition.on().stream().map(trigger -> event(trigger.event())).distinct().toList();
    String shown = String.join(", ", parts.subList(0, Math.min(2, parts.size())));
    return parts.size() > 2 ? shown + ", ..." : shown;
  }

  private static String event(EventPattern event) {
    return switch (event.kind()) {
      case CALL -> functions(event);
      case RETURN -> functions(event) + " returns";
      case START -> "entry starts";
      case EXIT -> "entry returns";
      case ROUTINE_START -> "routine starts";
      case ROUTINE_END -> "routine returns";
      case ROUTINE_SKIPPED -> "routine not run";
      case OUTCOME -> "lower driver answers";
      case OUTCOME_OK -> "lower driver succeeds";
      case OUTCOME_ERROR -> "lower driver fails";
      case OUTCOME_CANCELLED -> "cancelled below";
      case OUTCOME_PENDING -> "pending below";
      case CHECK -> "status tested";
      case SUCCESS_CHECK -> "tested: success";
      case FAILURE_CHECK -> "tested: failure";
      case HANDOFF -> "handed off";
      case KEPT -> "kept";
      case DEQUEUE -> "IRP dequeued";
      case WAIT_RESOLVED -> "wait ends";
      case WAIT_UNRESOLVED -> "wait without result";
      case WAIT_ELEMENT -> "waited on";
    };
  }

  private static String functions(EventPattern event) {
    List<String> names = event.functions();
    return names.size() <= 2
        ? String.join(" / ", names)
        : names.get(0) + " / " + names.get(1) + " / ...";
  }
}
