package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Runs one walk again, step by step, without forgetting anything, and keeps all there is to tell.
 */
final class Replay {
  private final Machine machine;

  Replay(Machine machine) {
    this.machine = machine;
  }

  /** A walk that was replayed to its end. */
  record Played(
      List<Tape.Draft> drafts,
      List<Tape.Event> events,
      List<Tape.Condition> conditions,
      List<Tape.Skip> skips,
      List<String> limits,
      Map<Value, String> names,
      State last) {}

  /**
   * Empty when the walk can't be taken: its conditions contradict each other.
   *
   * @param start makes the entry state and writes the entry step
   */
  Optional<Played> play(Function<Tape, State> start, List<String> choices) {
    Tape tape = new Tape(Tape.Detail.STEPS);
    State state = start.apply(tape);
    List<Tape.Draft> drafts = new ArrayList<>(tape.drafts);
    List<Tape.Event> events = new ArrayList<>(tape.events);
    List<Tape.Condition> conditions = new ArrayList<>(tape.conditions);
    List<Tape.Skip> skips = new ArrayList<>(tape.skips);
    List<String> limits = new ArrayList<>();
    for (String choice : choices) {
      Optional<Successor> next =
          machine.run(state, tape.next()).stream()
              .filter(s -> s.choice().equals(choice))
              .findFirst();
      if (next.isEmpty()) {
        return Optional.empty();
      }
      int before = drafts.size();
      tape = next.get().tape();
      state = next.get().state();
      drafts.addAll(tape.drafts);
      skips.addAll(tape.skips);
      for (Tape.Event event : tape.events) {
        events.add(
            new Tape.Event(
                event.fired(),
                event.site(),
                event.origin(),
                event.function(),
                event.opening(),
                event.suspected(),
                before + Math.max(0, event.step())));
      }
      for (Tape.Condition condition : tape.conditions) {
        conditions.add(
            new Tape.Condition(
                condition.value(), condition.range(), before + Math.max(0, condition.step())));
      }
      for (String limit : tape.limits) {
        if (!limits.contains(limit)) {
          limits.add(limit);
        }
      }
    }
    return Optional.of(
        new Played(drafts, events, conditions, skips, limits, Map.copyOf(tape.names), state));
  }
}
