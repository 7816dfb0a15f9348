package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
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
  private final AnyObjectCalls anyObjectCalls;
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
    this.anyObjectCalls = new AnyObjectCalls(rule, watched.anyObject());
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

  /**
   * Those of {@link Watched#anyObject} that move nothing where the rule stands, nor an object that
   * it has not met yet.
   */
  public Set<String> asleep(RuleState state) {
    return anyObjectCalls.asleep(state);
  }

  public Rule rule() {
    return rule;
  }

  /**
   * By what something of the rule can begin; empty for a rule that can begin in ways that are no
   * calls. For searches of a part of a driver.
   */
  public Optional<Beginnings> beginnings() {
    return Beginnings.of(rule, watched);
  }

  /** The state in which any function may be called where nothing of the rule has begun. */
  public RuleState anywhere(EntryContext function) {
    RuleState start = initial(function);
    return origins.isEmpty() ? start : start.forgettingSets();
  }

  /** Whether the rule begins in a routine of that kind as in any function. */
  public boolean beginsAsUsual(EntryContext.Kind kind) {
    return rule.initial(kind).equals(rule.initial(EntryContext.Kind.OTHER));
  }

  /** Whether everything is as it was at the beginning, for objects that are followed. */
  public boolean isAtBeginning(RuleState state) {
    String start = rule.initial(EntryContext.Kind.OTHER).name();
    return (state.unseen() || state.shared().isEmpty())
        && state.instances().stream()
            .allMatch(instance ->
                instance.isAtRest()
                    || (instance.state().equals(start)
                        && instance.values().isEmpty()
                        && instance.suspicions().isEmpty()));
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
    return new RuleState(entry, 0, false, false, Map.of(), instances);
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
      return new Outcome(state, List.of(), false);
    }
    int depth = state.routineDepth() + (occurrence instanceof Occurrence.RoutineStart ? 1 : 0);
    MonitorStep step = new MonitorStep(rule, state, depth, Event.of(occurrence), world, start);
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
    return kept.size() == pruned.instances().size() ? pruned : pruned.withInstances(kept);
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
    return changes ? state.withInstances(instances) : state;
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

  static Instance fresh(Optional<Ref> object, String start) {
    return new Instance(new Instance.Id(object), start, Map.of(), List.of());
  }

  /** The refs of a set variable, or none. */
  static SequencedSet<Ref> members(Optional<Value> value) {
    return value
        .filter(Value.Refs.class::isInstance)
        .map(refs -> ((Value.Refs) refs).members())
        .orElseGet(LinkedHashSet::new);
  }
}
