package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forgets what can no longer matter on a path, so that paths which differ only in that become one
 * state: dead variables, members nothing reads any more, conditions on values that are gone.
 */
final class Cleaner {
  private final Code code;

  /** Offsets that completion routines or the rule may read at any time. */
  private final Set<Long> always;

  Cleaner(Code code, Set<Long> always) {
    this.code = code;
    this.always = Set.copyOf(always);
  }

  void clean(State state) {
    dropDeadLocals(state);
    Set<Long> reads = new HashSet<>(always);
    for (Frame frame : state.stack) {
      reads.addAll(code.liveness(frame.graph()).reads(frame.block()));
    }
    Map<Region, Set<Long>> inner = innerPointers(state);
    dropUnreadMembers(state, reads, inner);
    Set<Symbol> mentioned = state.mentioned();
    state.rule = state.rule.prune(ref -> isMentioned(ref, mentioned));
    dropIrps(state);
    state.constraints.retain(symbol ->
        mentioned.contains(symbol)
            || (symbol.kind() == Symbol.Kind.INITIAL
                && symbol.region().isPresent()
                && isReachable(symbol.region().get(), mentioned)
                && isRead(symbol.region().get(), symbol.offset(), reads, inner)));
  }

  private static boolean isMentioned(Ref ref, Set<Symbol> mentioned) {
    if (!(ref instanceof Value value)) {
      return true;
    }
    List<Symbol> symbols = new ArrayList<>();
    value.collectSymbols(symbols);
    return symbols.isEmpty() || symbols.stream().anyMatch(mentioned::contains);
  }

  /** A region may still be read when the pointers on the way to it are known or readable. */
  private static boolean isReachable(Region region, Set<Symbol> mentioned) {
    if (region.root().isEmpty()) {
      return true;
    }
    Symbol root = region.root().get();
    while (!mentioned.contains(root)) {
      if (root.kind() != Symbol.Kind.INITIAL || root.region().isEmpty()) {
        return false;
      }
      if (root.region().get().root().isEmpty()) {
        return !(root.region().get() instanceof Region.Local);
      }
      root = root.region().get().root().get();
    }
    return true;
  }

  private void dropDeadLocals(State state) {
    for (int depth = 0; depth < state.stack.size(); depth++) {
      Frame frame = state.stack.get(depth);
      Liveness liveness = code.liveness(frame.graph());
      Liveness.Alive alive = liveness.at(frame.block(), frame.instruction());
      state.stack.set(depth, frame.with(frame.temporaries().retain(alive.temporaries())));
      int at = depth;
      state.memory.retainRegions(region ->
          !(region.whole() instanceof Region.Local local)
              || local.depth() != at
              || alive.variables().get(local.variable())
              || liveness.isAddressTaken(local.variable()));
    }
  }

  /** For each region, the offsets that known pointers point to inside it. */
  private static Map<Region, Set<Long>> innerPointers(State state) {
    Map<Region, Set<Long>> inner = new HashMap<>();
    state.memory.forEach((_, _, value) -> {
      if (value instanceof Value.Pointer pointer && pointer.offset() != 0) {
        inner.computeIfAbsent(pointer.region(), _ -> new HashSet<>()).add(pointer.offset());
      }
    });
    return inner;
  }

  private static boolean isRead(
      Region region, long offset, Set<Long> reads, Map<Region, Set<Long>> inner) {
    if (reads.contains(offset)) {
      return true;
    }
    Set<Long> bases = inner.get(region);
    return bases != null && bases.stream().anyMatch(base -> reads.contains(offset - base));
  }

  private static void dropUnreadMembers(
      State state, Set<Long> reads, Map<Region, Set<Long>> inner) {
    for (Region region : state.memory.regions()) {
      if (region instanceof Region.Local) {
        continue;
      }
      List<Long> dead = new ArrayList<>();
      state.memory.forEach(
          region,
          (offset, _) -> {
            if (!isRead(region, offset, reads, inner)) {
              dead.add(offset);
            }
          });
      dead.forEach(offset -> state.memory.forget(region, offset));
    }
  }

  /** IRPs that nothing names any more and that no rule instance is about. */
  private static void dropIrps(State state) {
    Set<Symbol> named = new HashSet<>();
    for (Frame frame : state.stack) {
      frame.temporaries().forEach(v -> v.collectSymbols(named));
      frame.completion().ifPresent(c -> c.irpValue().collectSymbols(named));
    }
    state.memory.forEach((_, _, value) -> value.collectSymbols(named));
    state.rule.refs().forEach(ref -> collect(ref, named));
    state.irps.keySet().removeIf(irp -> irp.root().isPresent() && !isNamed(irp, named));
    state.events.keySet().removeIf(event -> isGone(state, event));
  }

  private static void collect(Ref ref, Set<Symbol> into) {
    if (ref instanceof Value value) {
      value.collectSymbols(into);
    }
  }

  private static boolean isNamed(Region irp, Set<Symbol> named) {
    Symbol root = irp.root().orElseThrow();
    return named.contains(root)
        || (root.kind() == Symbol.Kind.INITIAL
            && !(root.region().orElse(irp) instanceof Region.Local));
  }

  /** An event in a variable of a frame that is gone. */
  private static boolean isGone(State state, Value event) {
    return Address.of(event).region().whole() instanceof Region.Local local
        && (local.depth() >= state.stack.size()
            || !state.stack.get(local.depth()).graph().key().equals(local.function()));
  }
}
