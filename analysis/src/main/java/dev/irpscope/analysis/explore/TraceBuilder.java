package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.explore.Tape.Draft;
import dev.irpscope.analysis.rule.EntryContext;
import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.rule.Transition;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.RuleSnapshot;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a trace that people can step through out of a replayed walk. */
final class TraceBuilder {
  private final Rule rule;
  private final EntryContext entry;
  private final Relevance relevance;

  TraceBuilder(Rule rule, EntryContext entry, Relevance relevance) {
    this.rule = rule;
    this.entry = entry;
    this.relevance = relevance;
  }

  /**
   * The steps of one finding, cut after its last one.
   *
   * @param finding the event that reports or confirms it
   */
  Counterexample build(
      Replay.Played played,
      Tape.Event finding,
      Counterexample.Feasibility feasibility,
      GhostFinder.Answer ghost) {
    Instance.Id instance = finding.fired().instance();
    int confirming = finding.step();
    int violating = violatingStep(played, finding);
    OptionalInt opening = openingStep(played, instance, violating);
    List<Draft> drafts =
        new ArrayList<>(played.drafts().subList(0, Math.max(confirming, violating) + 1));
    Draft violatingDraft = drafts.get(violating);
    Draft confirmingDraft = drafts.get(confirming);
    Optional<Draft> openingDraft =
        opening.isPresent() ? Optional.of(drafts.get(opening.getAsInt())) : Optional.empty();
    FactFold fold = new FactFold(drafts);
    List<Draft> shown = ShownOrder.arrange(drafts);
    int shownViolating = indexOf(shown, violatingDraft);
    int shownConfirming = indexOf(shown, confirmingDraft);
    OptionalInt shownOpening =
        openingDraft.isPresent()
            ? OptionalInt.of(indexOf(shown, openingDraft.get()))
            : OptionalInt.empty();
    List<Step> steps =
        steps(shown, fold, instance, shownViolating, shownOpening, object(finding, played));
    Outcome.Finding told = finding.fired().finding().orElseThrow();
    Optional<MissingCall> missing =
        told.missing()
            .map(call ->
                new MissingCall(
                    ghost.call(),
                    note(call, shownOpening),
                    ghost
                        .ghost()
                        .map(g ->
                            new MissingCall.Ghost(
                                g.function(),
                                g.block(),
                                g.before(),
                                shownViolating,
                                g.explanation())),
                    ghost.reason()));
    return new Counterexample(
        steps,
        shownOpening,
        shownViolating,
        shownConfirming,
        told.message(),
        rule.consequence(),
        missing,
        feasibility,
        assumptions(played, steps));
  }

  /** The steps of a walk that ends well, told of the instance that a finding was about. */
  List<Step> passing(Replay.Played played, Tape.Event finding, String object) {
    List<Draft> drafts = new ArrayList<>(played.drafts());
    FactFold fold = new FactFold(drafts);
    return steps(
        ShownOrder.arrange(drafts),
        fold,
        finding.fired().instance(),
        -1,
        OptionalInt.empty(),
        object);
  }

  /** A call that would have settled everything before the obligation too is missed everywhere. */
  private String note(String call, OptionalInt opening) {
    String name = call.replaceAll("\\(.*", "");
    return opening.isPresent() && !settlesFromTheStart(name)
        ? name + " never happened after step " + (opening.getAsInt() + 1)
        : name + " never happened on this path";
  }

  private boolean settlesFromTheStart(String function) {
    String start = rule.initial(EntryContext.Kind.DISPATCH).name();
    return rule.transitions().stream()
        .anyMatch(transition ->
            transition.from().contains(start)
                && transition.target() instanceof Transition.Target.Satisfied
                && transition.on().stream()
                    .anyMatch(trigger -> trigger.event().functions().contains(function)));
  }

  private static List<String> assumptions(Replay.Played played, List<Step> steps) {
    List<String> all = new ArrayList<>(played.limits());
    for (Step step : steps) {
      if (step.kind() == Step.Kind.LOWER_DRIVER) {
        step.outcome().ifPresent(o -> addOnce(all, "The lower driver answers with " + o + "."));
      }
    }
    return all;
  }

  private static void addOnce(List<String> all, String sentence) {
    if (!all.contains(sentence)) {
      all.add(sentence);
    }
  }

  @SuppressWarnings("ReferenceEquality") // drafts are objects with identity
  private static int indexOf(List<Draft> drafts, Draft wanted) {
    for (int i = 0; i < drafts.size(); i++) {
      if (drafts.get(i) == wanted) {
        return i;
      }
    }
    throw new IllegalStateException("a step was lost in ordering");
  }

  static int violatingStep(Replay.Played played, Tape.Event finding) {
    Outcome.Finding told = finding.fired().finding().orElseThrow();
    if (told.kind() != Outcome.Kind.CONFIRMED) {
      return finding.step();
    }
    for (Tape.Event event : played.events()) {
      Optional<Outcome.Finding> earlier = event.fired().finding();
      if (earlier.isPresent()
          && earlier.get().kind() == Outcome.Kind.SUSPECTED
          && event.fired().instance().equals(finding.fired().instance())
          && earlier.get().suspicion().equals(told.suspicion())) {
        return event.step();
      }
    }
    return finding.step();
  }

  private static OptionalInt openingStep(
      Replay.Played played, Instance.Id instance, int violating) {
    OptionalInt found = OptionalInt.empty();
    for (Tape.Event event : played.events()) {
      if (event.fired().opens()
          && event.fired().instance().equals(instance)
          && event.step() <= violating) {
        found = OptionalInt.of(event.step());
      }
    }
    return found;
  }

  private static String object(Tape.Event finding, Replay.Played played) {
    return finding
        .fired()
        .instance()
        .object()
        .filter(dev.irpscope.analysis.symbolic.Value.class::isInstance)
        .map(ref -> played.names().getOrDefault(ref, ""))
        .orElse("");
  }

  private List<Step> steps(
      List<Draft> shown,
      FactFold fold,
      Instance.Id instance,
      int violating,
      OptionalInt opening,
      String object) {
    List<Step.Importance> importance =
        relevance.importance(shown, d -> moves(d, instance), violating, opening);
    List<Step> steps = new ArrayList<>();
    String state = rule.initial(entry.kind()).name();
    for (int i = 0; i < shown.size(); i++) {
      Draft draft = shown.get(i);
      String before = state;
      String after = stateOf(draft.after, instance);
      if (i == violating) {
        state = dev.irpscope.analysis.rule.State.VIOLATION;
      } else if ((violating < 0 || i < violating)
          && moves(draft, instance)
          && !after.equals(dev.irpscope.analysis.rule.State.VIOLATION)) {
        state = after;
      }
      List<Fact> facts = fold.facts(draft);
      List<FactChange> changes = fold.changes();
      Step.Kind kind =
          i == violating
              ? Step.Kind.VIOLATION
              : !before.equals(state) && draft.kind == Step.Kind.STATEMENT
                  ? Step.Kind.RULE_EVENT
                  : draft.kind;
      steps.add(
          new Step(
              i,
              draft.lane,
              draft.depth,
              draft.function,
              draft.block,
              draft.edge,
              kind,
              draft.origin,
              draft.text,
              new RuleSnapshot(before, object),
              new RuleSnapshot(state, object),
              facts,
              changes,
              importance.get(i),
              draft.sentence,
              draft.outcome,
              draft.assumption));
    }
    return steps;
  }

  private boolean moves(Draft draft, Instance.Id instance) {
    return !stateOf(draft.before, instance).equals(stateOf(draft.after, instance));
  }

  private String stateOf(RuleState state, Instance.Id instance) {
    return state
        .instance(instance)
        .map(Instance::state)
        .orElseGet(() -> rule.initial(entry.kind()).name());
  }

  /**
   * Follows facts along the shown order: what each step changed when it was explored is applied in
   * the order in which the steps are shown. Variables belong to one activation and are taken as
   * they are.
   */
  private static final class FactFold {
    /** What one step changed; an empty fact is one that is gone. */
    private final IdentityHashMap<Draft, Map<String, Optional<Fact>>> deltas =
        new IdentityHashMap<>();

    private final Map<String, Fact> current = new LinkedHashMap<>();
    private final Map<String, Map<String, Fact>> variables = new LinkedHashMap<>();
    private List<FactChange> changes = List.of();

    FactFold(List<Draft> explored) {
      Map<String, Fact> before = Map.of();
      for (Draft draft : explored) {
        Map<String, Fact> now = of(draft, false);
        Map<String, Optional<Fact>> delta = new LinkedHashMap<>();
        for (String key : before.keySet()) {
          if (!now.containsKey(key)) {
            delta.put(key, Optional.empty());
          }
        }
        for (Map.Entry<String, Fact> entry : now.entrySet()) {
          if (!entry.getValue().equals(before.get(entry.getKey()))) {
            delta.put(entry.getKey(), Optional.of(entry.getValue()));
          }
        }
        deltas.put(draft, delta);
        before = now;
      }
    }

    private static Map<String, Fact> of(Draft draft, boolean locals) {
      Map<String, Fact> found = new LinkedHashMap<>();
      for (Fact fact : draft.facts) {
        if ((fact.group() == Fact.Group.VARIABLE) == locals) {
          found.put(fact.group() + " " + fact.subject(), fact);
        }
      }
      return found;
    }

    /** The facts after a step; to be asked once for each step, in shown order. */
    List<Fact> facts(Draft draft) {
      boolean first = current.isEmpty();
      Map<String, Fact> before = new LinkedHashMap<>(current);
      deltas
          .getOrDefault(draft, Map.of())
          .forEach((key, fact) ->
              fact.ifPresentOrElse(f -> current.put(key, f), () -> current.remove(key)));
      Map<String, Fact> locals = of(draft, true);
      List<FactChange> found = new ArrayList<>();
      if (!first) {
        compare(before, current, found);
        String frame = draft.function + "/" + draft.lane + "/" + draft.depth;
        compare(variables.getOrDefault(frame, Map.of()), locals, found);
        variables.put(frame, locals);
      }
      changes = found;
      List<Fact> all = new ArrayList<>();
      for (Fact.Group group : Fact.Group.values()) {
        (group == Fact.Group.VARIABLE ? locals : current)
            .values().stream().filter(fact -> fact.group() == group).forEach(all::add);
      }
      return all;
    }

    /** What changed at the step that was asked for last. */
    List<FactChange> changes() {
      return changes;
    }

    private static void compare(
        Map<String, Fact> before, Map<String, Fact> after, List<FactChange> into) {
      after.forEach((key, fact) -> {
        Optional<Fact> old = Optional.ofNullable(before.get(key));
        if (old.isEmpty()) {
          into.add(new FactChange(FactChange.Kind.ADDED, fact, old));
        } else if (!old.get().equals(fact)) {
          into.add(new FactChange(FactChange.Kind.MODIFIED, fact, old));
        }
      });
      before.forEach((key, fact) -> {
        if (!after.containsKey(key)) {
          into.add(new FactChange(FactChange.Kind.GONE, fact, Optional.of(fact)));
        }
      });
    }
  }
}
