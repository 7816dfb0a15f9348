package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.symbolic.Constraints;
import dev.irpscope.analysis.symbolic.Memory;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect.DeviceClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Everything known at one point of a path: where control is, memory, conditions, the IRPs and
 * events met, the rule's automata. A machine changes a state that it owns; one that stands in the
 * exploration graph is not touched any more.
 */
final class State {
  /** Codes, flags and depths are below this. */
  private static final int SMALL = 256;

  /** IRQL when nothing is known of it. */
  static final int UNKNOWN_IRQL = -1;

  static final int PASSIVE_LEVEL = 0;

  private static final RangeSet NULL = RangeSet.of(0);

  final List<Frame> stack;
  final Memory memory;
  final Constraints constraints;
  final Map<Region, IrpRecord> irps;
  final Map<Value, EventRecord> events;
  final Map<Value, DeviceClass> devices;

  /** Where each rule instance's obligation was created. */
  final Map<Instance.Id, String> openings;

  /** Where each suspicion arose, by instance and transition. */
  final Map<String, String> suspicions;

  /** What is known of the frames below {@link #stack}. */
  Outer outer = Outer.NONE;

  RuleState rule;
  int irql;

  /** What becomes of a new object that the rule could follow; not part of equality. */
  Monitor.Start start = Monitor.Start.FOLLOW;

  /** Computed once: a state that stands in a map is not touched any more. 0 if it was not yet. */
  private int hash;

  /** Whether objects far along a chain are one, as in a search; not part of equality. */
  boolean foldsChains;

  /** Numbers fresh unknowns while a walk is replayed; not part of equality. */
  int serial;

  private State(
      List<Frame> stack,
      Memory memory,
      Constraints constraints,
      Map<Region, IrpRecord> irps,
      Map<Value, EventRecord> events,
      Map<Value, DeviceClass> devices,
      Map<Instance.Id, String> openings,
      Map<String, String> suspicions,
      RuleState rule,
      int irql) {
    this.stack = stack;
    this.memory = memory;
    this.constraints = constraints;
    this.irps = irps;
    this.events = events;
    this.devices = devices;
    this.openings = openings;
    this.suspicions = suspicions;
    this.rule = rule;
    this.irql = irql;
  }

  static State start(RuleState rule, int irql) {
    return new State(
        new ArrayList<>(),
        new Memory(),
        new Constraints(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        new HashMap<>(),
        rule,
        irql);
  }

  State copy() {
    State copy = with(memory.copy(), constraints.copy());
    copy.serial = serial;
    copy.start = start;
    return copy;
  }

  /** It is going to be another state: it stands in no map. */
  void changes() {
    hash = 0;
  }

  private State with(Memory otherMemory, Constraints otherConstraints) {
    State copy =
        new State(
            new ArrayList<>(stack),
            otherMemory,
            otherConstraints,
            new HashMap<>(irps),
            new HashMap<>(events),
            new HashMap<>(devices),
            new HashMap<>(openings),
            new HashMap<>(suspicions),
            rule,
            irql);
    copy.outer = outer;
    copy.foldsChains = foldsChains;
    return copy;
  }

  /** The same point with what both states have in common of memory and conditions. */
  State join(State other, String point) {
    return join(other, point, false);
  }

  /** As {@link #join}, but of a value that differs nothing is known. */
  State widen(State other, String point) {
    return join(other, point, true);
  }

  private State join(State other, String point, boolean widening) {
    Memory.Joined joined = memory.join(other.memory, point);
    Constraints common =
        widening ? constraints.agreed(other.constraints) : constraints.join(other.constraints);
    Set<String> temporaries = new HashSet<>();
    State both = with(joined.memory(), common);
    Map<Symbol, Memory.Either> merged = new HashMap<>(joined.merged());
    for (int i = 0; i < stack.size(); i++) {
      String name = point + "/" + i;
      temporaries.add(name);
      both.stack.set(i, stack.get(i).join(other.stack.get(i), name, merged));
    }
    String between = point + "/";
    common.retain(symbol ->
        !joined.changed().test(symbol)
            && (symbol.kind() != Symbol.Kind.MERGED
                || !symbol.label().startsWith(between)
                || temporaries.stream().noneMatch(symbol.label()::startsWith)));
    merged.forEach((symbol, either) ->
        common.merged(symbol, either, constraints, other.constraints, widening));
    both.outer = outer.join(other.outer);
    both.rule = rule.restingWith(other.rule, this::isNull, other::isNull);
    irps.forEach((region, irp) -> {
      IrpRecord there = other.irps.get(region);
      if (there == null) {
        if (!other.isNull(region)) {
          both.irps.remove(region);
        }
      } else {
        both.irps.put(region, irp.join(there, point + "/" + region));
      }
    });
    other.irps.forEach((region, irp) -> {
      if (isNull(region)) {
        both.irps.putIfAbsent(region, irp);
      }
    });
    return both;
  }

  private boolean isNull(Ref object) {
    return object instanceof Symbol symbol && constraints.range(symbol).equals(NULL);
  }

  private boolean isNull(Region object) {
    return object instanceof Region.Target(Symbol pointer) && isNull(pointer);
  }

  /**
   * This state, which called a function, after the call: what the function changed of what it saw
   * is changed here.
   *
   * @param entry what the function saw
   * @param exit what it left
   * @param made symbols that the function made
   */
  State returned(State entry, State exit, Set<Symbol> made) {
    State after = with(memory.copy(), constraints.copy());
    int depth = entry.outer.base();
    after.memory.adopt(
        entry.memory, exit.memory, region -> isLocalOf(region, depth) || isResult(region));
    after.constraints.adopt(exit.constraints, made, State::standsForSeveral);
    entry.events.keySet().forEach(after.events::remove);
    exit.events.forEach((event, known) -> {
      if (!isLocalOf(Address.of(event).region(), depth)) {
        after.events.put(event, known);
      }
    });
    after.irps.putAll(exit.irps);
    after.devices.putAll(exit.devices);
    after.openings.clear();
    after.openings.putAll(exit.openings);
    after.suspicions.clear();
    after.suspicions.putAll(exit.suspicions);
    after.rule = exit.rule.backIn(rule, entry.rule);
    after.irql = exit.irql;
    return after;
  }

  /** Whether it is what several callers gave: nothing that one of them can be told about. */
  private static boolean standsForSeveral(Symbol symbol) {
    return symbol.kind() == Symbol.Kind.MERGED && symbol.label().startsWith(Explorer.ENTER);
  }

  private static boolean isLocalOf(Region region, int depth) {
    return region.whole() instanceof Region.Local local && local.depth() >= depth;
  }

  private static boolean isResult(Region region) {
    return region.equals(RESULT);
  }

  /** Holds what a function that is searched by itself returns. */
  static final Region RESULT = new Region.Global("<result>", "");

  /** The number of frames below the top one. */
  int depth() {
    return outer.base() + stack.size() - 1;
  }

  /** The frame with {@code depth} frames below it. */
  Frame frame(int depth) {
    return stack.get(depth - outer.base());
  }

  /** Names the point at which control is. */
  String point() {
    return stack.isEmpty() ? "return" : top().site();
  }

  Frame top() {
    return stack.getLast();
  }

  void replaceTop(Frame frame) {
    stack.set(stack.size() - 1, frame);
  }

  /** The IRPs whose completion routines are running, the outermost first. */
  List<Region> completing() {
    List<Region> running = new ArrayList<>(outer.completing());
    for (Frame frame : stack) {
      frame.completion().ifPresent(c -> running.add(c.irp()));
    }
    return running;
  }

  /** Every symbol that this state mentions outside its constraints. */
  Set<Symbol> mentioned() {
    Set<Symbol> symbols = pinned();
    memory.forEachRegion((region, mentioned) -> {
      region.root().ifPresent(symbols::add);
      symbols.addAll(mentioned.symbols());
    });
    irps.forEach((region, irp) -> {
      region.root().ifPresent(symbols::add);
      irp.event().ifPresent(v -> v.collectSymbols(symbols));
      irp.finalStatus().ifPresent(v -> v.collectSymbols(symbols));
      irp.registration()
          .ifPresent(r -> {
            r.routine().collectSymbols(symbols);
            r.context().collectSymbols(symbols);
          });
    });
    events.keySet().forEach(v -> v.collectSymbols(symbols));
    devices.keySet().forEach(v -> v.collectSymbols(symbols));
    return symbols;
  }

  /** Those that the rule, the frames and the callers mention. */
  Set<Symbol> pinned() {
    Set<Symbol> symbols = new HashSet<>(outer.reserved());
    for (Frame frame : stack) {
      frame.temporaries().forEach(v -> v.collectSymbols(symbols));
      frame
          .completion()
          .ifPresent(c -> {
            c.answer().collectSymbols(symbols);
            c.irpValue().collectSymbols(symbols);
            c.arguments().forEach(v -> v.collectSymbols(symbols));
          });
    }
    rule.refs()
        .forEach(ref -> {
          if (ref instanceof Value value) {
            value.collectSymbols(symbols);
          }
        });
    return symbols;
  }

  /**
   * Nothing is known any more of an object, nor what leads to it.
   *
   * @param object that is not {@link #pinned}
   * @param site names the unknowns for what led to it
   */
  void forget(Symbol object, String site) {
    Predicate<Region> isOfObject = region -> region.root().filter(r -> r.isOf(object)).isPresent();
    memory.retainRegions(isOfObject.negate());
    Set<Symbol> unknowns = memory.forget(object, site);
    irps.keySet().removeIf(isOfObject);
    irps.replaceAll((_, irp) -> irp.forgetting(object, site));
    events.keySet().removeIf(event -> isOfObject.test(Address.of(event).region()));
    events.replaceAll((_, event) -> event.by(isOfObject.negate()));
    devices.keySet().removeIf(device -> device.mentions(object));
    constraints.retain(symbol -> !symbol.isOf(object) && !unknowns.contains(symbol));
  }

  /** What the top frame's parameters hold where it is a small number; zero for the others. */
  List<Value> smallArguments() {
    return arguments(State::isSmall);
  }

  /** What they hold where it points into something that is known; zero for the others. */
  List<Value> addresses() {
    return arguments(Value.Pointer.class::isInstance);
  }

  private List<Value> arguments(Predicate<Value> wanted) {
    List<Value> found = new ArrayList<>();
    Frame top = top();
    for (Variable parameter : top.graph().parameters()) {
      Region region =
          new Region.Local(depth(), top.graph().key(), parameter.index(), parameter.name());
      found.add(memory.written(region, 0).filter(wanted).orElse(Value.Number.ZERO));
    }
    return found;
  }

  /** Where control is in each frame, to be compared: cheaper than the names of points. */
  Object place() {
    List<Object> place = new ArrayList<>();
    for (Frame frame : stack) {
      place.add(frame.graph().key());
      place.add(frame.block());
      place.add(frame.instruction());
    }
    return place;
  }

  /** What may never be merged: control, rule states, IRPs and events. */
  Object discrete() {
    return new Hashed(
        new Discrete(
            stack.stream().map(Frame::bare).toList(),
            outer.base(),
            outer.recursion(),
            outer.candidate(),
            outer.completing(),
            rule.moving(),
            bareIrps(),
            new HashMap<>(events),
            new HashMap<>(openings),
            new HashMap<>(suspicions),
            irql));
  }

  /**
   * Where pointers to IRPs, events and devices are held, and to what the rule follows, and which
   * functions variables hold; not elements of arrays, which loops fill. Also what routines are
   * given of an object.
   *
   * @param addresses whether results that point into anything else but variables count, too
   */
  Object names(boolean addresses) {
    Map<Map.Entry<Region, Long>, Value> names = new HashMap<>();
    Set<Ref> followed = rule.followed();
    memory.forEach((region, offset, value) -> {
      if (((namesTracked(value) || followed.contains(value)) && !(region instanceof Region.Part))
          || (value instanceof Value.Function && region instanceof Region.Local)) {
        names.put(Map.entry(region, offset), value);
      }
    });
    irps.forEach((region, irp) ->
        irp.innerContext().ifPresent(context -> names.put(Map.entry(region, -1L), context)));
    for (int i = 0; i < stack.size(); i++) {
      int depth = i;
      stack
          .get(i)
          .temporaries()
          .forEach((Value value, int index) -> {
            if (namesTracked(value) || followed.contains(value) || namesPlace(value, addresses)) {
              names.put(Map.entry(temporary(depth), (long) index), value);
            }
          });
    }
    return names;
  }

  /** Which elements of arrays are chosen, where that is a small number. */
  Object indices(Function<ControlFlowGraph, Indices> of) {
    Map<Map.Entry<Region, Long>, Value> found = new HashMap<>();
    for (int i = 0; i < stack.size(); i++) {
      Frame frame = stack.get(i);
      Indices indices = of.apply(frame.graph());
      if (indices.isEmpty()) {
        continue;
      }
      int depth = outer.base() + i;
      for (Variable variable : frame.graph().variables()) {
        if (indices.variables().get(variable.index())) {
          Region region =
              new Region.Local(depth, frame.graph().key(), variable.index(), variable.name());
          memory
              .written(region, 0)
              .filter(State::isSmall)
              .ifPresent(value -> found.put(Map.entry(region, 0L), value));
        }
      }
      Region between = temporary(i);
      frame
          .temporaries()
          .forEach((Value value, int index) -> {
            if (indices.temporaries().get(index) && isSmall(value)) {
              found.put(Map.entry(between, (long) index), value);
            }
          });
    }
    return found;
  }

  private static boolean isSmall(Value value) {
    return value instanceof Value.Number(long n) && n >= 0 && n < SMALL;
  }

  private Map<Region, IrpRecord> bareIrps() {
    Map<Region, IrpRecord> bare = new HashMap<>(irps);
    bare.values().removeIf(irp -> irp.owner() == IrpRecord.Owner.NOT_FOLLOWED);
    bare.replaceAll((_, irp) -> irp.bare());
    return bare;
  }

  /** Stands for the temporaries of a frame. */
  private static Region temporary(int frame) {
    return new Region.Global("<temporary>", Integer.toString(frame));
  }

  private static boolean namesPlace(Value value, boolean addresses) {
    return value instanceof Value.Function
        || (addresses
            && value instanceof Value.Pointer pointer
            && !(pointer.region().whole() instanceof Region.Local));
  }

  /** Whether it points to an IRP, an event or a device object that is known. */
  private boolean namesTracked(Value value) {
    return switch (value) {
      case Symbol symbol -> symbol.isPointer() && isTracked(symbol);
      case Value.Pointer _ -> isTracked(value);
      case Value.Number _, Value.Function _, Value.Text _, Value.Operation _ -> false;
    };
  }

  private boolean isTracked(Value pointer) {
    IrpRecord irp = irps.get(Address.of(pointer).region());
    return events.containsKey(pointer)
        || devices.containsKey(pointer)
        || (irp != null
            && (irp.owner() == IrpRecord.Owner.DRIVER || irp.owner() == IrpRecord.Owner.LOWER));
  }

  private record Discrete(
      List<Frame> stack,
      int base,
      int recursion,
      boolean candidate,
      List<Region> completing,
      RuleState rule,
      Map<Region, IrpRecord> irps,
      Map<Value, EventRecord> events,
      Map<Instance.Id, String> openings,
      Map<String, String> suspicions,
      int irql) {}

  /** What is compared often: its hash is computed once. */
  private record Hashed(Object value, int hash) {
    Hashed(Object value) {
      this(value, value.hashCode());
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State that
        && hashCode() == that.hashCode()
        && irql == that.irql
        && stack.equals(that.stack)
        && outer.equals(that.outer)
        && rule.equals(that.rule)
        && irps.equals(that.irps)
        && events.equals(that.events)
        && devices.equals(that.devices)
        && openings.equals(that.openings)
        && suspicions.equals(that.suspicions)
        && constraints.equals(that.constraints)
        && memory.equals(that.memory);
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      int made = stack.hashCode();
      made = made * 31 + rule.hashCode();
      made = made * 31 + irps.hashCode();
      made = made * 31 + memory.hashCode();
      hash = made * 31 + constraints.hashCode();
    }
    return hash;
  }
}
