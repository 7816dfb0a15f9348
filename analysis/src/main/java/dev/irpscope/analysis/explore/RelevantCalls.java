package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Watched;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which calls matter for a rule: functions that reach none of them are not followed. */
final class RelevantCalls {
  /** DDIs that decide which IRP is where: functions that reach them are followed for every rule. */
  private static final Set<String> ALWAYS_RELEVANT =
      Set.of(
          FunctionSummaries.KEEPS_IRP,
          "IoCallDriver",
          "PoCallDriver",
          "IoForwardIrpSynchronously",
          "IoSetCompletionRoutine",
          "IoSetCompletionRoutineEx",
          "IoCompleteRequest",
          "IoAllocateIrp",
          "IoAllocateIrpEx",
          "IoBuildAsynchronousFsdRequest",
          "IoBuildSynchronousFsdRequest",
          "IoBuildDeviceIoControlRequest",
          "IoFreeIrp",
          "IoReuseIrp",
          "KeWaitForSingleObject",
          "KeWaitForMultipleObjects",
          "KeSetEvent",
          "KeInitializeEvent",
          "IoCsqInsertIrp",
          "IoCsqInsertIrpEx",
          "IoStartPacket",
          "IoQueueWorkItem");

  /** How a completion routine tells that it has run. */
  private static final Set<String> SIGNALS = Set.of("KeSetEvent", "KeInitializeEvent");

  /** DDIs after which the IRQL may be another one. */
  static final Set<String> CHANGES_IRQL =
      DdiTable.STANDARD.having(effect ->
          switch (effect) {
            case Effect.RaiseIrql _,
                Effect.LowerIrql _,
                Effect.RaiseToDispatch _,
                Effect.RaiseKept _,
                Effect.LowerKept _ ->
                true;
            default -> false;
          });

  private RelevantCalls() {}

  /**
   * The code of a driver as a rule sees it.
   *
   * @param closer what is looked at more closely
   */
  static RuleView view(CodeModel model, Monitor monitor, Closer closer) {
    Watched watched = monitor.watched();
    Set<String> relevant = new HashSet<>(watched.functions());
    if (watched.concernsIrps()) {
      relevant.addAll(ALWAYS_RELEVANT);
    }
    Set<String> anyObject = new HashSet<>(watched.anyObject());
    Set<String> members = watched.members();
    anyObject.removeAll(members);
    if (watched.irql()) {
      relevant.addAll(CHANGES_IRQL);
      anyObject.addAll(CHANGES_IRQL);
    }
    Set<String> signals = new HashSet<>(SIGNALS);
    signals.removeAll(watched.functions());
    signals.addAll(watched.inRoutines());
    return new RuleView(
        model, phases(watched, relevant), anyObject, members, signals, monitor.origins(), closer);
  }

  /**
   * What matters in each phase. A rule that does not say which calls it needs is always open.
   *
   * @param relevant every DDI that may move the rule or the IRPs it is about
   */
  private static Map<Phase, Set<String>> phases(Watched watched, Set<String> relevant) {
    List<Set<String>> needed = watched.necessary();
    if (needed.isEmpty()) {
      return Map.of(Phase.BEFORE, relevant, Phase.SETTLED, relevant, Phase.OPEN, relevant);
    }
    Set<String> any = new HashSet<>();
    needed.forEach(any::addAll);
    return Map.of(Phase.BEFORE, needed.getFirst(), Phase.SETTLED, any, Phase.OPEN, relevant);
  }
}
