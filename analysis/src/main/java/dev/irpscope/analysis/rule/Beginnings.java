package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * By what a rule can leave its beginning, where that are calls and nothing else. DDIs stand under
 * all their names.
 *
 * @param calls without a call of one of them in a function, everything of the rule that has not
 *     begun when the function is called stays so, unless it begins in what the function calls
 * @param sets what changes sets without anything having begun
 */
public record Beginnings(Set<String> calls, Set<String> sets) {
  public Beginnings {
    calls = Set.copyOf(calls);
    sets = Set.copyOf(sets);
  }

  /**
   * Empty for a rule that can also begin by something else: that a routine is entered with an IRP
   * or at some IRQL, or that it is left.
   */
  static Optional<Beginnings> of(Rule rule) {
    List<IrpOrigin> origins = rule.track().map(Track::origins).orElse(List.of());
    if (rule.watched().irql()
        || asksForEntry(rule)
        || origins.contains(IrpOrigin.INCOMING)
        || origins.contains(IrpOrigin.UNKNOWN)
        || (!origins.isEmpty() && rule.variables().stream().anyMatch(Beginnings::isOtherThanSet))) {
      return Optional.empty();
    }
    Optional<Set<String>> sets = calls(rule.always());
    if (!origins.isEmpty()) {
      return sets.map(some -> new Beginnings(Necessary.creators(rule.track().get()), some));
    }
    List<Transition> first = new ArrayList<>(rule.always());
    rule.transitions().stream().filter(one -> isFirst(rule, one)).forEach(first::add);
    return calls(first).map(all -> new Beginnings(all, Set.of()));
  }

  private static boolean asksForEntry(Rule rule) {
    return rule.transitions().stream()
        .flatMap(transition -> transition.on().stream())
        .flatMap(trigger -> trigger.guard().leaves())
        .anyMatch(Guard.EntryIs.class::isInstance);
  }

  private static boolean isOtherThanSet(Variable variable) {
    return variable.shared() && variable.type() != Variable.Type.SET;
  }

  private static boolean isFirst(Rule rule, Transition transition) {
    return transition.from().contains(rule.initial(EntryContext.Kind.OTHER).name());
  }

  /** What fires transitions that do not only silence the rule; empty if not only calls do. */
  private static Optional<Set<String>> calls(List<Transition> transitions) {
    List<String> names = new ArrayList<>();
    for (Transition transition : transitions) {
      if (transition.target() instanceof Transition.Target.Halt
          || transition.target() instanceof Transition.Target.HaltPath) {
        continue;
      }
      for (Transition.Trigger trigger : transition.on()) {
        switch (trigger.event().kind()) {
          case CALL, RETURN -> names.addAll(trigger.event().functions());
          default -> {
            return Optional.empty();
          }
        }
      }
    }
    Set<String> all = new TreeSet<>(names);
    names.forEach(name -> all.addAll(KnownDdis.aliases(name)));
    return Optional.of(all);
  }
}
