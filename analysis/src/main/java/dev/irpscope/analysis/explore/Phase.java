package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.RuleState;

/** How much of the code a rule still cares about on a path. */
enum Phase {
  /** Nothing is tracked yet: only what can start an obligation matters. */
  BEFORE,
  /** What was tracked is settled: only what can start anew matters. */
  SETTLED,
  /** Something is owed or suspected: every event matters. */
  OPEN;

  static Phase of(Rule rule, RuleState state) {
    Phase phase = BEFORE;
    for (Instance instance : state.instances()) {
      if (instance.isAtRest()) {
        continue;
      }
      boolean owes = rule.state(instance.state()).filter(s -> s.obligation()).isPresent();
      if (owes || !instance.suspicions().isEmpty()) {
        return OPEN;
      }
      phase = SETTLED;
    }
    return phase;
  }
}
