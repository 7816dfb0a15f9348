package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a function that is searched by itself needs to know of its callers, whoever they are: it is
 * searched once for all callers of which this and the part of the state that it can see are equal.
 *
 * @param base number of frames below
 * @param completing IRPs whose completion routines are running below, the outermost first
 * @param recursion activations of the function below, as far as they are told apart
 * @param candidate whether an IRP of the rule's kind is in hand that the function cannot reach
 * @param reserved symbols that callers hold and that the function must not make again
 * @param roots symbols by which callers may name what the function can see
 * @param locals callers' variables that the function can reach
 * @param inner for each region, the offsets to which pointers that the function was given point
 * @param after offsets that callers may read later
 */
record Outer(
    int base,
    List<Region> completing,
    int recursion,
    boolean candidate,
    Set<Symbol> reserved,
    Set<Symbol> roots,
    Set<Region> locals,
    Map<Region, Set<Long>> inner,
    Set<Long> after) {
  /** Room for the frames of a function and of those that are run in place. */
  private static final int LEVEL = 8;

  /** Of an entry routine: the system calls it. */
  static final Outer NONE =
      new Outer(0, List.of(), 0, false, Set.of(), Set.of(), Set.of(), Map.of(), Set.of());

  Outer {
    completing = List.copyOf(completing);
    reserved = Set.copyOf(reserved);
    roots = Set.copyOf(roots);
    locals = Set.copyOf(locals);
    inner = Map.copyOf(inner);
    after = Set.copyOf(after);
  }

  /**
   * The depth at which a function is searched, wherever it is called: one that is its own, unless a
   * function that calls itself shows it variables from further up.
   *
   * @param locals that it can see
   * @param height of the function in the order of calls, from 0
   * @param heights how many there are
   */
  static int base(Set<Region> locals, int height, int heights) {
    int deepest = -1;
    for (Region region : locals) {
      if (region.whole() instanceof Region.Local local) {
        deepest = Math.max(deepest, local.depth());
      }
    }
    int own = (heights - height) * LEVEL;
    return deepest < own ? own : Math.max((deepest / LEVEL + 1) * LEVEL, (heights + 1) * LEVEL);
  }

  /** How often calls are nested at least, as far as functions call themselves. */
  int levels(int heights) {
    return base == 0 ? 0 : 1 + Math.max(0, base / LEVEL - heights);
  }

  /** For callers of both kinds; they differ in names only. */
  Outer join(Outer other) {
    return equals(other)
        ? this
        : new Outer(
            base,
            completing,
            recursion,
            candidate,
            union(reserved, other.reserved),
            union(roots, other.roots),
            union(locals, other.locals),
            union(inner, other.inner),
            after);
  }

  private static Map<Region, Set<Long>> union(
      Map<Region, Set<Long>> some, Map<Region, Set<Long>> others) {
    Map<Region, Set<Long>> all = new HashMap<>(some);
    others.forEach((region, offsets) -> all.merge(region, offsets, Outer::union));
    return all;
  }

  private static <T> Set<T> union(Set<T> some, Set<T> others) {
    Set<T> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  /** As seen from nowhere: only where the function stands on the stack. */
  static Outer at(int base, List<Region> completing) {
    return new Outer(base, completing, 0, false, Set.of(), Set.of(), Set.of(), Map.of(), Set.of());
  }
}
