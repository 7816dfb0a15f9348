package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Symbol.Shape;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether doubly linked lists are empty: a head that points to itself is one of an empty list. The
 * entries are not followed.
 */
final class ListHeads {
  /** Functions that put into lists or take from them. */
  static final Set<String> RELINKING =
      DdiTable.STANDARD.having(effect ->
          switch (effect) {
            case Effect.EmptyList _, Effect.FillList _, Effect.DrainList _, Effect.Unlink _ -> true;
            default -> false;
          });

  private final Machine machine;

  ListHeads(Machine machine) {
    this.machine = machine;
  }

  static Value isEmpty(State state, Value head) {
    return Terms.compare("==", first(state, Address.of(head)), head, 64, false);
  }

  private static Value first(State state, Address head) {
    return state.memory.load(head.region(), head.offset(), Shape.POINTER);
  }

  static void clear(State state, Value head) {
    Address at = Address.of(head);
    state.memory.store(at.region(), at.offset(), head, Shape.POINTER.bytes());
    Address last = at.plus(Shape.POINTER.bytes());
    state.memory.store(last.region(), last.offset(), head, Shape.POINTER.bytes());
  }

  void fill(State state, Tape tape, String site, Value head) {
    Symbol first = forget(state, tape, site, Address.of(head));
    Value filled = Terms.compare("!=", first, head, 64, false);
    if (state.constraints.assume(filled, true)) {
      tape.condition(filled, RangeSet.ALL.without(0));
    }
  }

  /** Nothing is known any more of the first entry. */
  Symbol forget(State state, Tape tape, String site, Address head) {
    Symbol first = machine.fresh(state, tape, site + ":first", Shape.POINTER);
    state.memory.store(head.region(), head.offset(), first, Shape.POINTER.bytes());
    return first;
  }

  /** Lists of which it is known that they are not empty may be so. */
  void mayBeEmptied(State state, Tape tape, String site) {
    Set<Address> heads = new LinkedHashSet<>();
    for (Value known : state.constraints.known().keySet()) {
      if (known instanceof Value.Operation(var name, var operands, _, _, _)
          && (name.equals("==") || name.equals("!="))) {
        addHead(state, operands.getFirst(), operands.getLast(), heads);
        addHead(state, operands.getLast(), operands.getFirst(), heads);
      }
    }
    heads.forEach(head -> forget(state, tape, site, head));
  }

  private static void addHead(State state, Value first, Value head, Set<Address> heads) {
    if (first instanceof Symbol && !(head instanceof Value.Number)) {
      Address at = Address.of(head);
      if (first(state, at).equals(first)) {
        heads.add(at);
      }
    }
  }

  /** Nothing is known of any list. */
  void mayBeChanged(State state, Tape tape, String site) {
    Set<Address> empty = new LinkedHashSet<>();
    state.memory.forEach((region, offset, value) -> {
      if (value.equals(Terms.pointer(region, offset))) {
        empty.add(new Address(region, offset));
      }
    });
    empty.stream()
        .sorted(java.util.Comparator.comparing(Address::toString))
        .forEach(head -> forget(state, tape, site, head));
    mayBeEmptied(state, tape, site);
  }
}
