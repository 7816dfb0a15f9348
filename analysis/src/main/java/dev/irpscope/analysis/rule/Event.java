package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;

/** An occurrence in the shape in which patterns are compared with it. */
record Event(
    List<EventPattern.Kind> kinds, String function, List<Ref> arguments, Optional<Ref> result) {
  static Event of(Occurrence occurrence) {
    return switch (occurrence) {
      case Occurrence.Call(String function, List<Ref> arguments) ->
          call(EventPattern.Kind.CALL, function, arguments, Optional.empty());
      case Occurrence.Return(String function, List<Ref> arguments, Optional<Ref> result) ->
          call(EventPattern.Kind.RETURN, function, arguments, result);
      case Occurrence.EntryStart _ -> plain(EventPattern.Kind.START);
      case Occurrence.EntryEnd(Optional<Ref> result) ->
          new Event(List.of(EventPattern.Kind.EXIT), "", List.of(), result);
      case Occurrence.LowerOutcome(Ref irp, Occurrence.Outcome outcome) ->
          new Event(
              List.of(EventPattern.Kind.OUTCOME, kind(outcome)),
              "",
              List.of(irp),
              Optional.empty());
      case Occurrence.RoutineStart(Ref irp, Ref routine, Ref context) ->
          plain(EventPattern.Kind.ROUTINE_START, irp, routine, context);
      case Occurrence.RoutineEnd(Ref irp, Ref routine, Ref result) ->
          new Event(
              List.of(EventPattern.Kind.ROUTINE_END),
              "",
              List.of(irp, routine),
              Optional.of(result));
      case Occurrence.RoutineSkipped(Ref irp, Ref routine) ->
          plain(EventPattern.Kind.ROUTINE_SKIPPED, irp, routine);
      case Occurrence.Checked(Ref value, boolean success) ->
          new Event(
              List.of(
                  EventPattern.Kind.CHECK,
                  success ? EventPattern.Kind.SUCCESS_CHECK : EventPattern.Kind.FAILURE_CHECK),
              "",
              List.of(value),
              Optional.empty());
      case Occurrence.HandOff(Ref irp) -> plain(EventPattern.Kind.HANDOFF, irp);
      case Occurrence.Kept(Ref irp) -> plain(EventPattern.Kind.KEPT, irp);
      case Occurrence.Dequeued _ -> plain(EventPattern.Kind.DEQUEUE);
      case Occurrence.WaitResolved(Ref irp, Ref event) ->
          plain(EventPattern.Kind.WAIT_RESOLVED, irp, event);
      case Occurrence.WaitUnresolved(Ref irp) -> plain(EventPattern.Kind.WAIT_UNRESOLVED, irp);
      case Occurrence.WaitElement(Ref event) -> plain(EventPattern.Kind.WAIT_ELEMENT, event);
    };
  }

  private static Event plain(EventPattern.Kind kind, Ref... arguments) {
    return new Event(List.of(kind), "", List.of(arguments), Optional.empty());
  }

  private static Event call(
      EventPattern.Kind kind, String function, List<Ref> arguments, Optional<Ref> result) {
    return new Event(List.of(kind), KnownDdis.canonical(function), arguments, result);
  }

  private static EventPattern.Kind kind(Occurrence.Outcome outcome) {
    return switch (outcome) {
      case OK -> EventPattern.Kind.OUTCOME_OK;
      case ERROR -> EventPattern.Kind.OUTCOME_ERROR;
      case CANCELLED -> EventPattern.Kind.OUTCOME_CANCELLED;
      case PENDING -> EventPattern.Kind.OUTCOME_PENDING;
    };
  }

  /** Whether {@code object} is one of its arguments or its result. */
  boolean concerns(Optional<Ref> object, World world) {
    return object
        .filter(wanted ->
            arguments.stream().anyMatch(argument -> world.same(wanted, argument) == Truth.TRUE)
                || result.filter(r -> world.same(wanted, r) == Truth.TRUE).isPresent())
        .isPresent();
  }
}
