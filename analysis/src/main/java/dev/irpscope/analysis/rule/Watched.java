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
 * @param functions DDIs whose call or return some transition waits for
 * @param events kinds of event it waits for
 * @param fields field paths it reads
 * @param predicates predicates it asks
 * @param necessary groups of DDIs: if no call to any member of one group can be reached, nothing
 *     can ever be reported
 */
public record Watched(
    Set<String> functions,
    Set<EventPattern.Kind> events,
    Set<String> fields,
    Set<Predicate> predicates,
    List<Set<String>> necessary) {
  public Watched {
    necessary = List.copyOf(necessary);
  }

  static Watched of(Rule rule) {
    SequencedSet<String> functions = new TreeSet<>();
    SequencedSet<EventPattern.Kind> events = new TreeSet<>();
    SequencedSet<String> fields = new TreeSet<>();
    SequencedSet<Predicate> predicates = new TreeSet<>();
    List<Transition> all = new ArrayList<>(rule.always());
    all.addAll(rule.transitions());
    for (Transition transition : all) {
      for (Transition.Trigger trigger : transition.on()) {
        functions.addAll(trigger.event().functions());
        events.add(trigger.event().kind());
        read(trigger.guard(), fields, predicates);
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
        Collections.unmodifiableSet(events),
        Collections.unmodifiableSet(fields),
        Collections.unmodifiableSet(predicates),
        necessary(rule));
  }

  /**
   * Why the rule cannot apply to a driver that calls only {@code called}: the calls looked for and
   * not found, as a sentence; empty if it can.
   */
  public Optional<String> notCalled(Set<String> called) {
    for (Set<String> group : necessary) {
      if (group.stream().noneMatch(called::contains)) {
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

  /** The calls that create what is tracked, leave the initial state, and report. */
  private static List<Set<String>> necessary(Rule rule) {
    List<Set<String>> groups = new ArrayList<>();
    rule.track().map(Watched::creators).filter(names -> !names.isEmpty()).ifPresent(groups::add);
    List<String> starts =
        rule.states().stream()
            .filter(state -> state.initial() || !state.initialFor().isEmpty())
            .map(State::name)
            .toList();
    List<Transition> leaving =
        rule.transitions().stream()
            .filter(t -> t.from().stream().anyMatch(starts::contains))
            .filter(t -> leaves(t, starts) || isReport(t))
            .toList();
    cut(leaving).ifPresent(groups::add);
    cut(rule.transitions().stream().filter(Watched::isReport).toList()).ifPresent(groups::add);
    return groups.stream().distinct().toList();
  }

  private static boolean leaves(Transition transition, List<String> starts) {
    return switch (transition.target()) {
      case Transition.Target.To(String state) -> !starts.contains(state);
      default -> false;
    };
  }

  private static boolean isReport(Transition transition) {
    return transition
        .report()
        .filter(report -> report.kind() != Transition.Report.Kind.HINT)
        .isPresent();
  }

  /** The functions through one of which any of the transitions must go; empty if not only calls. */
  private static Optional<Set<String>> cut(List<Transition> transitions) {
    SequencedSet<String> names = new TreeSet<>();
    for (Transition transition : transitions) {
      for (Transition.Trigger trigger : transition.on()) {
        switch (trigger.event().kind()) {
          case CALL, RETURN -> names.addAll(trigger.event().functions());
          case CHECK, SUCCESS_CHECK, FAILURE_CHECK, HANDOFF -> {
            return Optional.empty();
          }
          case OUTCOME, OUTCOME_OK, OUTCOME_ERROR, OUTCOME_CANCELLED, OUTCOME_PENDING ->
              names.addAll(List.of("IoCallDriver", "PoCallDriver"));
          default -> {
            return Optional.empty();
          }
        }
      }
    }
    return names.isEmpty() ? Optional.empty() : Optional.of(Collections.unmodifiableSet(names));
  }

  private static Set<String> creators(Track track) {
    SequencedSet<String> names = new TreeSet<>();
    for (IrpOrigin origin : track.origins()) {
      switch (origin) {
        case ALLOCATED -> names.addAll(List.of("IoAllocateIrp", "IoAllocateIrpEx"));
        case ASYNCHRONOUS_FSD -> names.add("IoBuildAsynchronousFsdRequest");
        case SYNCHRONOUS_FSD -> names.add("IoBuildSynchronousFsdRequest");
        case DEVICE_CONTROL -> names.add("IoBuildDeviceIoControlRequest");
        case INCOMING, UNKNOWN -> {
          return Set.of();
        }
      }
    }
    return Collections.unmodifiableSet(names);
  }

  private static void read(Guard guard, Set<String> fields, Set<Predicate> predicates) {
    switch (guard) {
      case Guard.And(Guard left, Guard right) -> {
        read(left, fields, predicates);
        read(right, fields, predicates);
      }
      case Guard.Or(Guard left, Guard right) -> {
        read(left, fields, predicates);
        read(right, fields, predicates);
      }
      case Guard.Not(Guard inner) -> read(inner, fields, predicates);
      case Guard.Possibly(Guard inner) -> read(inner, fields, predicates);
      case Guard.Compare(_, Operand left, Operand right) -> {
        read(left, fields);
        read(right, fields);
      }
      case Guard.Member(Operand value, _) -> read(value, fields);
      case Guard.OneOf(Operand value, _) -> read(value, fields);
      case Guard.Holds(Predicate predicate, List<Operand> arguments) -> {
        predicates.add(predicate);
        arguments.forEach(argument -> read(argument, fields));
      }
      case Guard.Literal _,
          Guard.Flag _,
          Guard.Known _,
          Guard.Empty _,
          Guard.EntryIs _,
          Guard.OfDriver _,
          Guard.InRoutine _ -> {}
    }
  }

  private static void read(Operand operand, Set<String> fields) {
    if (operand instanceof Operand.FieldOf(_, String path)) {
      fields.add(path);
    }
  }
}
