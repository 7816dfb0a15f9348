package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.symbolic.Value;
import java.util.List;
import java.util.Optional;

/**
 * A call being made.
 *
 * @param site names the place: function, block, instruction
 */
record CallSite(
    String site, Instruction.Call call, List<Value> arguments, FunctionKey function, int block) {
  CallSite {
    arguments = List.copyOf(arguments);
  }

  /** The argument's value; the number 0 when the call has too few. */
  Value argument(int index) {
    return index >= 0 && index < arguments.size() ? arguments.get(index) : Value.Number.ZERO;
  }

  /**
   * The call of a routine that is made inside this call.
   *
   * @param answers whether what the routine returns is the result of this call
   */
  CallSite invoking(Value context, boolean answers) {
    Instruction.Call inside =
        answers
            ? call
            : new Instruction.Call(
                call.origin(),
                Optional.empty(),
                call.callee(),
                call.arguments(),
                call.returnType(),
                call.text());
    return new CallSite(site, inside, List.of(context), function, block);
  }

  /** The same call with other arguments. */
  CallSite with(List<Value> others) {
    return new CallSite(site, call, others, function, block);
  }

  Origin origin() {
    return call.origin();
  }
}
