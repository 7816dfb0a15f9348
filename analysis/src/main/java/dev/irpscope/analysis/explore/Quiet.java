package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * Functions in which nothing of a rule is reported, and after which nothing of it goes on, where
 * nothing has begun when they are called.
 *
 * @param changingSets those after which it is not known what the rule's sets contain
 * @param senders those that may send an IRP of which the completion routine is not known
 * @param asked calls that move the rule by the IRP they are given
 */
record Quiet(
    Set<FunctionKey> functions,
    Set<FunctionKey> changingSets,
    Set<FunctionKey> senders,
    Set<String> asked) {
  static final Quiet NONE = new Quiet(Set.of(), Set.of(), Set.of(), Set.of());

  /** Whether it would have to be known which IRP a call is given. */
  boolean isUnsure(State state, Occurrence occurrence) {
    return occurrence instanceof Occurrence.Call call
        && asked.contains(call.function())
        && call.arguments().stream()
            .filter(Value.class::isInstance)
            .map(Value.class::cast)
            .filter(argument ->
                argument instanceof Value.Pointer
                    || (argument instanceof Symbol symbol && symbol.isPointer()))
            .map(argument -> Sender.record(state, Address.of(argument).region()))
            .anyMatch(irp -> irp.origin() == IrpOrigin.UNKNOWN);
  }

  /**
   * The same without what is to be followed, and what calls that.
   *
   * @param closure names of all that a function may call
   */
  Quiet without(Set<FunctionKey> followed, Function<FunctionKey, Set<String>> closure) {
    Set<String> names = new HashSet<>();
    followed.forEach(function -> names.add(function.toString()));
    Set<FunctionKey> left = new HashSet<>(functions);
    left.removeIf(function -> !Collections.disjoint(closure.apply(function), names));
    return new Quiet(left, changingSets, senders, Set.of());
  }
}
