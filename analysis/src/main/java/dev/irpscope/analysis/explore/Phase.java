package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.symbolic.Region;
import java.util.Map;
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
    return state.outer.candidate()
            || isCompleting(monitor, state)
            || hasCandidate(monitor, state.rule, state.irps)
            || isPreparedByHand(monitor, state)
        ? OPEN
        : of(monitor, state.rule);
  }

  /** Whether the routine of an IRP that the rule is about is running. */
  private static boolean isCompleting(Monitor monitor, State state) {
    return state.completing().stream()
        .anyMatch(irp -> Tracked.concerns(monitor, state.rule, irp, Sender.record(state, irp)));
  }

  /** Whether something was written into the location of the next driver, a routine perhaps. */
  private static boolean isPreparedByHand(Monitor monitor, State state) {
    return state.irps.entrySet().stream()
        .anyMatch(entry ->
            entry.getValue().owner() == IrpRecord.Owner.DRIVER
                && state.memory.holds(
                    new Region.StackLocation(entry.getKey(), Region.StackLocation.Which.NEXT))
                && Tracked.concerns(monitor, state.rule, entry.getKey(), entry.getValue()));
  }

  /**
   * Whether there is an IRP of the kind that the rule waits for, tracked already or not; of the
   * incoming ones, one for which a routine is registered.
   */
  static boolean hasCandidate(Monitor monitor, RuleState rule, Map<Region, IrpRecord> irps) {
    Set<IrpOrigin> origins = monitor.origins();
    return irps.entrySet().stream()
        .anyMatch(entry ->
            (entry.getValue().registration().isPresent()
                    ? origins.isEmpty() || origins.contains(entry.getValue().origin())
                    : origins.contains(entry.getValue().origin())
                        && entry.getValue().origin() != IrpOrigin.INCOMING)
                && entry.getValue().owner() == IrpRecord.Owner.DRIVER
                && Tracked.mayFollow(monitor, rule, entry.getKey()));
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
