package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A path on two lanes, one tick a step.
 *
 * @param obligation first and last step of the obligation bar; empty for rules without one
 * @param crossings where the path changes lanes
 * @param neverRun a completion routine that was set and does not run
 */
public record TimeLine(
    List<Tick> ticks,
    OptionalInt obligation,
    int violating,
    List<Crossing> crossings,
    Optional<NeverRun> neverRun) {
  /** What stands at a step; each has a shape of its own. */
  public enum Mark {
    PLAIN,
    ENTRY,
    CALL,
    BRANCH,
    RULE_EVENT,
    LOWER_DRIVER,
    VIOLATION
  }

  /**
   * @param weight the greater, the sooner its label is written
   * @param assumption why the step is assumed; empty where code was followed
   */
  public record Tick(
      int step, Step.Lane lane, Mark mark, String label, int weight, Optional<String> assumption) {
    /** Whether the rule goes into another state here. */
    public boolean isEvent() {
      return mark == Mark.RULE_EVENT || mark == Mark.VIOLATION;
    }

    /** The label of an event goes before that of the current step, this one before all others. */
    public int labelWeight(int current) {
      return weight + (isEvent() ? 200 : step == current ? 100 : 0);
    }
  }

  /** From the last step in one lane to the first in the other. */
  public record Crossing(int from, int to, Step.Lane into) {}

  /**
   * @param set the step that set it
   */
  public record NeverRun(int set, String routine) {}

  public TimeLine {
    ticks = List.copyOf(ticks);
    crossings = List.copyOf(crossings);
  }

  public static TimeLine of(Counterexample path, Wording words) {
    List<Tick> ticks = new ArrayList<>();
    List<Crossing> crossings = new ArrayList<>();
    for (Step step : path.steps()) {
      ticks.add(tick(step, path, words));
      int before = step.index() - 1;
      if (before >= 0 && path.steps().get(before).lane() != step.lane()) {
        crossings.add(new Crossing(before, step.index(), step.lane()));
      }
    }
    return new TimeLine(ticks, path.opening(), path.violating(), crossings, neverRun(path));
  }

  /** The same as long as it is not to be known how the path ends. */
  public TimeLine withoutEnd() {
    List<Tick> known = new ArrayList<>(ticks);
    Tick end = ticks.get(violating);
    known.set(violating, new Tick(violating, end.lane(), Mark.PLAIN, "", 0, end.assumption()));
    return new TimeLine(known, OptionalInt.empty(), violating, crossings, Optional.empty());
  }

  /**
   * The ticks there is room for: all events, and of the others the weightier first, none so near to
   * another that the line between them could not be seen. Where most have no room, plain steps and
   * calls are left out: which of them stayed would mean nothing.
   *
   * @param pitch from one step to the next
   * @param width of a tick with the line beside it
   * @param current is among them
   */
  public List<Tick> thinned(double pitch, double width, int current) {
    if (pitch >= width) {
      return ticks;
    }
    Map<Step.Lane, TreeSet<Integer>> kept = new EnumMap<>(Step.Lane.class);
    ticks.stream()
        .filter(t -> pitch >= width / 3 || t.weight() > 1 || t.step() == current)
        .sorted(
            Comparator.comparing((Tick t) -> t.step() == current || t.isEvent())
                .thenComparingInt(Tick::weight)
                .reversed()
                .thenComparingInt(Tick::step))
        .forEach(tick -> {
          TreeSet<Integer> steps = kept.computeIfAbsent(tick.lane(), _ -> new TreeSet<>());
          Integer before = steps.floor(tick.step());
          Integer behind = steps.ceiling(tick.step());
          boolean free =
              (before == null || (tick.step() - before) * pitch >= width)
                  && (behind == null || (behind - tick.step()) * pitch >= width);
          if (free || tick.isEvent() || tick.step() == current) {
            steps.add(tick.step());
          }
        });
    return ticks.stream()
        .filter(t -> kept.getOrDefault(t.lane(), new TreeSet<>()).contains(t.step()))
        .toList();
  }

  private static Tick tick(Step step, Counterexample path, Wording words) {
    Mark mark = mark(step, path);
    String label =
        switch (mark) {
          case VIOLATION ->
              "\u2715 "
                  + path.missing()
                      .map(MissingCall::call)
                      .map(c -> Shortened.to(26, "no " + callee(c)))
                      .orElse(step.after().state());
          case ENTRY ->
              step.index() == 0 ? words.entry() : Shortened.to(24, step.function().name());
          case RULE_EVENT -> step.after().state();
          case BRANCH ->
              step.outcome()
                  .map(o -> words.decision(Shortened.to(20, step.text()), Shortened.to(24, o)))
                  .orElse(Shortened.to(24, step.text()));
          case LOWER_DRIVER -> Shortened.to(28, step.outcome().orElse(""));
          case CALL, PLAIN -> Shortened.to(24, callee(step.text()));
        };
    int weight =
        switch (mark) {
          case VIOLATION -> 6;
          case RULE_EVENT -> path.opening().orElse(-1) == step.index() ? 5 : 4;
          case LOWER_DRIVER, ENTRY -> 3;
          case BRANCH -> 2;
          case CALL -> 1;
          case PLAIN -> 0;
        };
    boolean minor = step.importance() == Step.Importance.OTHER;
    return new Tick(
        step.index(), step.lane(), mark, label, minor ? weight - 3 : weight, step.assumption());
  }

  private static Mark mark(Step step, Counterexample path) {
    if (step.index() == path.violating()) {
      return Mark.VIOLATION;
    }
    if (step.isRuleEvent() && step.kind() != Step.Kind.ENTRY) {
      return Mark.RULE_EVENT;
    }
    return switch (step.kind()) {
      case ENTRY -> Mark.ENTRY;
      case CALL -> Mark.CALL;
      case BRANCH -> Mark.BRANCH;
      case LOWER_DRIVER -> Mark.LOWER_DRIVER;
      case RULE_EVENT, VIOLATION -> Mark.RULE_EVENT;
      case STATEMENT, RETURN -> Mark.PLAIN;
    };
  }

  /** The name in front of the first parenthesis; without one, the text. */
  private static String callee(String text) {
    int open = text.indexOf('(');
    String name = open > 0 ? text.substring(0, open) : text;
    int assigned = name.lastIndexOf("= ");
    return open > 0 && assigned >= 0 ? name.substring(assigned + 2).strip() : name.strip();
  }

  /** The last routine that an IRP was given on a path that misses a call and sends nothing. */
  private static Optional<NeverRun> neverRun(Counterexample path) {
    boolean sent =
        path.steps().stream()
            .anyMatch(s -> s.lane() == Step.Lane.COMPLETION || s.kind() == Step.Kind.LOWER_DRIVER);
    if (sent || path.missing().isEmpty()) {
      return Optional.empty();
    }
    return path.steps().stream()
        .flatMap(s ->
            s.changes().stream()
                .filter(TimeLine::setsRoutine)
                .map(c -> new NeverRun(s.index(), c.fact().value().split("[, ]", 2)[0])))
        .reduce((_, last) -> last);
  }

  private static boolean setsRoutine(FactChange change) {
    Fact fact = change.fact();
    return change.kind() != FactChange.Kind.GONE
        && fact.group() == Fact.Group.IRP
        && fact.subject().endsWith("completion routine")
        && !fact.value().startsWith("none")
        && !fact.value().equals(change.previous().map(Fact::value).orElse(""));
  }

  /** How many steps are assumed. */
  public long assumed() {
    return ticks.stream().filter(t -> t.assumption().isPresent()).count();
  }
}
