package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can move or inform a rule.
 *
 * @param functions DDIs whose call or return some transition waits for, under all their names
 * @param events kinds of event it waits for
 * @param anyObject those of {@code functions} that move it whatever they are given; the others only
 *     when they are given an object that is tracked or remembered
 * @param members those of {@code anyObject} that move it only by objects which are put into a set
 *     or are in one already: what a function does to objects that end with it moves nothing
 * @param inRoutines those of {@code functions} that move it while a completion routine runs, and
 *     never else
 * @param fields field paths it reads
 * @param predicates predicates it asks
 * @param irql whether it asks for the IRQL
 * @param entryKind whether it asks for the kind of entry routine
 * @param concernsIrps whether anything that happens to an IRP of some kind can move it
 * @param outcomes whether it makes a difference to the rule how a lower driver answers
 * @param necessary groups of DDIs: if no call to any member of one group can be reached, nothing
 *     can ever be reported
 */
public record Watched(
    Set<String> functions,
    Set<String> anyObject,
    Set<String> members,
    Set<String> inRoutines,
    Set<EventPattern.Kind> events,
    Set<String> fields,
    Set<Predicate> predicates,
    boolean irql,
    boolean entryKind,
    boolean concernsIrps,
    boolean outcomes,
    List<Set<String>> necessary) {
  public Watched {
    necessary = List.copyOf(necessary);
  }

  static Watched of(Rule rule) {
    SequencedSet<String> functions = new TreeSet<>();
    SequencedSet<String> anyObject = new TreeSet<>();
    Set<String> beyondMembers = new TreeSet<>();
    boolean irql = false;
    boolean entryKind = rule.states().stream().anyMatch(state -> !state.initialFor().isEmpty());
    SequencedSet<EventPattern.Kind> events = new TreeSet<>();
    SequencedSet<String> fields = new TreeSet<>();
    SequencedSet<Predicate> predicates = new TreeSet<>();
    List<Transition> all = new ArrayList<>(rule.always());
    all.addAll(rule.transitions());
    for (Transition transition : all) {
      for (Transition.Trigger trigger : transition.on()) {
        functions.addAll(KnownDdis.withAliases(trigger.event().functions()));
        for (String function : trigger.event().functions()) {
          if (startsTracking(rule, transition) || !namesObject(trigger.event())) {
            anyObject.add(function);
            if (!isAboutMembers(transition, trigger)) {
              beyondMembers.add(function);
            }
          }
        }
        Guard guard = trigger.guard();
        irql |= guard.operands().anyMatch(Operand.Irql.class::isInstance);
        entryKind |= guard.leaves().anyMatch(Guard.EntryIs.class::isInstance);
        events.add(trigger.event().kind());
        guard.operands().forEach(operand -> read(operand, fields));
        guard
            .leaves()
            .filter(Guard.Holds.class::isInstance)
            .map(Guard.Holds.class::cast)
            .map(Guard.Holds::predicate)
            .forEach(predicates::add);
      }
      for (Action action : transition.actions()) {
        switch (action) {
          case Action.Remember(_, Operand value) -> read(value, fields);
          case Action.Add(_, Operand value) -> read(value, fields);
          case Action.Remove(_, Operand value) -> read(value, fields);
          default -> {}
        }
      }
    }
    return new Watched(
        Collections.unmodifiableSet(functions),
        Collections.unmodifiableSet(anyObject),
        without(anyObject, beyondMembers),
        RoutineStates.functions(rule),
        Collections.unmodifiableSet(events),
        Collections.unmodifiableSet(fields),
        Collections.unmodifiableSet(predicates),
        irql,
        entryKind,
        concernsIrps(all, fields, predicates),
        outcomes(all, fields, predicates),
        Necessary.of(rule));
  }

  private static Set<String> without(Set<String> names, Set<String> others) {
    Set<String> left = new TreeSet<>(names);
    left.removeAll(others);
    return Collections.unmodifiableSet(left);
  }

  /** Whether an event moves the rule only by objects that go into sets or are members already. */
  private static boolean isAboutMembers(Transition transition, Transition.Trigger trigger) {
    Set<String> bound = new TreeSet<>();
    for (Pattern pattern : trigger.event().arguments().patterns()) {
      if (pattern instanceof Pattern.Bind(String name)) {
        bound.add(name);
      }
    }
    return needsMember(trigger.guard(), bound)
        || (transition.target() instanceof Transition.Target.Stay
            && !transition.actions().isEmpty()
            && transition.actions().stream().allMatch(action -> isOfMember(action, bound)));
  }

  private static boolean needsMember(Guard guard, Set<String> bound) {
    return switch (guard) {
      case Guard.And(Guard left, Guard right) ->
          needsMember(left, bound) || needsMember(right, bound);
      case Guard.Member(Operand.Named(String name), String _) -> bound.contains(name);
      default -> false;
    };
  }

  private static boolean isOfMember(Action action, Set<String> bound) {
    return switch (action) {
      case Action.Add(String _, Operand.Named(String name)) -> bound.contains(name);
      case Action.Remove(String _, Operand.Named(String name)) -> bound.contains(name);
      default -> false;
    };
  }

  /** Whether the transition may begin to track an object that was not tracked before. */
  private static boolean startsTracking(Rule rule, Transition transition) {
    return rule.track().filter(track -> !track.isIncomingOnly()).isPresent()
        && rule.states().stream()
            .filter(state -> state.initial() || !state.initialFor().isEmpty())
            .anyMatch(state -> transition.from().contains(state.name()));
  }

  private static boolean namesObject(EventPattern event) {
    return event.arguments().patterns().stream().anyMatch(Watched::isObject)
        || event.result().filter(Watched::isObject).isPresent();
  }

  private static boolean isObject(Pattern pattern) {
    return pattern instanceof Pattern.Subject || pattern instanceof Pattern.Remembered;
  }

  private static boolean outcomes(
      List<Transition> all, Set<String> fields, Set<Predicate> predicates) {
    boolean asked =
        predicates.stream()
            .anyMatch(
                predicate -> predicate != Predicate.HAS_ROUTINE && predicate != Predicate.IS_EVENT);
    return asked
        || !fields.isEmpty()
        || all.stream()
            .flatMap(transition -> transition.on().stream())
            .anyMatch(trigger -> tellsOutcomes(trigger.event()));
  }

  private static boolean tellsOutcomes(EventPattern event) {
    return switch (event.kind()) {
      case CALL, START, HANDOFF, KEPT, DEQUEUE -> false;
      case EXIT -> event.result().isPresent();
      case RETURN ->
          event.result().isPresent()
              && event.functions().stream().anyMatch(name -> name.endsWith("CallDriver"));
      case ROUTINE_START,
          ROUTINE_END,
          ROUTINE_SKIPPED,
          OUTCOME,
          OUTCOME_OK,
          OUTCOME_ERROR,
          OUTCOME_CANCELLED,
          OUTCOME_PENDING,
          CHECK,
          SUCCESS_CHECK,
          FAILURE_CHECK,
          WAIT_RESOLVED,
          WAIT_UNRESOLVED,
          WAIT_ELEMENT ->
          true;
    };
  }

  private static final Set<String> PASSES_ON = Set.of("IoCallDriver", "IoCompleteRequest");

  private static boolean concernsIrps(
      List<Transition> all, Set<String> fields, Set<Predicate> predicates) {
    boolean asks = !fields.isEmpty() || !predicates.isEmpty();
    return all.stream()
        .flatMap(transition -> transition.on().stream())
        .map(Transition.Trigger::event)
        .anyMatch(event ->
            isAboutIrps(event.kind())
                || (event.functions().stream().anyMatch(PASSES_ON::contains)
                    && (asks || namesObject(event))));
  }

  private static boolean isAboutIrps(EventPattern.Kind kind) {
    return switch (kind) {
      case OUTCOME,
          OUTCOME_OK,
          OUTCOME_ERROR,
          OUTCOME_CANCELLED,
          OUTCOME_PENDING,
          ROUTINE_START,
          ROUTINE_END,
          ROUTINE_SKIPPED,
          HANDOFF,
          KEPT,
          WAIT_RESOLVED,
          WAIT_UNRESOLVED ->
          true;
      default -> false;
    };
  }

  /**
   * Why the rule cannot apply to a driver that calls only {@code called}: the calls looked for and
   * not found, as a sentence; empty if it can.
   */
  public Optional<String> notCalled(Set<String> called) {
    for (Set<String> group : necessary) {
      if (called.stream().map(KnownDdis::canonical).noneMatch(group::contains)) {
        return Optional.of(sentence(List.copyOf(group)));
      }
    }
    return Optional.empty();
  }

  private static String sentence(List<String> names) {
    if (names.size() == 1) {
      return names.getFirst() + " is not called.";
    }
    if (names.size() > 4) {
      return "None of " + names.size() + " functions is called, " + names.getFirst() + " first.";
    }
    String first = String.join(", ", names.subList(0, names.size() - 1));
    return "Neither " + first + " nor " + names.getLast() + " is called.";
  }

  private static void read(Operand operand, Set<String> fields) {
    if (operand instanceof Operand.FieldOf(_, String path)) {
      fields.add(path);
    }
  }
}
