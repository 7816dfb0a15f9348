package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.symbolic.Symbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What {@link Explorer} builds: the points it reached and every way between them (the exploded
 * supergraph of Reps, Horwitz and Sagiv 1995, as far as it was reached). Where states were merged
 * it has walks that no path takes.
 */
final class SearchGraph {
  private SearchGraph() {}

  /** An activation that is searched by itself: the entry routine, or a function and its input. */
  static final class Context {
    static final int NO_ROOT = -1;
    final int number;

    /** Functions are searched before those that call them. */
    final int height;

    /** Which of the entry routines it is; {@link #NO_ROOT} for a called function. */
    final int root;

    /** Where it begins. */
    final Node first;

    State entry;
    final Map<State, Node> nodes = new HashMap<>();
    final Map<Object, List<Node>> alike = new HashMap<>();
    final List<Call> callers = new ArrayList<>();
    final List<Exit> exits = new ArrayList<>();
    private final Set<Symbol> known = new HashSet<>();

    /** How many lists of {@link #alike} nodes there are at each place. */
    private final Map<Object, Integer> kinds = new HashMap<>();

    Context(int number, int height, int root, State entry, int node) {
      this.number = number;
      this.height = height;
      this.root = root;
      this.entry = entry;
      this.first = new Node(this, node, entry, true);
      first.distance = 0;
      nodes.put(entry, first);
      note(entry);
    }

    int kinds(Object place) {
      return kinds.getOrDefault(place, 0);
    }

    /** The empty list of the nodes of a kind that is not among {@link #alike} yet. */
    List<Node> newKind(Object place, Object kind) {
      List<Node> none = new ArrayList<>();
      alike.put(kind, none);
      kinds.merge(place, 1, Integer::sum);
      return none;
    }

    /** Begins with less known, which {@link #first} must not have gone on from. */
    void renew(State wider) {
      nodes.remove(entry);
      entry = wider;
      first.state = wider;
      nodes.put(wider, first);
      known.clear();
      note(wider);
    }

    private void note(State state) {
      known.addAll(state.mentioned());
      state.constraints.known().keySet().forEach(value -> value.collectSymbols(known));
    }

    /** Symbols that came into being since the entry. */
    Set<Symbol> made(State exit) {
      Set<Symbol> made = new HashSet<>(exit.mentioned());
      exit.constraints.known().keySet().forEach(value -> value.collectSymbols(made));
      made.removeIf(symbol ->
          known.contains(symbol)
              || symbol.kind() == Symbol.Kind.INITIAL
              || symbol.kind() == Symbol.Kind.PARAMETER);
      return made;
    }
  }

  /** A call of a function that is searched by itself; {@code caller} is the state without it. */
  record Call(Node from, String choice, State caller, OptionalInt result) {}

  record Exit(Node node, Set<Symbol> made) {}

  /**
   * A point reached, and the ways to it. Nodes come in the order of the code, called functions
   * before their callers, so that paths have met before it goes on from where they meet.
   */
  static final class Node implements Comparable<Node> {
    final Context context;
    final int number;
    final boolean isEntry;
    final List<Way> ways = new ArrayList<>();

    /** Every choice there was, with the beginnings of those that have several parts. */
    final List<String> choices = new ArrayList<>(2);

    State state;
    boolean isExpanded;

    /** Length of the shortest walk known, from the entry of the function. */
    int distance = Integer.MAX_VALUE;

    Node(Context context, int number, State state, boolean isEntry) {
      this.context = context;
      this.number = number;
      this.state = state;
      this.isEntry = isEntry;
    }

    /** Whether the function that is searched by itself was left here. */
    boolean isExit() {
      return state.stack.isEmpty();
    }

    /** Another way to it. */
    void add(Way way) {
      distance = Math.min(distance, way.distance());
      ways.add(way);
    }

    @Override
    public int compareTo(Node other) {
      int byHeight = Integer.compare(context.height, other.context.height);
      if (byHeight != 0) {
        return byHeight;
      }
      int byContext = Integer.compare(context.number, other.context.number);
      return byContext != 0 ? byContext : byPlace(other);
    }

    private int byPlace(Node other) {
      int common = Math.min(state.stack.size(), other.state.stack.size());
      if (common == 0) {
        return Integer.compare(other.state.stack.size(), state.stack.size());
      }
      for (int i = 0; i < common; i++) {
        Frame here = state.stack.get(i);
        Frame there = other.state.stack.get(i);
        int byBlock = Integer.compare(here.block(), there.block());
        int byInstruction = Integer.compare(here.instruction(), there.instruction());
        if (byBlock != 0 || byInstruction != 0) {
          return byBlock != 0 ? byBlock : byInstruction;
        }
      }
      int byFrames = Integer.compare(other.state.stack.size(), state.stack.size());
      return byFrames != 0 ? byFrames : Integer.compare(number, other.number);
    }
  }

  /** A run from a node that reports a finding. */
  record End(Node node, String choice) {}

  /**
   * One step between nodes of a context.
   *
   * @param through where a function was left that {@code choice} called; empty for a plain step
   */
  record Way(Node from, String choice, Optional<Node> through) {
    int distance() {
      return from.distance + 1 + through.map(node -> node.distance).orElse(0);
    }
  }
}
