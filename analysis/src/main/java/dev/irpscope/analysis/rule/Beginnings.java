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
 * @param asked those of {@code calls} that may be given an IRP which was there before: of a
 *     function that gives them one that is not known nothing can be said
 */
public record Beginnings(Set<String> calls, Set<String> sets, Set<String> asked) {
  public Beginnings {
    calls = Set.copyOf(calls);
    sets = Set.copyOf(sets);
    asked = Set.copyOf(asked);
  }

  /**
   * Empty for a rule that can also begin by something else: that a routine is entered with an IRP,
   * or that it is left; and for one about nothing but what happens to the incoming IRP, which few
   * functions have no part in. Of the IRQL nothing is said.
   */
  static Optional<Beginnings> of(Rule rule, Watched watched) {
    List<IrpOrigin> origins = rule.track().map(Track::origins).orElse(List.of());
    if (asksForEntry(rule)
        || (origins.equals(List.of(IrpOrigin.INCOMING)) && !watched.irql())
        || origins.contains(IrpOrigin.UNKNOWN)
        || (!origins.isEmpty() && rule.variables().stream().anyMatch(Beginnings::isOtherThanSet))) {
      return Optional.empty();
    }
    Optional<Set<String>> sets = calls(rule.always());
    List<Transition> first = rule.transitions().stream().filter(one -> isFirst(rule, one)).toList();
    if (origins.isEmpty()) {
      List<Transition> all = new ArrayList<>(rule.always());
      all.addAll(first);
      return calls(all).map(names -> new Beginnings(names, Set.of(), Set.of()));
    }
    Set<String> creators = Necessary.creators(origins);
    if (!origins.contains(IrpOrigin.INCOMING)) {
      return sets.map(some -> new Beginnings(creators, some, Set.of()));
    }
    Optional<Set<String>> asked = calls(first);
    if (sets.isEmpty() || asked.isEmpty()) {
      return Optional.empty();
    }
    Set<String> all = new TreeSet<>(creators);
    all.addAll(asked.get());
    Set<String> others = new TreeSet<>(asked.get());
    others.removeAll(creators);
    return Optional.of(new Beginnings(all, sets.get(), others));
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
    return Optional.of(KnownDdis.withAliases(names));
  }
}
