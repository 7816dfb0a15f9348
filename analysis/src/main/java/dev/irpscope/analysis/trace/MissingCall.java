package dev.irpscope.analysis.trace;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Span;
import java.util.Optional;

/**
 * The call that never happened.
 *
 * @param call as it would be written: {@code IoCallDriver(Extension->Lower, Irp)}, with {@code ...}
 *     for what no call in the function tells
 * @param note the sentence at the exit, {@code IoCallDriver never happened after step 4}
 * @param ghost one place where the call would meet the rule; empty when the IRP is no longer owned
 *     at any such place or another rule would break
 * @param noGhostReason why there is no ghost; empty when there is one
 */
public record MissingCall(
    String call, String note, Optional<Ghost> ghost, Optional<String> noGhostReason) {
  /**
   * Where the call could stand.
   *
   * @param function the function it would stand in
   * @param block block before whose terminator it would stand
   * @param before the statement in front of which the row is drawn
   * @param step index of the step of the path that it would precede
   * @param explanation why there, for people
   */
  public record Ghost(FunctionKey function, int block, Span before, int step, String explanation) {}
}
