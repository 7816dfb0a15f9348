package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.Rule;
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
 * state: dead variables, members nothing reads any more, memory and IRPs that no name leads to,
 * conditions on values that are gone.
 */
final class Cleaner {
  private final Code code;
  private final Monitor monitor;

  /** Offsets that completion routines or the rule may read at any time. */
  private final Set<Long> always;

  Cleaner(Code code, Monitor monitor, Set<Long> always) {
    this.code = code;
    this.monitor = monitor;
    this.always = Set.copyOf(always);
  }

  void clean(State state) {
    dropDeadLocals(state);
    List<Set<Long>> reads = new ArrayList<>();
    reads.add(always);
    for (Frame frame : state.stack) {
      reads.add(code.liveness(frame.graph()).reads(frame.block()));
    }
    Map<Region, Set<Long>> inner = innerPointers(state);
    dropUnreadMembers(state, reads, inner);
    Reach reach = new Reach(state, monitor.rule());
    state.memory.retainRegions(reach::isLive);
    state.irps.keySet().removeIf(irp -> !reach.isLive(irp));
    state.irps.replaceAll((_, irp) -> isTracked(irp) ? irp : IrpRecord.fresh(irp.origin()));
    state.events.keySet().removeIf(event -> isGone(state, event, reach));
    state.devices.keySet().removeIf(device -> !reach.mentions(device));
    state.rule =
        monitor.prune(state.rule, ref -> !(ref instanceof Value value) || reach.mentions(value));
    state.openings.keySet().removeIf(id -> state.rule.instance(id).isEmpty());
    state.constraints.retain(symbol ->
        reach.symbols.contains(symbol)
            || (symbol.kind() == Symbol.Kind.INITIAL
                && symbol.region().filter(reach::isLive).isPresent()
                && isRead(symbol.region().get(), symbol.offset(), reads, inner)));
  }

  /** Whether the rule is about IRPs of that origin; of others only the origin is kept. */
  private boolean isTracked(IrpRecord irp) {
    Set<IrpOrigin> origins =
        monitor.rule().track().map(track -> Set.copyOf(track.origins())).orElse(Set.of());
    return origins.isEmpty()
        || origins.contains(irp.origin())
        || irp.registration().isPresent()
        || irp.finalStatus().isPresent();
  }

  /** What can be named from the frames, the variables and the rule's open obligations. */
  private static final class Reach {
    private final Set<Symbol> symbols = new HashSet<>();
    private final Map<Region, Boolean> live = new HashMap<>();

    Reach(State state, Rule rule) {
      for (Frame frame : state.stack) {
        frame.temporaries().forEach(v -> v.collectSymbols(symbols));
        frame
            .completion()
            .ifPresent(c -> {
              c.irpValue().collectSymbols(symbols);
              c.answer().collectSymbols(symbols);
              c.arguments().forEach(v -> v.collectSymbols(symbols));
            });
      }
      state.rule.entry().irp().ifPresent(this::add);
      state.rule.entry().device().ifPresent(this::add);
      for (Instance instance : state.rule.instances()) {
        if (rule.state(instance.state()).filter(s -> s.obligation()).isPresent()) {
          instance.id().object().ifPresent(this::add);
          instance.values().values().stream().flatMap(v -> v.refs().stream()).forEach(this::add);
        }
      }
      int before = -1;
      while (before != symbols.size()) {
        before = symbols.size();
        live.clear();
        state.memory.forEach((region, _, value) -> {
          if (isLive(region)) {
            value.collectSymbols(symbols);
          }
        });
        state.irps.forEach((region, irp) -> {
          if (isLive(region)) {
            collect(irp);
          }
        });
      }
      live.clear();
    }

    private void add(Ref ref) {
      if (ref instanceof Value value) {
        value.collectSymbols(symbols);
      }
    }

    private void collect(IrpRecord irp) {
      irp.event().ifPresent(v -> v.collectSymbols(symbols));
      irp.finalStatus().ifPresent(v -> v.collectSymbols(symbols));
      irp.registration()
          .ifPresent(r -> {
            r.routine().collectSymbols(symbols);
            r.context().collectSymbols(symbols);
            r.onSuccess().collectSymbols(symbols);
            r.onError().collectSymbols(symbols);
            r.onCancel().collectSymbols(symbols);
            r.device().ifPresent(v -> v.collectSymbols(symbols));
          });
    }

    /** A variable; or memory whose pointer is held, or may still be read from live memory. */
    boolean isLive(Region region) {
      Boolean known = live.get(region);
      if (known == null) {
        known = compute(region);
        live.put(region, known);
      }
      return known;
    }

    private boolean compute(Region region) {
      if (region.root().isEmpty()) {
        return true;
      }
      Symbol root = region.root().get();
      return symbols.contains(root)
          || (root.kind() == Symbol.Kind.INITIAL
              && root.region().isPresent()
              && !(root.region().get().whole() instanceof Region.Local)
              && isLive(root.region().get()));
    }

    boolean mentions(Value value) {
      List<Symbol> inside = new ArrayList<>();
      value.collectSymbols(inside);
      for (Symbol symbol : inside) {
        if (!symbols.contains(symbol) && !isLive(new Region.Target(symbol))) {
          return false;
        }
      }
      return true;
    }
  }

  private void dropDeadLocals(State state) {
    List<Liveness> functions = new ArrayList<>();
    List<Liveness.Alive> points = new ArrayList<>();
    for (int depth = 0; depth < state.stack.size(); depth++) {
      Frame frame = state.stack.get(depth);
      Liveness liveness = code.liveness(frame.graph());
      Liveness.Alive alive = liveness.at(frame.block(), frame.instruction());
      functions.add(liveness);
      points.add(alive);
      state.stack.set(depth, frame.with(frame.temporaries().retain(alive.temporaries())));
    }
    state.memory.retainRegions(region ->
        !(region.whole() instanceof Region.Local local)
            || local.depth() >= points.size()
            || points.get(local.depth()).variables().get(local.variable())
            || functions.get(local.depth()).isAddressTaken(local.variable()));
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
      Region region, long offset, List<Set<Long>> reads, Map<Region, Set<Long>> inner) {
    if (isIn(offset, reads)) {
      return true;
    }
    Set<Long> bases = inner.get(region);
    return bases != null && bases.stream().anyMatch(base -> isIn(offset - base, reads));
  }

  private static boolean isIn(long offset, List<Set<Long>> reads) {
    for (Set<Long> some : reads) {
      if (some.contains(offset)) {
        return true;
      }
    }
    return false;
  }

  private static void dropUnreadMembers(
      State state, List<Set<Long>> reads, Map<Region, Set<Long>> inner) {
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

  /** An event in a variable of a frame that is gone, or in memory that nothing leads to. */
  private static boolean isGone(State state, Value event, Reach reach) {
    Region region = Address.of(event).region();
    if (region.whole() instanceof Region.Local local) {
      return local.depth() >= state.stack.size()
          || !state.stack.get(local.depth()).graph().key().equals(local.function());
    }
    return !reach.isLive(region);
  }
}
