package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.wdk.effects.DdiModel;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.List;

/** Which kernel functions may return STATUS_PENDING. */
final class PendingSources {
  private PendingSources() {}

  /** Beginnings of their names. */
  private static final List<String> NAMES =
      List.of(
          "IoCall",
          "IofCall",
          "IoPage",
          "IoSynchronousPage",
          "IoAsynchronousPage",
          "PoCall",
          "PoRequest",
          "Zw",
          "Nt",
          "FsRtlCheckOplock",
          "FsRtlCheckUpperOplock",
          "FsRtlOplockBreak",
          "FsRtlOplockFsctrl",
          "FsRtlUpperOplock",
          "FsRtlPrivateLock",
          "FsRtlProcessFileLock",
          "Ndis",
          "Tdi",
          "Flt",
          "Wdf",
          "Hid",
          "StorPort",
          "ScsiPort",
          "WmiSystem");

  /** Whether a kernel function may return STATUS_PENDING though it is given no IRP. */
  static boolean isPendingSource(String name) {
    return NAMES.stream().anyMatch(name::startsWith);
  }

  /** The same of one call: some do only if they are given a routine to call when it is over. */
  static boolean mayReturnPending(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct(var name)
        && isPendingSource(name)
        && DdiTable.STANDARD.find(name).stream()
            .flatMap(DdiModel::effects)
            .noneMatch(
                effect -> effect instanceof Effect.Given(int argument) && isNull(call, argument));
  }

  private static boolean isNull(Instruction.Call call, int argument) {
    return argument < call.arguments().size()
        && call.arguments().get(argument).plain() instanceof Operand.Constant constant
        && constant.value() == 0;
  }
}
