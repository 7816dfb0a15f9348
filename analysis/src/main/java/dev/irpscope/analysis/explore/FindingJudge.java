package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.feasibility.PathSolver;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Passing;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Replays the walks to a finding and asks the solver about them; what is possible becomes a
 * counterexample with its passing path and the place of the missing call.
 */
final class FindingJudge {
  /** Walks of one finding that are kept. */
  private static final int MOST_PATHS = 6;

  private final Rule rule;
  private final Code code;
  private final Relevance relevance;
  private final EntryState entryState;
  private final Supplier<Cleaner> cleaner;
  private final PathSolver solver = new PathSolver();
  private final Set<FunctionKey> steering = new LinkedHashSet<>();

  FindingJudge(
      Rule rule, Code code, Relevance relevance, EntryState entryState, Supplier<Cleaner> cleaner) {
    this.rule = rule;
    this.code = code;
    this.relevance = relevance;
    this.entryState = entryState;
    this.cleaner = cleaner;
  }

  /** Replays a finding's walks; tells whether one of them is possible. */
  boolean judge(
      EntrySpec entry,
      Machine machine,
      Explorer.Key key,
      List<List<String>> walks,
      Map<String, RuleSearch.Found> into) {
    List<Counterexample> paths = new ArrayList<>();
    List<Reported> reports = new ArrayList<>();
    Optional<Tape.Event> reported = Optional.empty();
    Set<FunctionKey> unseen = Set.of();
    for (List<String> walk : walks) {
      if (paths.size() >= MOST_PATHS) {
        break;
      }
      Optional<Replay.Played> played =
          new Replay(machine).play(tape -> entryState.start(entry, machine, tape), walk);
      if (played.isEmpty()) {
        continue;
      }
      Optional<Tape.Event> event = reporting(played.get(), key);
      if (event.isEmpty()) {
        continue;
      }
      PathSolver.Answer answer = solver.ask(constraints(played.get(), event.get()));
      if (answer == PathSolver.Answer.REFUTED) {
        continue;
      }
      reported = event;
      Set<Symbol> used = used(played.get(), event.get());
      Set<FunctionKey> written =
          skipped(played.get(), skip -> used.stream().anyMatch(skip::mayHaveWritten));
      unseen = paths.isEmpty() ? written : common(unseen, written);
      steering.addAll(
          skipped(
              played.get(),
              skip -> code.isWatched(skip.function()) || used.stream().anyMatch(skip::explains)));
      Counterexample path = counterexample(entry, machine, walk, played.get(), event.get(), answer);
      paths.add(path);
      reports.add(new Reported(path, walk, played.get(), event.get()));
      if (answer == PathSolver.Answer.UNDECIDED) {
        break; // other walks through the same loops would take as long
      }
    }
    if (reported.isEmpty()) {
      return false;
    }
    paths.sort(Comparator.comparingInt(p -> p.steps().size()));
    Counterexample shortest = withPassing(entry, machine, reports, paths.getFirst());
    paths.set(0, shortest);
    Span site = shortest.steps().get(shortest.violating()).origin().site();
    Optional<Span> opening =
        shortest.opening().isPresent()
            ? Optional.of(shortest.steps().get(shortest.opening().getAsInt()).origin().site())
            : Optional.empty();
    RuleSearch.Found found =
        new RuleSearch.Found(
            key.place(),
            reported.get().fired().finding().orElseThrow().severity(),
            site,
            opening,
            shortest.steps().get(shortest.violating()).function(),
            List.of(entry.label()),
            paths,
            paths.size(),
            unseen);
    into.merge(found.key(), found, FindingJudge::merged);
    return true;
  }

  /**
   * Functions that were not followed though a condition of a path depends on them, or though they
   * do what the rule watches; grows.
   */
  Set<FunctionKey> steering() {
    return steering;
  }

  /** The unknowns that the conditions of a path are about. */
  private static Set<Symbol> used(Replay.Played played, Tape.Event finding) {
    Set<Symbol> used = new HashSet<>();
    for (Tape.Condition condition : played.conditions()) {
      if (condition.step() <= finding.step()) {
        condition.value().collectSymbols(used);
      }
    }
    return used;
  }

  /** Functions that a path was not followed into, as far as that is wanted. */
  private static Set<FunctionKey> skipped(Replay.Played played, Predicate<Tape.Skip> wanted) {
    Set<FunctionKey> found = new LinkedHashSet<>();
    played.skips().stream().filter(wanted).map(Tape.Skip::function).forEach(found::add);
    return found;
  }

  /** What two paths depend on, if each depends on something; else nothing. */
  private static Set<FunctionKey> common(Set<FunctionKey> one, Set<FunctionKey> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Set.of();
    }
    Set<FunctionKey> both = new LinkedHashSet<>(one);
    both.addAll(other);
    return both;
  }

  /** A path and what it was made of. */
  private record Reported(
      Counterexample path, List<String> walk, Replay.Played played, Tape.Event event) {}

  /** The path with the nearest one beside it that keeps the rule. */
  private Counterexample withPassing(
      EntrySpec entry, Machine machine, List<Reported> reports, Counterexample path) {
    Reported from = reports.stream().filter(r -> r.path().equals(path)).findFirst().orElseThrow();
    PassingFinder.Answer answer =
        new PassingFinder(
                machine, cleaner.get(), solver, tape -> entryState.start(entry, machine, tape))
            .find(from.walk());
    if (answer.played().isEmpty()) {
      return path.with(answer.whole() ? new Passing.AllFail() : new Passing.NotFound());
    }
    String object = path.steps().getLast().after().object();
    List<Step> steps =
        new TraceBuilder(rule, from.played().last().rule.entry(), relevance)
            .passing(answer.played().get(), from.event(), object);
    int shared = 0;
    int most = Math.min(steps.size(), path.steps().size());
    while (shared < most && isSame(steps.get(shared), path.steps().get(shared))) {
      shared++;
    }
    return path.with(new Passing.Path(steps, Math.clamp(shared, 1, steps.size())));
  }

  private static boolean isSame(Step a, Step b) {
    return a.origin().equals(b.origin())
        && a.outcome().equals(b.outcome())
        && a.sentence().equals(b.sentence());
  }

  private static Optional<Tape.Event> reporting(Replay.Played played, Explorer.Key key) {
    Optional<Tape.Event> found = Optional.empty();
    for (Tape.Event event : played.events()) {
      boolean reports =
          event
              .fired()
              .finding()
              .filter(f -> f.kind() == Outcome.Kind.VIOLATION || f.kind() == Outcome.Kind.CONFIRMED)
              .isPresent();
      if (reports
          && event.opening().orElse("").equals(key.opening())
          && event.suspected().orElse(event.site()).equals(key.violating())) {
        found = Optional.of(event);
      }
    }
    return found;
  }

  /** The conditions of a path; what it has written through is no null pointer. */
  private static List<PathSolver.Constraint> constraints(Replay.Played played, Tape.Event finding) {
    List<PathSolver.Constraint> constraints = new ArrayList<>();
    for (Tape.Condition condition : played.conditions()) {
      if (condition.step() <= finding.step()) {
        constraints.add(new PathSolver.Constraint(condition.value(), condition.range()));
      }
    }
    played.drafts().stream()
        .limit(finding.step() + 1L)
        .flatMap(draft -> draft.writes.stream())
        .map(Region::whole)
        .distinct()
        .filter(Region.Target.class::isInstance)
        .map(region -> ((Region.Target) region).pointer())
        .forEach(pointer ->
            constraints.add(new PathSolver.Constraint(pointer, RangeSet.ALL.without(0))));
    return constraints;
  }

  private Counterexample counterexample(
      EntrySpec entry,
      Machine machine,
      List<String> walk,
      Replay.Played played,
      Tape.Event event,
      PathSolver.Answer answer) {
    TraceBuilder builder = new TraceBuilder(rule, played.last().rule.entry(), relevance);
    Counterexample.Feasibility feasibility =
        answer == PathSolver.Answer.FEASIBLE
            ? Counterexample.Feasibility.FEASIBLE
            : Counterexample.Feasibility.NOT_REFUTED;
    GhostFinder ghosts =
        new GhostFinder(
            machine, tapeStart -> entryState.start(entry, tapeStart.machine(), tapeStart.tape()));
    GhostFinder.Answer ghost =
        ghosts.find(walk, played, event, TraceBuilder.violatingStep(played, event));
    return builder.build(played, event, feasibility, ghost);
  }

  /** One finding that was found twice, from several entry routines for example. */
  static RuleSearch.Found merged(RuleSearch.Found a, RuleSearch.Found b) {
    List<Counterexample> paths = new ArrayList<>(a.paths());
    paths.addAll(b.paths());
    paths.sort(Comparator.comparingInt(p -> p.steps().size()));
    Set<String> entries = new LinkedHashSet<>(a.entries());
    entries.addAll(b.entries());
    return new RuleSearch.Found(
        a.key(),
        a.severity(),
        a.site(),
        a.opening(),
        a.function(),
        List.copyOf(entries),
        paths,
        a.pathCount() + b.pathCount(),
        common(a.unseen(), b.unseen()));
  }
}
