package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Predicate;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
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

  /** Where an IRP has its status. */
  private final OptionalLong status;

  /**
   * What was found to be readable at the points of a stack. What callers read after a function
   * depends on the function at the bottom alone, and on whether there are any.
   */
  private final Map<List<Object>, LongSet> readable = new HashMap<>();

  /** The same where a function was left, by the set of what its callers read. */
  private final IdentityHashMap<Set<Long>, LongSet> readableByCallers = new IdentityHashMap<>();

  Cleaner(Code code, Monitor monitor, Set<Long> always) {
    this.status = code.offset("IRP", "IoStatus.Status");
    this.code = code;
    this.monitor = monitor;
    this.always = Set.copyOf(always);
  }

  void clean(State state) {
    state.changes();
    state.rule = monitor.canonical(state.rule);
    LongSet reads = reads(state, false);
    Map<Region, Set<Long>> inner = innerPointers(state);
    Reach reach = retain(state, reads, inner, false);
    state.irps.keySet().removeIf(irp -> !reach.isLive(irp));
    state.irps.replaceAll((region, irp) -> kept(state, region, irp));
    limitOthers(state);
    state.events.keySet().removeIf(event -> isGone(state, event, reach));
    settle(state);
    state.devices.keySet().removeIf(device -> !reach.mentions(device));
    state.rule =
        monitor.prune(
            state.rule,
            ref -> !(ref instanceof Value value) || (mayName(state, ref) && reach.mentions(value)));
    state.openings.keySet().removeIf(id -> state.rule.instance(id).isEmpty());
    retainConditions(state, reach, reads, inner);
    if (!monitor.watched().irql()) {
      state.irql = State.UNKNOWN_IRQL;
    }
  }

  /**
   * Members that may still be read: by the rule, in the frames, by callers.
   *
   * @param entering whether the function in the only frame was just called: then also what it may
   *     write, and nothing for its callers, who keep their own
   */
  private LongSet reads(State state, boolean entering) {
    if (state.stack.isEmpty()) {
      return readableByCallers.computeIfAbsent(
          state.outer.after(),
          after -> {
            LongSet all = new LongOpenHashSet(always);
            all.addAll(after);
            return all;
          });
    }
    List<Object> points = new ArrayList<>(2 * state.stack.size() + 2);
    points.add(entering);
    points.add(state.outer.after().isEmpty());
    for (Frame frame : state.stack) {
      points.add(frame.graph());
      points.add(frame.block());
    }
    return readable.computeIfAbsent(
        points,
        _ -> {
          LongSet all = new LongOpenHashSet(always);
          all.addAll(entering ? code.writes(state.top().graph()).offsets() : state.outer.after());
          for (Frame frame : state.stack) {
            all.addAll(code.liveness(frame.graph()).reads(frame.block()));
          }
          return all;
        });
  }

  private Reach retain(State state, LongSet reads, Map<Region, Set<Long>> inner, boolean entering) {
    dropDeadLocals(state);
    dropUnreadMembers(state, reads, inner, entering);
    Reach reach = new Reach(state, monitor, entering);
    state.memory.retainRegions(reach::isLive);
    return reach;
  }

  private static void retainConditions(
      State state, Reach reach, LongSet reads, Map<Region, Set<Long>> inner) {
    state.constraints.retain(symbol -> {
      if (reach.symbols().contains(symbol)) {
        return true;
      }
      Region from = symbol.kind() == Symbol.Kind.INITIAL ? symbol.regionOrNull() : null;
      return from != null && reach.isLive(from) && isRead(from, symbol.offset(), reads, inner);
    });
  }

  /**
   * What a function that is searched by itself can see of a state in which it was just entered:
   * equal for all calls that it cannot tell apart.
   */
  State entered(State called) {
    Frame frame = called.top();
    State seen = called.copy();
    seen.stack.clear();
    seen.stack.add(
        frame.result().isPresent()
            ? Frame.enter(frame.graph(), OptionalInt.of(0), Optional.empty())
            : frame);
    seen.outer = Outer.at(called.depth(), called.completing());
    seen.rule = monitor.canonical(seen.rule);
    LongSet reads = reads(seen, true);
    Map<Region, Set<Long>> inner = innerPointers(seen);
    Reach reach = retain(seen, reads, inner, true);
    seen.irps.keySet().removeIf(irp -> !reach.isLive(irp));
    seen.irps.replaceAll((region, irp) -> kept(seen, region, irp));
    seen.events.keySet().removeIf(event -> !reach.mentions(event));
    settle(seen);
    seen.devices.keySet().removeIf(device -> !reach.mentions(device));
    seen.rule =
        monitor.inFunction(
            seen.rule.prune(ref -> !(ref instanceof Value value) || reach.mentions(value)),
            ref -> ref instanceof Value value && reach.isLive(Address.of(value).region()));
    retainConditions(seen, reach, reads, inner);
    Map<Region, IrpRecord> hidden = new HashMap<>(called.irps);
    hidden.keySet().removeAll(seen.irps.keySet());
    Set<String> closure = code.closure(frame.graph());
    int base = Outer.base(reach.locals(), code.height(frame.graph()), code.heights());
    seen.memory.moveLocals(called.depth(), base);
    seen.outer =
        new Outer(
            base,
            called.completing(),
            recursion(called),
            called.outer.candidate() || Phase.hasCandidate(monitor, called.rule, hidden),
            reserved(called, reach, closure),
            reach.symbols(),
            reach.locals(),
            inner,
            code.readsAfter(frame.graph()));
    return seen;
  }

  /** Activations of the called function that are told apart, the outermost ones. */
  private static final int MOST_RECURSION = 2;

  @SuppressWarnings("ReferenceEquality") // a function has one graph
  private static int recursion(State called) {
    List<Frame> frames = called.stack;
    int recursion = 0;
    for (Frame frame : frames.subList(0, frames.size() - 1)) {
      if (frame.graph() == called.top().graph()) {
        recursion = Math.max(recursion, called.outer.recursion()) + 1;
      }
    }
    return Math.min(recursion, MOST_RECURSION);
  }

  /** Symbols that the function could make, held by callers where it can't see them. */
  private static Set<Symbol> reserved(State called, Reach reach, Set<String> closure) {
    Set<Symbol> held = new HashSet<>(called.mentioned());
    held.removeIf(symbol ->
        symbol.kind() != Symbol.Kind.RESULT
            || reach.symbols().contains(symbol)
            || !closure.contains(function(symbol.label())));
    return held;
  }

  /** The function of a result's site: what stands before its first single colon. */
  private static String function(String site) {
    for (int i = site.indexOf('#') + 1; i < site.length(); i++) {
      if (site.charAt(i) == ':') {
        if (i + 1 >= site.length() || site.charAt(i + 1) != ':') {
          return site.substring(0, i);
        }
        i++;
      }
    }
    return site;
  }

  /**
   * Forgets of events what no wait can tell: one outside the stack may be signalled by anyone, and
   * an IRP that is not under way is not waited for.
   */
  private void settle(State state) {
    if (monitor.watched().predicates().contains(Predicate.IS_EVENT)) {
      return;
    }
    state.events.replaceAll((_, known) -> known.by(irp -> isUnderWay(state, irp)));
    state
        .events
        .entrySet()
        .removeIf(entry ->
            entry.getValue().by().isEmpty()
                && (entry.getValue().signalled() != Truth.FALSE
                    || entry.getValue().escaped()
                    || !(Address.of(entry.getKey()).region() instanceof Region.Local)));
  }

  private static boolean isUnderWay(State state, Region irp) {
    IrpRecord known = state.irps.get(irp);
    return known != null && known.finalStatus().isPresent();
  }

  /** IRPs that one call made, alive together, of which the routines are kept. A loop makes more. */
  private static final int MOST_ALIKE = 2;

  /**
   * What is kept of an IRP: all if the rule is about it, its routine if another may still be sent.
   */
  private IrpRecord kept(State state, Region region, IrpRecord irp) {
    if (Tracked.concerns(monitor, state.rule, region, irp)) {
      return irp.settled(monitor.watched().predicates().contains(Predicate.MARKED_PENDING));
    }
    if (irp.finalStatus().isPresent() && status.isPresent()) {
      state.memory.havoc(region, status.getAsLong(), 4, "sent");
    }
    boolean isFurther = region.root().filter(Cleaner::isOneOfMany).isPresent();
    boolean matters =
        !isFurther
            && (irp.registration().isPresent()
                || (irp.event().isPresent() && irp.sent().isEmpty()));
    return matters ? irp.resolved().settled(false) : IrpRecord.notFollowed(irp.origin());
  }

  /** IRPs that the rule is not about and of which the routines are kept. An array holds more. */
  private static final int MOST_OTHERS = 4;

  private void limitOthers(State state) {
    if (state.irps.size() < 2) {
      return;
    }
    List<Region> others = new ArrayList<>();
    Map<Region, Integer> readFrom = new HashMap<>();
    state.irps.forEach((region, irp) -> {
      if (!Tracked.concerns(monitor, state.rule, region, irp)) {
        place(region).ifPresent(from -> readFrom.merge(from, 1, Integer::sum));
        if (irp.owner() != IrpRecord.Owner.NOT_FOLLOWED) {
          others.add(region);
        }
      }
    });
    List<Region> elements =
        others.stream()
            .filter(
                irp -> place(irp).filter(from -> readFrom.getOrDefault(from, 0) > 1).isPresent())
            .toList();
    elements.forEach(irp -> unfollow(state, irp));
    others.removeAll(elements);
    if (others.size() > MOST_OTHERS) {
      others.sort(Comparator.comparing(Region::toString));
      others.subList(MOST_OTHERS, others.size()).forEach(irp -> unfollow(state, irp));
    }
  }

  private static void unfollow(State state, Region region) {
    state.irps.computeIfPresent(region, (_, irp) -> IrpRecord.notFollowed(irp.origin()));
  }

  /** Where a pointer to an IRP was read. */
  private static Optional<Region> place(Region irp) {
    return irp.root().filter(root -> root.kind() == Symbol.Kind.INITIAL).flatMap(Symbol::region);
  }

  /** Of an IRP: made when others of the call are alive, or read from an element of an array. */
  private static boolean isOneOfMany(Symbol irp) {
    return (irp.kind() == Symbol.Kind.RESULT && irp.version() >= MOST_ALIKE)
        || irp.region().filter(Region.Part.class::isInstance).isPresent();
  }

  private void dropDeadLocals(State state) {
    List<Liveness> functions = new ArrayList<>();
    List<Liveness.Alive> points = new ArrayList<>();
    int base = state.outer.base();
    for (int i = 0; i < state.stack.size(); i++) {
      Frame frame = state.stack.get(i);
      Liveness liveness = code.liveness(frame.graph());
      Liveness.Alive alive = liveness.at(frame.block(), frame.instruction());
      functions.add(liveness);
      points.add(alive);
      state.stack.set(i, frame.with(frame.temporaries().retain(alive.temporaries())));
    }
    state.memory.retainRegions(region ->
        !(region.whole() instanceof Region.Local local)
            || local.depth() < base
            || local.depth() >= base + points.size()
            || points.get(local.depth() - base).variables().get(local.variable())
            || functions.get(local.depth() - base).isAddressTaken(local.variable()));
  }

  /** For each region, the offsets that known pointers point to inside it. */
  private static Map<Region, Set<Long>> innerPointers(State state) {
    Map<Region, Set<Long>> inner = new HashMap<>();
    state.outer.inner().forEach((region, offsets) -> inner.put(region, new HashSet<>(offsets)));
    state.memory.forEachRegion((_, mentioned) -> {
      for (Value.Pointer pointer : mentioned.pointers()) {
        inner.computeIfAbsent(pointer.region(), _ -> new HashSet<>()).add(pointer.offset());
      }
    });
    return inner;
  }

  private static boolean isRead(
      Region region, long offset, LongSet reads, Map<Region, Set<Long>> inner) {
    if (region instanceof Region.Bits bits) {
      return isRead(bits.base(), bits.offset(), reads, inner);
    }
    if (reads.contains(offset)
        || (region instanceof Region.Part part && reads.contains(part.offset() + offset))) {
      return true;
    }
    Set<Long> bases = inner.isEmpty() ? null : inner.get(region);
    if (bases != null) {
      for (long base : bases) {
        if (reads.contains(offset - base)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void dropUnreadMembers(
      State state, LongSet reads, Map<Region, Set<Long>> inner, boolean entering) {
    int base = state.outer.base();
    for (Region region : state.memory.regions()) {
      boolean local = region instanceof Region.Local own && (!entering || own.depth() >= base);
      if (local || region.equals(State.RESULT)) {
        continue;
      }
      state.memory.retainCells(region, offset -> isRead(region, offset, reads, inner));
    }
  }

  /** Whether the program may still name a value: it is not a variable of a frame that is gone. */
  static boolean mayName(State state, Ref ref) {
    return !(ref instanceof Value value)
        || !(Address.of(value).region().whole() instanceof Region.Local local)
        || local.depth() < state.outer.base()
        || !isGone(state, local);
  }

  private static boolean isGone(State state, Region.Local local) {
    return local.depth() >= state.outer.base() + state.stack.size()
        || !state.frame(local.depth()).graph().key().equals(local.function());
  }

  /** An event in a variable of a frame that is gone, or in memory that nothing leads to. */
  private static boolean isGone(State state, Value event, Reach reach) {
    Region region = Address.of(event).region();
    int base = state.outer.base();
    if (region.whole() instanceof Region.Local local && local.depth() >= base) {
      return isGone(state, local);
    }
    return !reach.isLive(region);
  }
}
