package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.RuleState;
import java.util.Collection;
import java.util.Set;

/** How much of the code a rule still cares about on a path. */
enum Phase {
  /** Nothing is tracked yet: only what can start an obligation matters. */
  BEFORE,
  /** What was tracked is settled: only what can start anew matters. */
  SETTLED,
  /** Something is owed or suspected: every event matters. */
  OPEN;

  static Phase of(Monitor monitor, State state) {
    return state.outer.candidate() || hasCandidate(monitor.rule(), state)
        ? OPEN
        : of(monitor, state.rule);
  }

  /** Whether there is an IRP of the kind that the rule waits for, tracked already or not. */
  static boolean hasCandidate(Rule rule, State state) {
    return hasCandidate(rule, state.irps.values());
  }

  static boolean hasCandidate(Rule rule, Collection<IrpRecord> irps) {
    Set<IrpOrigin> origins =
        rule.track().map(track -> Set.copyOf(track.origins())).orElse(Set.of());
    return irps.stream()
        .anyMatch(irp ->
            origins.contains(irp.origin())
                && irp.origin() != IrpOrigin.INCOMING
                && irp.owner() == IrpRecord.Owner.DRIVER);
  }

  private static Phase of(Monitor monitor, RuleState state) {
    Phase phase = BEFORE;
    for (Instance instance : state.instances()) {
      if (instance.isAtRest()) {
        continue;
      }
      if (monitor.isOpen(instance) || !instance.suspicions().isEmpty()) {
        return OPEN;
      }
      phase = SETTLED;
    }
    return phase;
  }
}
