package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one occurrence does to the state of a rule. */
final class MonitorStep {
  private final Rule rule;
  private final RuleState before;
  private final int depth;
  private final Event event;
  private final World world;
  private final Monitor.Start startOfNew;
  private final Map<String, Value> shared;
  private final List<Instance> instances = new ArrayList<>();
  private final List<Outcome.Fired> fired = new ArrayList<>();
  private boolean halted;
  private boolean isUnsure;

  MonitorStep(
      Rule rule, RuleState before, int depth, Event event, World world, Monitor.Start startOfNew) {
    this.rule = rule;
    this.before = before;
    this.depth = depth;
    this.event = event;
    this.world = world;
    this.startOfNew = startOfNew;
    this.shared = new TreeMap<>(before.shared());
  }

  void run() {
    for (Transition transition : rule.always()) {
      always(transition);
    }
    boolean known = false;
    for (Instance instance : before.instances()) {
      known |= advance(instance);
    }
    if (!known && !halted) {
      create();
    }
    if (event.kinds().contains(EventPattern.Kind.EXIT)) {
      instances.replaceAll(this::discardSuspicions);
    }
  }

  Outcome outcome(int depthAfter) {
    List<Instance> kept = halted ? List.of() : instances;
    Map<String, Value> keptShared = halted ? Map.of() : shared;
    RuleState after =
        new RuleState(before.entry(), depthAfter, halted, before.unseen(), keptShared, kept);
    return new Outcome(after, fired, isUnsure);
  }

  private void always(Transition transition) {
    Scope scope = scope(Optional.empty(), new TreeMap<>(), List.of());
    if (match(transition, scope) instanceof Matching.Fires) {
      new Acting(scope).act(transition.actions());
      halted |= transition.target() instanceof Transition.Target.HaltPath;
    }
  }

  private Matching.Result match(Transition transition, Scope scope) {
    Matching matching = new Matching(event, scope);
    Matching.Result result = matching.match(transition);
    isUnsure |= matching.isUnsure();
    return result;
  }

  /** Returns whether the occurrence was about this very instance's object. */
  private boolean advance(Instance instance) {
    if (halted || instance.isAtRest()) {
      instances.add(instance);
      return event.concerns(instance.id().object(), world);
    }
    Scope scope =
        scope(instance.id().object(), new TreeMap<>(instance.values()), instance.suspicions());
    for (Transition transition : rule.transitions()) {
      if (!transition.from().contains(instance.state())
          || (isConfirmation(transition) && instance.suspicions().isEmpty())) {
        continue;
      }
      switch (match(transition, scope)) {
        case Matching.Fires _ -> {
          fire(instance, transition, scope, false);
          return true;
        }
        case Matching.Unclear _ -> {
          drop(instance);
          return true;
        }
        case Matching.Differs _ -> {}
      }
    }
    instances.add(instance);
    return event.concerns(instance.id().object(), world);
  }

  /** Starts to track an object that no instance is about. */
  private void create() {
    Optional<Track> track = rule.track().filter(one -> !one.isIncomingOnly());
    if (track.isEmpty()) {
      return;
    }
    String start = rule.initial(before.entry().kind()).name();
    for (Transition transition : rule.transitions()) {
      if (!transition.from().contains(start)) {
        continue;
      }
      for (Ref candidate : Matching.candidates(event, transition)) {
        boolean isVague =
            transition.target() instanceof Transition.Target.Violation
                && !world.isDefinite(candidate);
        Truth tracked = tracked(candidate);
        isUnsure |= isVague || tracked == Truth.UNKNOWN;
        if (isVague || tracked != Truth.FALSE || !qualifies(track.get(), candidate)) {
          continue;
        }
        Scope scope = scope(Optional.of(candidate), new TreeMap<>(), List.of());
        if (match(transition, scope) instanceof Matching.Fires) {
          if (startOfNew == Monitor.Start.LEAVE || follows()) {
            instances.add(Monitor.fresh(Optional.of(candidate), start).resting(State.HALTED));
          } else {
            fire(Monitor.fresh(Optional.of(candidate), start), transition, scope, true);
          }
          return;
        }
      }
    }
  }

  /** Whether some object is followed. */
  private boolean follows() {
    return instances.stream().anyMatch(instance -> !instance.isAtRest());
  }

  /** Whether the candidate is an object that is tracked. */
  private Truth tracked(Ref candidate) {
    return instances.stream()
        .flatMap(instance -> instance.id().object().stream())
        .map(object -> world.same(object, candidate))
        .reduce(Truth.FALSE, Truth::or);
  }

  private boolean qualifies(Track track, Ref candidate) {
    boolean isNull = world.constant(candidate).stream().anyMatch(value -> value == 0);
    return !isNull
        && (track.origins().isEmpty() || track.origins().contains(world.origin(candidate)));
  }

  private void fire(Instance instance, Transition transition, Scope scope, boolean isNew) {
    List<Outcome.Finding> findings = new ArrayList<>();
    Reporting reporting = new Reporting(rule, scope);
    new Acting(scope).act(transition.actions());
    findings.addAll(Reporting.discarded(rule, instance.suspicions(), scope.suspicions()));
    findings.addAll(reporting.findings(transition));
    Instance changed = instance.with(scope.values(), scope.suspicions());
    Instance moved = moved(changed, transition.target());
    findings.addAll(Reporting.discarded(rule, changed.suspicions(), moved.suspicions()));
    instances.add(moved);
    boolean owedBefore = !isNew && owes(instance.state());
    boolean reports = findings.stream().anyMatch(f -> f.kind() == Outcome.Kind.VIOLATION);
    boolean again =
        transition.target() instanceof Transition.Target.To
            && moved.state().equals(instance.state());
    boolean opens = !reports && owes(moved.state()) && (!owedBefore || again);
    if (findings.isEmpty()) {
      fired.add(told(instance, transition, moved, opens, Optional.empty()));
    }
    for (Outcome.Finding finding : findings) {
      fired.add(told(instance, transition, moved, opens, Optional.of(finding)));
    }
  }

  private Outcome.Fired told(
      Instance instance,
      Transition transition,
      Instance moved,
      boolean opens,
      Optional<Outcome.Finding> finding) {
    return new Outcome.Fired(
        instance.id(), Optional.of(transition), instance.state(), moved.state(), opens, finding);
  }

  private boolean isConfirmation(Transition transition) {
    return transition.target() instanceof Transition.Target.Confirmed;
  }

  private boolean owes(String state) {
    return rule.state(state).filter(State::obligation).isPresent();
  }

  private Instance moved(Instance instance, Transition.Target target) {
    return switch (target) {
      case Transition.Target.To(String state) -> instance.in(state);
      case Transition.Target.Stay _ -> instance;
      case Transition.Target.Satisfied _ -> instance.resting(State.SATISFIED);
      case Transition.Target.Violation(Optional<String> then) ->
          then.map(instance::in).orElseGet(() -> instance.resting(State.VIOLATION));
      case Transition.Target.Confirmed(Optional<String> then) ->
          then.map(instance::in).orElseGet(() -> instance.resting(State.VIOLATION));
      case Transition.Target.Halt _ -> instance.resting(State.HALTED);
      case Transition.Target.HaltPath _ -> {
        halted = true;
        yield instance.resting(State.HALTED);
      }
    };
  }

  private void drop(Instance instance) {
    instances.add(instance.resting(State.HALTED));
    fired.add(
        new Outcome.Fired(
            instance.id(),
            Optional.empty(),
            instance.state(),
            State.HALTED,
            false,
            Optional.empty()));
  }

  private Instance discardSuspicions(Instance instance) {
    for (Outcome.Finding discarded : Reporting.discarded(rule, instance.suspicions(), List.of())) {
      fired.add(
          new Outcome.Fired(
              instance.id(),
              Optional.empty(),
              instance.state(),
              instance.state(),
              false,
              Optional.of(discarded)));
    }
    return instance.with(instance.values(), List.of());
  }

  private Scope scope(
      Optional<Ref> subject, Map<String, Value> values, List<Instance.Suspicion> suspicions) {
    return new Scope(
        rule,
        before.entry(),
        world,
        event,
        depth,
        before.unseen(),
        subject,
        shared,
        values,
        suspicions);
  }
}
