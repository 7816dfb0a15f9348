package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.rule.Ref;
import dev.irpscope.analysis.rule.Truth;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The ways out of a branch or switch that can be taken, and the checks that they make. */
final class Branches {
  private static final String CONTROL_DEVICE =
      "Plug and Play and power IRPs are assumed not to reach a device that is kept in a global"
          + " variable.";

  private final Machine machine;
  private final Code code;

  Branches(Machine machine, Code code) {
    this.machine = machine;
    this.code = code;
  }

  List<Successor> branch(
      State state, Tape tape, List<Edge> edges, Terminator.Branch branch, Evaluator evaluator) {
    Value condition = evaluator.evaluate(branch.condition());
    List<Successor> ways = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.kind() != Edge.Kind.TRUE && edge.kind() != Edge.Kind.FALSE) {
        continue;
      }
      boolean holds = edge.kind() == Edge.Kind.TRUE;
      State copy = state.copy();
      boolean decided = copy.constraints.truth(condition) != Truth.UNKNOWN;
      if (!copy.constraints.assume(condition, holds)) {
        continue;
      }
      if (!decided && holdsWhatNobodyStores(copy, branch.condition(), evaluator)) {
        tape.limit(Stores.ASSUMED);
        continue;
      }
      Tape other = tape.copy();
      RangeSet wanted = holds ? RangeSet.ALL.without(0) : RangeSet.of(0);
      if (!indices(copy, other, condition, wanted)) {
        continue;
      }
      if (!decided && isForControlDevice(copy, condition, holds)) {
        tape.limit(CONTROL_DEVICE);
        other.limit(CONTROL_DEVICE);
        continue;
      }
      machine.narrator().branched(copy, other, edge, branch, condition, decided);
      other.condition(condition, wanted);
      checked(copy, other, condition, branch.origin());
      machine.narrator().settle(copy, other);
      follow(copy, other, edge, "b" + edge.ordinal(), ways);
    }
    return ways;
  }

  /** Whether on this way a member that a condition reads has a value that is stored nowhere. */
  private boolean holdsWhatNobodyStores(State way, Operand condition, Evaluator evaluator) {
    boolean[] found = {false};
    StoredEnumerators.forEachRead(
        condition,
        load ->
            code.storedValues(load.place())
                .ifPresent(stored ->
                    found[0] |=
                        way.constraints
                            .range(evaluator.evaluate(load))
                            .intersect(stored)
                            .isEmpty()));
    return found[0];
  }

  /**
   * Whether a way is for a control device: the IRP is one of Plug and Play or power, which only
   * devices of a stack get, and its device is one that the driver keeps in a global variable.
   */
  private static boolean isForControlDevice(State state, Value condition, boolean holds) {
    Optional<Ref> device = state.rule.entry().device();
    if (!state.rule.entry().isOfStack()
        || !(condition instanceof Value.Operation comparison)
        || !comparison.name().equals(holds ? "==" : "!=")) {
      return false;
    }
    Value left = comparison.operands().get(0);
    Value right = comparison.operands().get(1);
    return (device.filter(left::equals).isPresent() && isFromGlobal(right))
        || (device.filter(right::equals).isPresent() && isFromGlobal(left));
  }

  private static boolean isFromGlobal(Value value) {
    return value instanceof Symbol symbol
        && symbol.kind() == Symbol.Kind.INITIAL
        && symbol.region().filter(Region.Global.class::isInstance).isPresent();
  }

  private void follow(State state, Tape tape, Edge edge, String choice, List<Successor> ways) {
    machine
        .move(state, tape, edge)
        .ifPresentOrElse(
            forks ->
                forks.forEach(f ->
                    ways.add(new Successor(choice + f.choice(), f.state(), f.tape(), f.ended()))),
            () -> ways.add(new Successor(choice, state, tape, false, Successor.Link.ALONE)));
  }

  List<Successor> select(
      State state, Tape tape, List<Edge> edges, Terminator.Switch selection, Evaluator evaluator) {
    Value value = evaluator.evaluate(selection.value());
    RangeSet rest = RangeSet.ALL;
    for (Edge edge : edges) {
      if (edge.kind() == Edge.Kind.CASE && edge.low().isPresent()) {
        rest = rest.intersect(caseRange(edge).complement());
      }
    }
    List<Successor> ways = new ArrayList<>();
    for (Edge edge : edges) {
      if (edge.kind() != Edge.Kind.CASE && edge.kind() != Edge.Kind.DEFAULT) {
        continue;
      }
      RangeSet wanted = edge.kind() == Edge.Kind.CASE ? caseRange(edge) : rest;
      State copy = state.copy();
      boolean decided = wanted.containsAll(copy.constraints.range(value));
      if (!copy.constraints.restrict(value, wanted)) {
        continue;
      }
      if (!decided && holdsWhatNobodyStores(copy, selection.value(), evaluator)) {
        tape.limit(Stores.ASSUMED);
        continue;
      }
      Tape other = tape.copy();
      if (!indices(copy, other, value, wanted)) {
        continue;
      }
      machine.narrator().selected(copy, other, edge, selection, value, decided);
      other.condition(value, wanted);
      for (Symbol symbol : watchedSymbols(copy, value)) {
        fireChecked(copy, other, symbol, selection.origin());
      }
      machine.narrator().settle(copy, other);
      follow(copy, other, edge, "s" + edge.ordinal(), ways);
    }
    return ways;
  }

  /**
   * What a way says of the indices at which elements of constant arrays were read: only those are
   * left with which the value is one that is wanted. Tells whether there are any.
   */
  private boolean indices(State way, Tape tape, Value value, RangeSet wanted) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    value.collectSymbols(symbols);
    for (Symbol element : symbols) {
      if (element.kind() != Symbol.Kind.INITIAL
          || !(element.regionOrNull() instanceof Region.Part(Region base, long first, Value index))
          || !(base instanceof Region.Global array)
          || first != 0) {
        continue;
      }
      List<Value> values = code.elements(array, element.offset());
      RangeSet before = way.constraints.range(index);
      RangeSet left = RangeSet.EMPTY;
      for (int i = 0; i < values.size(); i++) {
        Value with = substitute(value, element, values.get(i));
        if (before.contains(i) && !way.constraints.range(with).intersect(wanted).isEmpty()) {
          left = left.union(RangeSet.of(i));
        }
      }
      if (!values.isEmpty()) {
        if (!way.constraints.restrict(index, left)) {
          return false;
        }
        tape.condition(index, left);
      }
    }
    return true;
  }

  /** The values of a case; any where the label's value is not known. */
  private static RangeSet caseRange(Edge edge) {
    return edge.low().isEmpty()
        ? RangeSet.ALL
        : RangeSet.of(edge.low().getAsLong(), edge.high().orElse(edge.low().getAsLong()));
  }

  /** Tells the rule about every watched status that the condition tests (rule reference 1.4). */
  private void checked(State state, Tape tape, Value condition, Origin origin) {
    for (Symbol symbol : watchedSymbols(state, condition)) {
      Truth onSuccess = truthWith(state, condition, symbol, 0);
      Truth onFailure = truthWith(state, condition, symbol, -1073741670L);
      if (onSuccess != Truth.UNKNOWN && onFailure != Truth.UNKNOWN && onSuccess != onFailure) {
        fireChecked(state, tape, symbol, origin);
      }
    }
  }

  private void fireChecked(State state, Tape tape, Symbol symbol, Origin origin) {
    RangeSet range = state.constraints.range(symbol);
    boolean success = range.low() >= 0;
    if (success || range.high() < 0) {
      machine.fire(state, tape, new Occurrence.Checked(symbol, success), origin);
    }
  }

  private static Set<Symbol> watchedSymbols(State state, Value condition) {
    Set<Symbol> symbols = new LinkedHashSet<>();
    condition.collectSymbols(symbols);
    Set<Ref> watched = state.rule.refs();
    symbols.removeIf(s -> !watched.contains(s));
    return symbols;
  }

  private static Truth truthWith(State state, Value condition, Symbol symbol, long value) {
    Value replaced = substitute(condition, symbol, Value.of(value));
    return state.constraints.truth(replaced);
  }

  private static Value substitute(Value value, Symbol symbol, Value by) {
    if (value.equals(symbol)) {
      return by;
    }
    if (!(value instanceof Value.Operation operation)) {
      return value;
    }
    List<Value> operands = new ArrayList<>();
    for (Value operand : operation.operands()) {
      operands.add(substitute(operand, symbol, by));
    }
    return switch (operation.name()) {
      case "cast" ->
          Terms.cast(operands.getFirst(), RangeSet.ALL, operation.bits(), operation.signed());
      case "~" -> Terms.complement(operands.getFirst(), operation.bits(), operation.signed());
      default ->
          operands.size() == 2
              ? Terms.binary(
                  operation.name(),
                  operands.get(0),
                  operands.get(1),
                  operation.bits(),
                  operation.signed())
              : new Value.Operation(
                  operation.name(), operands, operation.bits(), operation.signed());
    };
  }
}
