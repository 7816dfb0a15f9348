package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.symbolic.Memory;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import it.unimi.dsi.fastutil.objects.ObjectOpenHashSet;
import java.util.List;
import java.util.Set;

/** What can be named from the frames, the variables and the rule's open obligations. */
final class Reach {
  private final Set<Symbol> symbols;
  private final Set<Region> locals = new ObjectOpenHashSet<>();
  private final Set<Region> live = new ObjectOpenHashSet<>();

  /** Those of which nothing leads to them so far. */
  private final Set<Region> dead = new ObjectOpenHashSet<>();

  private final int base;
  private final Memory memory;

  /**
   * @param entering whether the state is what a function sees that was just called
   */
  Reach(State state, Monitor monitor, boolean entering) {
    this.base = state.outer.base();
    this.memory = state.memory;
    this.symbols = new ObjectOpenHashSet<>(state.outer.roots());
    locals.addAll(state.outer.locals());
    for (Frame frame : state.stack) {
      frame.temporaries().forEach(this::note);
      frame
          .completion()
          .ifPresent(c -> {
            note(c.irpValue());
            note(c.answer());
            c.arguments().forEach(this::note);
          });
    }
    if (entering) {
      state.rule.followed().forEach(this::add);
    } else {
      state.rule.entry().irp().ifPresent(this::add);
      state.rule.entry().device().ifPresent(this::add);
    }
    for (Instance instance : state.rule.instances()) {
      if (monitor.reportsUnmentioned(instance, ref -> Cleaner.mayName(state, ref))) {
        instance.id().object().ifPresent(this::add);
        instance.values().values().forEach(v -> v.refs().forEach(this::add));
      }
    }
    spread(state);
  }

  /** Follows live memory until nothing new is found. */
  private void spread(State state) {
    List<Region> waiting = state.memory.regions();
    int before = -1;
    while (before != symbols.size() + locals.size()) {
      before = symbols.size() + locals.size();
      dead.clear();
      int still = 0;
      for (int i = 0; i < waiting.size(); i++) {
        Region region = waiting.get(i);
        if (isLive(region)) {
          follow(state.memory.mentioned(region));
        } else {
          waiting.set(still++, region);
        }
      }
      waiting.subList(still, waiting.size()).clear();
      state.irps.forEach((region, irp) -> {
        if (isLive(region)) {
          collect(irp);
        }
      });
    }
    dead.clear();
  }

  /** Takes what a live region speaks of. */
  private void follow(Memory.Mentioned mentioned) {
    List<Symbol> spoken = mentioned.symbols();
    for (int i = 0; i < spoken.size(); i++) {
      symbols.add(spoken.get(i));
    }
    if (base > 0) {
      locals.addAll(mentioned.locals());
    }
  }

  private void add(Ref ref) {
    if (ref instanceof Value value) {
      note(value);
    }
  }

  /** What a live value leads to. */
  private void note(Value value) {
    value.collectSymbols(symbols);
    if (base > 0) {
      value.collectLocals(locals);
    }
  }

  private void collect(IrpRecord irp) {
    irp.event().ifPresent(this::note);
    irp.finalStatus().ifPresent(this::note);
    irp.registration()
        .ifPresent(r -> {
          note(r.routine());
          note(r.context());
          note(r.onSuccess());
          note(r.onError());
          note(r.onCancel());
          r.device().ifPresent(this::note);
        });
  }

  /** Symbols that can be named. */
  Set<Symbol> symbols() {
    return symbols;
  }

  /** Callers' variables that can be named. */
  Set<Region> locals() {
    return locals;
  }

  /** A variable; or memory whose pointer is held, or may still be read from live memory. */
  boolean isLive(Region region) {
    if (live.contains(region)) {
      return true;
    }
    if (dead.contains(region)) {
      return false;
    }
    boolean isLive = compute(region);
    (isLive ? live : dead).add(region);
    return isLive;
  }

  private boolean compute(Region region) {
    Symbol root = region.rootOrNull();
    if (root == null) {
      return !(region.whole() instanceof Region.Local local)
          || local.depth() >= base
          || locals.contains(local);
    }
    if (symbols.contains(root)) {
      return true;
    }
    if (root.kind() != Symbol.Kind.INITIAL) {
      return false;
    }
    Region from = root.regionOrNull();
    return from != null && isHeld(from) && isLive(from);
  }

  /** Of a variable: whether it is alive; what somebody else wrote there has no cell of its own. */
  private boolean isHeld(Region region) {
    return !(region.whole() instanceof Region.Local) || memory.has(region);
  }

  boolean mentions(Value value) {
    return switch (value) {
      case Symbol symbol -> isNamed(symbol);
      case Value.Pointer(Region region, long _) -> {
        if (region.whole() instanceof Region.Local && !isLive(region)) {
          yield false;
        }
        Symbol root = region.rootOrNull();
        yield root == null || isNamed(root);
      }
      case Value.Operation operation -> operation.operands().stream().allMatch(this::mentions);
      case Value.Number _, Value.Function _, Value.Text _ -> true;
    };
  }

  private boolean isNamed(Symbol symbol) {
    return symbols.contains(symbol) || isLive(new Region.Target(symbol));
  }
}
