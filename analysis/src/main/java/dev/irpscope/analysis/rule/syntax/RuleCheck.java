package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.Guard;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.Transition;
import dev.irpscope.analysis.rule.Transition.Target;
import dev.irpscope.analysis.rule.Variable;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;

/** Whether a rule that reads well also makes sense as an automaton. */
final class RuleCheck {
  private final Rule rule;
  private final Names names;
  private final Token place;
  private final Problems problems;

  RuleCheck(Rule rule, Names names, Token place, Problems problems) {
    this.rule = rule;
    this.names = names;
    this.place = place;
    this.problems = problems;
  }

  void run() {
    long initial = rule.states().stream().filter(State::initial).count();
    if (initial != 1) {
      error(
          Code.INCOMPLETE,
          initial == 0
              ? "no state is marked initial."
              : initial + " states are marked initial; only one may be.");
    } else {
      checkReachable();
    }
    checkReports();
    checkUsed();
    checkRequirement(rule.requires());
  }

  private void checkReachable() {
    Set<String> reached = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>();
    rule.states().stream()
        .filter(state -> state.initial() || !state.initialFor().isEmpty())
        .map(State::name)
        .forEach(open::add);
    while (!open.isEmpty()) {
      String state = open.remove();
      if (reached.add(state)) {
        rule.transitions().stream()
            .filter(transition -> transition.from().contains(state))
            .flatMap(transition -> next(transition.target()).stream())
            .forEach(open::add);
      }
    }
    for (State state : rule.states()) {
      if (!reached.contains(state.name())) {
        error(Code.UNREACHABLE, "state '" + state.name() + "' can never be reached.");
      }
    }
  }

  private static Optional<String> next(Target target) {
    return switch (target) {
      case Target.To(String state) -> Optional.of(state);
      case Target.Violation(Optional<String> then) -> then;
      case Target.Confirmed(Optional<String> then) -> then;
      case Target.Stay _, Target.Halt _, Target.HaltPath _, Target.Satisfied _ -> Optional.empty();
    };
  }

  private void checkReports() {
    List<Transition.Report.Kind> kinds =
        rule.transitions().stream()
            .flatMap(transition -> transition.report().stream())
            .map(Transition.Report::kind)
            .toList();
    boolean suspects = kinds.contains(Transition.Report.Kind.SUSPECTED);
    boolean confirms = kinds.contains(Transition.Report.Kind.CONFIRMED);
    if (suspects && !confirms) {
      error(Code.INCOMPLETE, "it suspects a violation, but nothing ever confirms one.");
    }
    if (confirms && !suspects) {
      error(Code.INCOMPLETE, "it confirms a violation, but nothing ever suspects one.");
    }
    if (!confirms && !kinds.contains(Transition.Report.Kind.VIOLATION)) {
      error(Code.INCOMPLETE, "it has no violation, so it can never report anything.");
    }
  }

  private void checkUsed() {
    names
        .track()
        .filter(track -> !names.isUsed(track.name()))
        .ifPresent(track ->
            error(
                Code.UNUSED,
                "it tracks '" + track.name() + "', but no event or message mentions it."));
    for (Variable variable : rule.variables()) {
      if (!names.isUsed(variable.name())) {
        problems.warning(
            Code.UNUSED, place, sentence("nothing ever reads variable '" + variable.name() + "'."));
      }
    }
    for (String message : names.messageNames()) {
      if (!names.isUsed("message " + message)) {
        problems.warning(
            Code.UNUSED, place, sentence("no transition uses message '" + message + "'."));
      }
    }
  }

  private void checkRequirement(Guard guard) {
    switch (guard) {
      case Guard.And(Guard left, Guard right) -> {
        checkRequirement(left);
        checkRequirement(right);
      }
      case Guard.Or(Guard left, Guard right) -> {
        checkRequirement(left);
        checkRequirement(right);
      }
      case Guard.Not(Guard inner) -> checkRequirement(inner);
      case Guard.OfDriver _, Guard.Literal _ -> {}
      default ->
          error(Code.MISPLACED, "'requires' may only speak of facts about the driver as a whole.");
    }
  }

  private void error(Code code, String message) {
    problems.error(code, place, sentence(message));
  }

  private String sentence(String message) {
    return "In rule '" + rule.name() + "' " + message;
  }
}
