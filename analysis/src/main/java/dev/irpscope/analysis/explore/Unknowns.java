package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Names what a call gives of which nothing is known.
 *
 * <p>Each name is one that the state does not mention yet, so that the objects which one call gave
 * are told apart. A loop that makes objects and keeps them all would never come to an end with
 * that: where one call has given more than {@value #MOST_TOLD_APART} that are still mentioned, the
 * last of those that the rule does not follow is forgotten, with all that is known of it, and its
 * name is used again. Who pointed to it points to an object of which nothing is known, as where
 * shape analysis lets a summary node stand for many cells (Sagiv, Reps, Wilhelm: Parametric shape
 * analysis via 3-valued logic, 2002).
 */
final class Unknowns {
  /** Objects of one call that are told apart while all of them are mentioned. */
  private static final int MOST_TOLD_APART = 3;

  /** Ends the names of what came into being in a call. */
  private static final String NEW = ":new";

  private Unknowns() {}

  /** The name for an object that a call makes: whatever was there before is another one. */
  static String newObject(String site) {
    return site + NEW;
  }

  /** Whether a pointer leads to an object that a call made. */
  static boolean isNewObject(Symbol symbol) {
    return symbol.kind() == Symbol.Kind.RESULT && symbol.label().endsWith(NEW);
  }

  /**
   * A fresh unknown for a call site. Constraints on one of the same name, which nothing mentions
   * any more, are dropped.
   */
  static Symbol fresh(State state, Tape tape, String site, Symbol.Shape shape) {
    if (tape.isDetailed()) {
      return Symbol.result(site, state.serial++, shape);
    }
    Set<Symbol> used = state.mentioned();
    List<Symbol> known = new ArrayList<>();
    Symbol symbol = Symbol.result(site, 0, shape);
    while (used.contains(symbol)) {
      known.add(symbol);
      symbol = Symbol.result(site, known.size(), shape);
    }
    Symbol chosen =
        shape.pointer() && known.size() >= MOST_TOLD_APART
            ? forgettable(state, known).orElse(symbol)
            : symbol;
    if (!chosen.equals(symbol)) {
      state.forget(chosen, site);
    }
    state.constraints.retain(s -> !s.equals(chosen));
    return chosen;
  }

  /** A fresh unknown of which it is known from the start that it lies in {@code range}. */
  static Symbol fresh(State state, Tape tape, String site, Symbol.Shape shape, RangeSet range) {
    Symbol symbol = fresh(state, tape, site, shape);
    if (!tape.assume(state.constraints, symbol, range)) {
      throw new IllegalStateException("a fresh symbol is constrained: " + symbol);
    }
    return symbol;
  }

  /** The last one that only memory and the records of IRPs and events mention; never the first. */
  private static Optional<Symbol> forgettable(State state, List<Symbol> objects) {
    Set<Symbol> pinned = state.pinned();
    return objects.subList(1, objects.size()).reversed().stream()
        .filter(object -> pinned.stream().noneMatch(symbol -> symbol.isOf(object)))
        .findFirst();
  }
}
