package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.Instance;
import dev.irpscope.analysis.rule.RuleState;
import dev.irpscope.analysis.symbolic.Constraints;
import dev.irpscope.analysis.symbolic.Memory;
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
import org.jspecify.annotations.Nullable;

/**
 * Everything known at one point of a path: where control is, memory, conditions, the IRPs and
 * events met, the rule's automata. A machine changes a state that it owns; one that stands in the
 * exploration graph is not touched any more.
 */
final class State {
  /** IRQL when nothing is known of it. */
  static final int UNKNOWN_IRQL = -1;

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

  RuleState rule;
  int irql;

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
    State copy = copied();
    copy.serial = serial;
    return copy;
  }

  private State copied() {
    return new State(
        new ArrayList<>(stack),
        memory.copy(),
        constraints.copy(),
        new HashMap<>(irps),
        new HashMap<>(events),
        new HashMap<>(devices),
        new HashMap<>(openings),
        new HashMap<>(suspicions),
        rule,
        irql);
  }

  /** The same point with what both states have in common of memory and conditions. */
  State join(State other, String point) {
    Memory.Joined joined = memory.join(other.memory, point);
    Constraints common = constraints.join(other.constraints);
    common.retain(symbol -> !joined.changed().test(symbol));
    return new State(
        new ArrayList<>(stack),
        joined.memory(),
        common,
        new HashMap<>(irps),
        new HashMap<>(events),
        new HashMap<>(devices),
        new HashMap<>(openings),
        new HashMap<>(suspicions),
        rule,
        irql);
  }

  Frame top() {
    return stack.getLast();
  }

  void replaceTop(Frame frame) {
    stack.set(stack.size() - 1, frame);
  }

  /** The IRPs whose completion routines are running, the outermost first. */
  List<Region> completing() {
    List<Region> running = new ArrayList<>();
    for (Frame frame : stack) {
      frame.completion().ifPresent(c -> running.add(c.irp()));
    }
    return running;
  }

  /** Every symbol that this state mentions outside its constraints. */
  Set<Symbol> mentioned() {
    Set<Symbol> symbols = new HashSet<>();
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
    memory.forEach((region, _, value) -> {
      region.root().ifPresent(symbols::add);
      value.collectSymbols(symbols);
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
    rule.refs()
        .forEach(ref -> {
          if (ref instanceof Value value) {
            value.collectSymbols(symbols);
          }
        });
    return symbols;
  }

  /** What may never be merged: control, rule states, IRPs, events. */
  Object discrete() {
    return new Discrete(
        List.copyOf(stack),
        rule,
        Map.copyOf(irps),
        Map.copyOf(events),
        Map.copyOf(openings),
        Map.copyOf(suspicions),
        irql);
  }

  /** Hashing looks at the cheap parts only. */
  private record Discrete(
      List<Frame> stack,
      RuleState rule,
      Map<Region, IrpRecord> irps,
      Map<Value, EventRecord> events,
      Map<Instance.Id, String> openings,
      Map<String, String> suspicions,
      int irql) {}

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof State that
        && irql == that.irql
        && stack.equals(that.stack)
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
    int hash = stack.hashCode();
    hash = hash * 31 + rule.hashCode();
    hash = hash * 31 + irps.hashCode();
    hash = hash * 31 + memory.hashCode();
    return hash * 31 + constraints.hashCode();
  }
}
