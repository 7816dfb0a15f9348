package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Symbol.Shape;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whether doubly linked lists are empty: a head that points to itself is one of an empty list. The
 * entries are not followed.
 */
final class ListHeads {
  /** Functions that put into lists or take from them. */
  static final Set<String> RELINKING = relinking();

  /** Begins the end of names of entries that lists begin with. */
  private static final String FIRST = ":first";

  private static final String TIME = "@";

  private ListHeads() {}

  private static Set<String> relinking() {
    Set<String> names =
        new HashSet<>(
            DdiTable.STANDARD.having(effect ->
                switch (effect) {
                  case Effect.EmptyList _, Effect.FillList _, Effect.DrainList _, Effect.Unlink _ ->
                      true;
                  default -> false;
                }));
    names.add(FunctionSummaries.RELINKS);
    return names;
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

  static void fill(State state, Tape tape, String site, Value head, Value entry) {
    filled(state, tape, site, Address.of(head), whose(entry));
  }

  /**
   * Something is in the list; what its first entry is, is not known.
   *
   * @param last which of several results the entry lies in that was put in last; part of the first
   *     one's name, because a pointer would keep all that it leads to
   */
  private static void filled(State state, Tape tape, String site, Address head, String last) {
    Symbol first = forget(state, tape, site + FIRST + last, head);
    Value filled =
        Terms.compare("!=", first, Terms.pointer(head.region(), head.offset()), 64, false);
    if (state.constraints.assume(filled, true)) {
      tape.condition(filled, RangeSet.ALL.without(0));
    }
  }

  /**
   * An entry leaves its list. Lists of which it is known that they are not empty may be so, but for
   * those into which another one was put after it.
   */
  static void unlink(State state, Tape tape, String site, Value entry) {
    String gone = whose(entry);
    for (Address head : knownFilled(state)) {
      String last = last(first(state, head));
      if (areTwoOfOne(last, gone)) {
        filled(state, tape, site, head, last);
      } else {
        forget(state, tape, site + FIRST, head);
      }
    }
  }

  /** What {@link #filled} noted in the name of a first entry; empty if nothing. */
  private static String last(Value first) {
    String name = first instanceof Symbol symbol ? symbol.label() : "";
    int noted = name.indexOf(FIRST);
    return noted < 0 ? "" : name.substring(noted + FIRST.length());
  }

  /** Whether two entries lie in what one call gave at different times. */
  private static boolean areTwoOfOne(String last, String gone) {
    int here = last.indexOf(TIME);
    int there = gone.indexOf(TIME);
    return here > 0
        && there > 0
        && !last.equals(gone)
        && last.substring(0, here).equals(gone.substring(0, there));
  }

  /** The call that gave what an entry lies in, and which time; empty if none did. */
  private static String whose(Value entry) {
    return Address.of(entry)
        .region()
        .root()
        .filter(symbol -> symbol.kind() == Symbol.Kind.RESULT && !symbol.label().contains(FIRST))
        .map(symbol -> symbol.label() + TIME + symbol.version())
        .orElse("");
  }

  /** The first entry may have been taken out. */
  static void drain(State state, Tape tape, String site, Value head) {
    forget(state, tape, site + FIRST, Address.of(head));
  }

  /** Nothing is known any more of the first entry. */
  private static Symbol forget(State state, Tape tape, String name, Address head) {
    Symbol first = Unknowns.fresh(state, tape, name, Shape.POINTER);
    state.memory.store(head.region(), head.offset(), first, Shape.POINTER.bytes());
    return first;
  }

  /** Lists of which it is known that they are not empty may be so. */
  private static void mayBeEmptied(State state, Tape tape, String site) {
    knownFilled(state).forEach(head -> forget(state, tape, site + FIRST, head));
  }

  private static Set<Address> knownFilled(State state) {
    Set<Address> heads = new LinkedHashSet<>();
    for (Value known : state.constraints.known().keySet()) {
      if (known instanceof Value.Operation(var name, var operands, _, _, _, _)
          && (name.equals("==") || name.equals("!="))) {
        addHead(state, operands.getFirst(), operands.getLast(), heads);
        addHead(state, operands.getLast(), operands.getFirst(), heads);
      }
    }
    return heads;
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
  static void mayBeChanged(State state, Tape tape, String site) {
    Set<Address> empty = new LinkedHashSet<>();
    state.memory.forEach((region, offset, value) -> {
      if (value.equals(Terms.pointer(region, offset))) {
        empty.add(new Address(region, offset));
      }
    });
    empty.stream()
        .sorted(java.util.Comparator.comparing(Address::toString))
        .forEach(head -> forget(state, tape, site + FIRST, head));
    mayBeEmptied(state, tape, site);
  }
}
