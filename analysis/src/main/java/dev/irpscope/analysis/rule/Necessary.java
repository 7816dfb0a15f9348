package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which calls a driver must make before a rule can report anything: what creates the tracked
 * object, what fills a set that must not be empty, what leaves the initial state, what reports.
 */
final class Necessary {
  private static final List<String> SENDS = List.of("IoCallDriver", "PoCallDriver");

  /** The last one gives access to the stack location, where a routine can be written by hand. */
  private static final List<String> REGISTRATIONS =
      List.of("IoGetNextIrpStackLocation", "IoSetCompletionRoutine", "IoSetCompletionRoutineEx");

  private final Rule rule;
  private final Set<String> useful;

  private Necessary(Rule rule) {
    this.rule = rule;
    this.useful = useful(rule);
  }

  /** Groups of names; without a call to some member of each, nothing is ever reported. */
  static List<Set<String>> of(Rule rule) {
    return new Necessary(rule).groups();
  }

  private List<Set<String>> groups() {
    List<Set<String>> groups = new ArrayList<>();
    rule.track().map(Necessary::creators).filter(names -> !names.isEmpty()).ifPresent(groups::add);
    List<String> starts =
        rule.states().stream()
            .filter(state -> state.initial() || !state.initialFor().isEmpty())
            .map(State::name)
            .toList();
    List<Transition> leaving =
        rule.transitions().stream()
            .filter(t -> t.from().stream().anyMatch(starts::contains))
            .filter(t -> isReport(t) || leaves(t, starts))
            .toList();
    if (starts.size() == 1) {
      cut(leaving).ifPresent(groups::add);
      fillers(leaving).ifPresent(groups::add);
    }
    cut(rule.transitions().stream().filter(Necessary::isReport).toList()).ifPresent(groups::add);
    return groups.stream().distinct().toList();
  }

  /** Whether it goes to another state from which something can be reported. */
  private boolean leaves(Transition transition, List<String> starts) {
    return transition.target() instanceof Transition.Target.To(String state)
        && !starts.contains(state)
        && useful.contains(state);
  }

  private static boolean isReport(Transition transition) {
    return transition
        .report()
        .filter(report -> report.kind() != Transition.Report.Kind.HINT)
        .isPresent();
  }

  /** States from which a report can be reached. */
  static Set<String> useful(Rule rule) {
    Set<String> useful = new TreeSet<>();
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Transition transition : rule.transitions()) {
        boolean leads =
            transition.target() instanceof Transition.Target.To(String state)
                && useful.contains(state);
        if (leads || isReport(transition)) {
          grows |= useful.addAll(transition.from());
        }
      }
    }
    return useful;
  }

  /** The functions through one of which any of the transitions must go; empty if not only calls. */
  private static Optional<Set<String>> cut(List<Transition> transitions) {
    Set<String> names = new TreeSet<>();
    for (Transition transition : transitions) {
      for (Transition.Trigger trigger : transition.on()) {
        List<String> functions = functions(trigger.event());
        if (functions.isEmpty()) {
          return Optional.empty();
        }
        names.addAll(functions);
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableSet(names));
  }

  /** Calls without which an event does not happen; empty if there are none. */
  private static List<String> functions(EventPattern event) {
    return switch (event.kind()) {
      case CALL, RETURN -> event.functions();
      case OUTCOME, OUTCOME_OK, OUTCOME_ERROR, OUTCOME_CANCELLED, OUTCOME_PENDING -> SENDS;
      case ROUTINE_START, ROUTINE_END, ROUTINE_SKIPPED -> REGISTRATIONS;
      case WAIT_ELEMENT -> List.of("KeWaitForMultipleObjects");
      case WAIT_RESOLVED, WAIT_UNRESOLVED ->
          List.of("KeWaitForMultipleObjects", "KeWaitForSingleObject");
      case START, EXIT, CHECK, SUCCESS_CHECK, FAILURE_CHECK, HANDOFF, KEPT, DEQUEUE -> List.of();
    };
  }

  /** The calls that fill a shared set which must have a member in each of these transitions. */
  private Optional<Set<String>> fillers(List<Transition> transitions) {
    for (Variable variable : rule.variables()) {
      boolean needed =
          variable.type() == Variable.Type.SET
              && variable.shared()
              && !transitions.isEmpty()
              && transitions.stream()
                  .flatMap(transition -> transition.on().stream())
                  .allMatch(trigger -> needs(trigger.guard(), variable.name()));
      if (needed) {
        return cut(
            rule.always().stream()
                .filter(transition -> fills(transition, variable.name()))
                .toList());
      }
    }
    return Optional.empty();
  }

  private static boolean fills(Transition transition, String set) {
    return transition.actions().stream()
        .anyMatch(action -> action instanceof Action.Add(String to, _) && to.equals(set));
  }

  private static boolean needs(Guard guard, String set) {
    return switch (guard) {
      case Guard.And(Guard left, Guard right) -> needs(left, set) || needs(right, set);
      case Guard.Or(Guard left, Guard right) -> needs(left, set) && needs(right, set);
      case Guard.Not(Guard.Empty(String name)) -> name.equals(set);
      case Guard.Member(_, String name) -> name.equals(set);
      default -> false;
    };
  }

  /** The DDIs that make the IRPs that are tracked; none if these may be others' IRPs. */
  private static Set<String> creators(Track track) {
    boolean mayBeOthers =
        track.origins().stream()
            .anyMatch(origin -> origin == IrpOrigin.INCOMING || origin == IrpOrigin.UNKNOWN);
    return mayBeOthers ? Set.of() : creators(track.origins());
  }

  /** The DDIs that make IRPs of some origins; none for IRPs of others. */
  static Set<String> creators(Collection<IrpOrigin> origins) {
    Set<String> names = new TreeSet<>();
    for (IrpOrigin origin : origins) {
      switch (origin) {
        case ALLOCATED -> names.addAll(List.of("IoAllocateIrp", "IoAllocateIrpEx"));
        case ASYNCHRONOUS_FSD -> names.add("IoBuildAsynchronousFsdRequest");
        case SYNCHRONOUS_FSD -> names.add("IoBuildSynchronousFsdRequest");
        case DEVICE_CONTROL -> names.add("IoBuildDeviceIoControlRequest");
        case INCOMING, UNKNOWN -> {}
      }
    }
    return Collections.unmodifiableSet(names);
  }
}
