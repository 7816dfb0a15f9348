package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Runs a rule's automata along a path. Holds no state of its own, so one monitor serves any number
 * of searches at the same time.
 *
 * <p>For each occurrence: first the transitions under {@code always}, all that match; then each
 * instance in the order of creation, by its first transition that matches; then an object that no
 * instance tracks yet may get one, if a transition from the initial state matches. A tracked object
 * that may or may not be the one an occurrence is about is dropped, as the rules ask.
 *
 * <p>A path follows one object at a time. The automata of a rule know nothing of each other, so
 * whoever searches lets a path on which a new object appears go on twice: following it, and leaving
 * it aside ({@link Start}). Objects that come along while one is followed are left aside. The
 * states of a path then grow with the number of objects, not with all that may become of all of
 * them.
 */
public final class Monitor {
  private final Rule rule;
  private final Watched watched;
  private final Set<String> open;

  private final VariableLiveness variables;
  private final AlikeStates alike;

  /** Whether an instance may be about the incoming IRP. */
  private final boolean mayTrackIncoming;

  /** Where the IRPs come from that the rule tracks. */
  private final Set<IrpOrigin> origins;

  /** States from which something can be reported. */
  private final Set<String> useful;

  /**
   * States from which something may be reported though the tracked object is never mentioned, by
   * the names of the remembered values that are never mentioned either.
   */
  private final Map<Set<String>, Set<String>> reportsUnmentioned = new ConcurrentHashMap<>();

  public Monitor(Rule rule) {
    this.rule = rule;
    this.watched = rule.watched();
    this.useful = Necessary.useful(rule);
    this.open = open(rule, useful);
    this.variables = new VariableLiveness(rule);
    this.alike = new AlikeStates(rule, open::contains);
    this.origins = rule.track().map(track -> Set.copyOf(track.origins())).orElse(Set.of());
    this.mayTrackIncoming =
        watched.concernsIrps()
            && rule.track()
                .filter(track ->
                    !track.origins().isEmpty() && !track.origins().contains(IrpOrigin.INCOMING))
                .isEmpty();
  }

  /**
   * Whether an instance in that state is of interest whatever comes: something is owed, or it is on
   * the way to a report.
   */
  public boolean isOpen(Instance instance) {
    return open.contains(instance.state());
  }

  /** Whether anything can be reported of an instance without an obligation arising anew. */
  public boolean mayReport(Instance instance) {
    return isOpen(instance) || !instance.suspicions().isEmpty();
  }

  private static Set<String> open(Rule rule, Set<String> useful) {
    Set<String> found = new TreeSet<>();
    for (State state : rule.states()) {
      boolean start = state.initial() || !state.initialFor().isEmpty();
      boolean waits = useful.contains(state.name()) && !start && !state.satisfied();
      if (state.obligation() || waits) {
        found.add(state.name());
      }
    }
    return found;
  }

  /** Where the IRPs that the rule tracks come from; empty for anywhere, or if it tracks none. */
  public Set<IrpOrigin> origins() {
    return origins;
  }

  /** What the rule watches, computed once. */
  public Watched watched() {
    return watched;
  }

  public Rule rule() {
    return rule;
  }

  /** The state before the entry routine's first statement. */
  public RuleState initial(EntryContext entry) {
    String start = rule.initial(entry.kind()).name();
    List<Instance> instances = new ArrayList<>();
    if (rule.track().isEmpty()) {
      instances.add(fresh(Optional.empty(), start));
    } else if (rule.track().get().isIncomingOnly() && isSent(entry.kind())) {
      entry.irp().ifPresent(irp -> instances.add(fresh(Optional.of(irp), start)));
    }
    return new RuleState(entry, 0, false, Map.of(), instances);
  }

  /** Whether the IRP of such a routine is one that the system sends to it. */
  private static boolean isSent(EntryContext.Kind kind) {
    return switch (kind) {
      case DISPATCH, START_IO, KMDF_DISPATCH, KMDF_PREPROCESS -> true;
      case DRIVER_ENTRY, ADD_DEVICE, UNLOAD, COMPLETION, CANCEL, DPC, ISR, WORK_ITEM, OTHER ->
          false;
    };
  }

  /** What to do with an object that comes up and that no instance is about. */
  public enum Start {
    /** Follow it, unless another one is followed already. */
    FOLLOW,
    /** Leave it aside: an instance at rest stands for it. */
    LEAVE
  }

  /** Whether there can be several objects to follow on a path. */
  public boolean hasSeveral() {
    return rule.track().filter(track -> !track.isIncomingOnly()).isPresent();
  }

  /**
   * Whether anything that happens to an object of the tracked kind can still move the rule on this
   * path: it is the one that is followed, or none is and it was not left aside.
   */
  public boolean mayFollow(RuleState state, Predicate<Ref> isObject) {
    boolean other = false;
    for (Instance instance : state.instances()) {
      if (instance.id().object().filter(isObject).isPresent()) {
        return !instance.isAtRest();
      }
      other |= !instance.isAtRest();
    }
    return !other || !hasSeveral();
  }

  /** What {@code occurrence} does, following a new object if none is followed yet. */
  public Outcome step(RuleState state, Occurrence occurrence, World world) {
    return step(state, occurrence, world, Start.FOLLOW);
  }

  /** What {@code occurrence} does to {@code state}; {@code world} answers at that very moment. */
  public Outcome step(RuleState state, Occurrence occurrence, World world, Start start) {
    if (state.halted()) {
      return new Outcome(state, List.of());
    }
    int depth = state.routineDepth() + (occurrence instanceof Occurrence.RoutineStart ? 1 : 0);
    Step step = new Step(state, depth, Event.of(occurrence), world, start);
    step.run();
    int depthAfter = occurrence instanceof Occurrence.RoutineEnd ? Math.max(0, depth - 1) : depth;
    return step.outcome(depthAfter);
  }

  /**
   * Forgets what can no longer matter: what {@link RuleState#prune} forgets, each instance whose
   * object is not live and for which nothing is left to report without that object being mentioned,
   * and each that is where it would begin.
   */
  public RuleState prune(RuleState state, Predicate<Ref> live) {
    RuleState pruned = state.prune(live);
    List<Instance> kept =
        pruned.instances().stream()
            .filter(instance ->
                !isAsNew(pruned, instance)
                    && (instance.id().object().filter(live.negate()).isEmpty()
                        || reportsUnmentioned(instance, live)))
            .toList();
    return kept.size() == pruned.instances().size()
        ? pruned
        : new RuleState(
            pruned.entry(), pruned.routineDepth(), pruned.halted(), pruned.shared(), kept);
  }

  /**
   * The same for whatever follows: without variables that no transition asks for before they are
   * set anew, and with one of the automaton's states for all that are alike.
   */
  public RuleState canonical(RuleState state) {
    List<Instance> instances = new ArrayList<>();
    boolean changes = false;
    for (Instance instance : state.instances()) {
      Map<String, Value> asked = variables.retain(instance);
      String stands = alike.representative(instance.state());
      boolean same = asked.size() == instance.values().size() && stands.equals(instance.state());
      changes |= !same;
      instances.add(same ? instance : instance.in(stands).with(asked, instance.suspicions()));
    }
    return changes
        ? new RuleState(
            state.entry(), state.routineDepth(), state.halted(), state.shared(), instances)
        : state;
  }

  /**
   * What a function is shown of the state in which it is called: nothing of the entry routine that
   * no event inside can depend on.
   *
   * @param seen whether the function can name a value
   */
  public RuleState inFunction(RuleState state, Predicate<Ref> seen) {
    return state.enteredBy(state.entry().any(watched.entryKind(), mayTrackIncoming, seen));
  }

  /**
   * Whether nothing can be reported any more on a path: nothing can come of the object that it
   * follows (others are followed on paths of their own), or that is at rest and the rule has no
   * others.
   *
   * @param whole whether the state is shown whole, not as a called function sees it
   */
  public boolean isSettled(RuleState state, boolean whole) {
    boolean atRest = true;
    for (Instance instance : state.instances()) {
      if (!instance.isAtRest()) {
        if (useful.contains(instance.state()) || !instance.suspicions().isEmpty()) {
          return false;
        }
        atRest = false;
      }
    }
    return !atRest || (!hasSeveral() && (whole || !state.instances().isEmpty()));
  }

  /**
   * Whether something can be reported of an instance though its object is never mentioned again.
   *
   * @param live whether a remembered value may still be mentioned
   */
  public boolean reportsUnmentioned(Instance instance, Predicate<Ref> live) {
    Set<String> gone = new TreeSet<>();
    for (Variable variable : rule.variables()) {
      boolean mayBeMentioned =
          instance.values().get(variable.name()) instanceof Value.Saved(Ref ref) && live.test(ref);
      if (variable.type() == Variable.Type.VALUE && !variable.shared() && !mayBeMentioned) {
        gone.add(variable.name());
      }
    }
    return reportsUnmentioned
        .computeIfAbsent(gone, names -> Unmentioned.reporting(rule, names))
        .contains(instance.state());
  }

  private boolean isAsNew(RuleState state, Instance instance) {
    return hasSeveral()
        && instance.values().isEmpty()
        && !mayReport(instance)
        && instance.state().equals(rule.initial(state.entry().kind()).name());
  }

  private static Instance fresh(Optional<Ref> object, String start) {
    return new Instance(new Instance.Id(object), start, Map.of(), List.of());
  }

  /** One occurrence at work. */
  private final class Step {
    private final RuleState before;
    private final int depth;
    private final Event event;
    private final World world;
    private final Start startOfNew;
    private final Map<String, Value> shared;
    private final List<Instance> instances = new ArrayList<>();
    private final List<Outcome.Fired> fired = new ArrayList<>();
    private boolean halted;

    Step(RuleState before, int depth, Event event, World world, Start startOfNew) {
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
      RuleState after = new RuleState(before.entry(), depthAfter, halted, keptShared, kept);
      return new Outcome(after, fired);
    }

    private void always(Transition transition) {
      Scope scope = scope(Optional.empty(), new TreeMap<>(), List.of());
      if (new Matching(event, scope).match(transition) instanceof Matching.Fires) {
        new Acting(scope).act(transition.actions());
        halted |= transition.target() instanceof Transition.Target.HaltPath;
      }
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
        switch (new Matching(event, scope).match(transition)) {
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
          if (isVague || isTracked(candidate) || !qualifies(track.get(), candidate)) {
            continue;
          }
          Scope scope = scope(Optional.of(candidate), new TreeMap<>(), List.of());
          if (new Matching(event, scope).match(transition) instanceof Matching.Fires) {
            if (startOfNew == Start.LEAVE || follows()) {
              instances.add(fresh(Optional.of(candidate), start).resting(State.HALTED));
            } else {
              fire(fresh(Optional.of(candidate), start), transition, scope, true);
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

    private boolean isTracked(Ref candidate) {
      return instances.stream()
          .flatMap(instance -> instance.id().object().stream())
          .anyMatch(object -> world.same(object, candidate) != Truth.FALSE);
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
      for (Outcome.Finding discarded :
          Reporting.discarded(rule, instance.suspicions(), List.of())) {
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
          rule, before.entry(), world, event, depth, subject, shared, values, suspicions);
    }
  }

  /** The refs of a set variable, or none. */
  static SequencedSet<Ref> members(Optional<Value> value) {
    return value
        .filter(Value.Refs.class::isInstance)
        .map(refs -> ((Value.Refs) refs).members())
        .orElseGet(LinkedHashSet::new);
  }
}
