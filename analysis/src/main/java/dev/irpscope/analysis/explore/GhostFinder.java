package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.MissingCall;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks for one place where the missing call would meet the rule: just before the routine returns,
 * if the IRP is still the driver's there, and the same walk with the call inserted reports nothing.
 */
final class GhostFinder {
  /** What only the owner of an IRP may call for it. */
  private static final Set<String> NEEDS_IRP =
      Set.of("IoCallDriver", "PoCallDriver", "IoCompleteRequest", "IoFreeIrp", "IoMarkIrpPending");

  private final Machine machine;
  private final Function<Start, State> start;

  /** What an entry state is made with. */
  record Start(Machine machine, Tape tape) {}

  /**
   * The place, or why there is none; both empty when no call is missing.
   *
   * @param call as it would be written there
   * @param reason a sentence
   */
  record Answer(String call, Optional<MissingCall.Ghost> ghost, Optional<String> reason) {
    static final Answer NOTHING_MISSING = new Answer("", Optional.empty(), Optional.empty());

    private Answer(String call, String reason) {
      this(call, Optional.empty(), Optional.of(reason));
    }
  }

  /**
   * @param machine that made the path
   * @param start the state at the entry routine
   */
  GhostFinder(Machine machine, Function<Start, State> start) {
    this.machine = machine;
    this.start = start;
  }

  private static String gone(IrpRecord.Owner owner) {
    return switch (owner) {
      case LOWER -> "the lower driver has the IRP";
      case COMPLETED -> "the IRP is completed";
      case FREED -> "the IRP is freed";
      case QUEUED -> "the IRP is handed over to another context";
      case IO_MANAGER -> "the I/O manager has the IRP";
      case DRIVER, NOT_FOLLOWED -> "it is not known who has the IRP";
    };
  }

  Answer find(List<String> choices, Replay.Played played, Tape.Event event, int violating) {
    Optional<String> call = event.fired().finding().orElseThrow().missing();
    if (call.isEmpty()) {
      return Answer.NOTHING_MISSING;
    }
    String ddi = call.get().replaceAll("\\(.*", "");
    Optional<Ref> object = event.fired().instance().object();
    if (object.isEmpty() || !(object.get() instanceof Value irp)) {
      return new Answer(call.get(), "The rule is not about one object here.");
    }
    Optional<IrpRecord> record =
        Sender.irp(irp).map(region -> Sender.record(played.last(), region));
    if (NEEDS_IRP.contains(ddi)
        && record.filter(r -> r.owner() != IrpRecord.Owner.DRIVER).isPresent()) {
      return new Answer(
          call.get(),
          "This path has no place left for "
              + ddi
              + ": "
              + gone(record.get().owner())
              + " before the path ends.");
    }
    Optional<List<Value>> arguments = arguments(ddi, irp, played.last());
    if (arguments.isEmpty()) {
      return new Answer(call.get(), "What " + ddi + " would be called with is not known here.");
    }
    Hypothesis hypothesis =
        new Hypothesis(ddi, arguments.get(), event.suspected().orElse(event.site()));
    Machine trying = machine.trying(hypothesis);
    Optional<Replay.Played> again =
        new Replay(trying).play(tape -> start.apply(new Start(trying, tape)), choices);
    boolean stillBroken =
        again.isEmpty()
            || again.get().events().stream()
                .anyMatch(e ->
                    e.fired()
                        .finding()
                        .filter(f ->
                            f.kind() == Outcome.Kind.VIOLATION
                                || f.kind() == Outcome.Kind.CONFIRMED)
                        .isPresent());
    if (stillBroken) {
      return new Answer(
          call.get(), "With " + ddi + " inserted here the rule would still be broken.");
    }
    Tape.Draft step = played.drafts().get(violating);
    if (step.block.isEmpty()) {
      return new Answer(call.get(), "The path ends outside the driver's code.");
    }
    return new Answer(
        written(call.get(), step, played),
        Optional.of(
            new MissingCall.Ghost(
                step.function,
                step.block.getAsInt(),
                step.origin.site(),
                violating,
                "The obligation is still open here, and with the call in this place the rule is"
                    + " met on this path. It is one place, not necessarily the best.")),
        Optional.empty());
  }

  private String written(String call, Tape.Draft place, Replay.Played played) {
    Set<Integer> passed = new HashSet<>();
    Map<String, String> holds = new HashMap<>();
    for (Tape.Draft draft : played.drafts()) {
      if (draft.function.equals(place.function)) {
        draft.block.ifPresent(passed::add);
        draft.facts.stream()
            .filter(fact -> fact.group() == Fact.Group.VARIABLE)
            .forEach(fact -> holds.put(fact.subject(), fact.value()));
      }
    }
    return machine.code().definitions(place.function.name(), place.function.file()).stream()
        .filter(graph -> graph.key().equals(place.function))
        .findFirst()
        .map(graph -> new MissingCallText(graph, passed, holds).complete(call))
        .orElse(call);
  }

  private static Optional<List<Value>> arguments(String ddi, Value object, State state) {
    return switch (ddi) {
      case "IoCallDriver", "PoCallDriver" -> Optional.of(List.of(Value.Number.ZERO, object));
      case "IoFreeIrp", "IoMarkIrpPending" -> Optional.of(List.of(object));
      case "IoCompleteRequest", "KeReleaseSpinLock" ->
          Optional.of(List.of(object, Value.Number.ZERO));
      case "KeSetEvent" ->
          state.events.entrySet().stream()
              .filter(e -> e.getValue().signalled() == Truth.FALSE)
              .map(e -> e.getKey())
              .min(Comparator.comparing(Object::toString))
              .map(e -> List.of(e, Value.Number.ZERO, Value.Number.ZERO));
      default -> Optional.empty();
    };
  }

  /**
   * A call that is tried out.
   *
   * @param site before what happens there it is made
   */
  record Hypothesis(String ddi, List<Value> arguments, String site) {
    Hypothesis {
      arguments = List.copyOf(arguments);
    }

    /** What happens when it is made. */
    List<Occurrence> occurrences() {
      return List.of(
          new Occurrence.Call(ddi, List.copyOf(arguments)),
          new Occurrence.Return(ddi, List.copyOf(arguments), Optional.empty()));
    }
  }
}
