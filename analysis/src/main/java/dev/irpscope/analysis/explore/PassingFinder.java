package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.feasibility.PathSolver;
import dev.irpscope.analysis.rule.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Looks for the nearest path that keeps the rule: from the latest fork of a failing path backwards,
 * breadth first, states never merged. Bounded by a count of runs.
 */
final class PassingFinder {
  private static final int MOST_RUNS = 600;
  private static final int MOST_REPLAYS = 8;

  private final Machine machine;
  private final Cleaner cleaner;
  private final PathSolver solver;
  private final Function<Tape, State> start;
  private int runs;
  private int replays;
  private boolean whole = true;

  PassingFinder(Machine machine, Cleaner cleaner, PathSolver solver, Function<Tape, State> start) {
    this.machine = machine;
    this.cleaner = cleaner;
    this.solver = solver;
    this.start = start;
  }

  /**
   * The path, replayed; empty if there is none.
   *
   * @param whole whether every way was followed to its end
   */
  record Answer(Optional<Replay.Played> played, boolean whole) {}

  private record Open(State state, List<String> choices) {}

  /**
   * @param choices of the failing path, which this goes along as far as it can
   */
  Answer find(List<String> choices) {
    List<State> along = along(choices);
    for (int fork = along.size() - 1; fork >= 0; fork--) {
      String failing = choices.get(fork);
      ArrayDeque<Open> queue = new ArrayDeque<>();
      Set<State> seen = new HashSet<>();
      Optional<Replay.Played> found =
          expand(new Open(along.get(fork), choices.subList(0, fork)), failing, queue, seen);
      while (found.isEmpty() && !queue.isEmpty() && runs < MOST_RUNS) {
        found = expand(queue.poll(), "", queue, seen);
      }
      if (found.isPresent()) {
        return new Answer(found, whole);
      }
      if (!queue.isEmpty() || runs >= MOST_RUNS) {
        whole = false;
        break;
      }
    }
    return new Answer(Optional.empty(), whole);
  }

  /** The states before each choice; fewer if the walk cannot be followed alone. */
  private List<State> along(List<String> choices) {
    List<State> states = new ArrayList<>();
    State state = start.apply(new Tape(Tape.Detail.RULE_EVENTS));
    for (String choice : choices) {
      states.add(state);
      Optional<Successor> next =
          run(state).stream().filter(s -> s.choice().equals(choice)).findFirst();
      if (next.isEmpty()) {
        whole = false;
        break;
      }
      state = next.get().state();
    }
    return states;
  }

  private List<Successor> run(State state) {
    return machine.run(state, new Tape(Tape.Detail.RULE_EVENTS));
  }

  private Optional<Replay.Played> expand(
      Open open, String failing, ArrayDeque<Open> queue, Set<State> seen) {
    runs++;
    for (Successor next : run(open.state())) {
      // A path on which the object is left aside keeps the rule only because nobody looks.
      if (next.choice().equals(failing)
          || next.choice().endsWith(Machine.LEFT_ASIDE)
          || next.tape().events.stream().anyMatch(this::reports)) {
        continue;
      }
      List<String> choices = new ArrayList<>(open.choices());
      choices.add(next.choice());
      if (next.ended()) {
        Optional<Replay.Played> played = check(choices);
        if (played.isPresent()) {
          return played;
        }
        continue;
      }
      State key = next.state().copy();
      cleaner.clean(key);
      if (seen.add(key)) {
        queue.add(new Open(next.state(), choices));
      }
    }
    return Optional.empty();
  }

  private boolean reports(Tape.Event event) {
    return event
        .fired()
        .finding()
        .filter(f -> f.kind() == Outcome.Kind.VIOLATION || f.kind() == Outcome.Kind.CONFIRMED)
        .isPresent();
  }

  /** The path again with all there is to tell, if it can be taken and nothing is reported on it. */
  private Optional<Replay.Played> check(List<String> choices) {
    if (replays++ >= MOST_REPLAYS) {
      whole = false;
      return Optional.empty();
    }
    Optional<Replay.Played> played = new Replay(machine).play(start, choices);
    return played.filter(p ->
        p.events().stream().noneMatch(this::reports)
            && solver.ask(
                    p.conditions().stream()
                        .map(c -> new PathSolver.Constraint(c.value(), c.range()))
                        .toList())
                != PathSolver.Answer.REFUTED);
  }
}
