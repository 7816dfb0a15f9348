package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns drafts into the finished blocks: drops what cannot be reached, skips blocks without
 * content, joins straight lines of blocks, adds the exception edges and numbers what is left.
 *
 * <p>In a {@code __try} every block that contains a call has an exception edge; a body without any
 * call has one at its first block (a memory access may raise).
 */
final class BlockNumbering {
  private final Draft entry;
  private final Draft exit;
  private final Origin closing;
  private final Set<Draft> landingsOfCalls = new HashSet<>();

  BlockNumbering(BlockAssembly assembly, Origin closing) {
    List<Draft> placed = assembly.placed();
    this.entry = placed.getFirst();
    this.exit = assembly.exit();
    this.closing = closing;
    exit.end(new Terminator.End(closing), List.of());
    exit.place(Integer.MAX_VALUE);
    for (Draft block : placed) {
      if (block.calls()) {
        block.landing.ifPresent(landingsOfCalls::add);
      }
    }
    for (Draft block : placed) {
      block.exits.replaceAll(edge -> edge.redirected(skipEmpty(edge.to())));
    }
  }

  private Draft skipEmpty(Draft from) {
    Set<Draft> seen = new HashSet<>();
    Draft at = from;
    while (at != exit && at.isEmpty() && !raises(at) && seen.add(at)) {
      Optional<Draft> next = at.soleTarget();
      if (next.isEmpty()) {
        return at;
      }
      at = next.get();
    }
    return at;
  }

  /** Whether control may leave {@code block} by an exception that this function handles. */
  private boolean raises(Draft block) {
    return block.landing.isPresent()
        && (block.calls() || (block.opensTry && !landingsOfCalls.contains(block.landing.get())));
  }

  private Draft handler(Draft block) {
    return skipEmpty(block.landing.orElseThrow());
  }

  /** The finished blocks, and their edges. */
  record Numbered(List<Block> blocks, List<Edge> edges) {}

  Numbered number() {
    Map<Draft, Integer> predecessors = reachable();
    Set<Draft> joined = new HashSet<>();
    List<Draft> order = new ArrayList<>(predecessors.keySet());
    order.sort(Comparator.comparingInt(Draft::position));
    for (Draft block : order) {
      if (!joined.contains(block)) {
        absorbSuccessors(block, predecessors, joined);
      }
    }
    order.removeIf(block -> joined.contains(block) || block == exit);
    order.add(exit);
    return numbered(order);
  }

  /** Every block that can be reached, with the number of edges into it. */
  private Map<Draft, Integer> reachable() {
    Map<Draft, Integer> predecessors = new HashMap<>();
    Deque<Draft> open = new ArrayDeque<>();
    predecessors.put(entry, 0);
    predecessors.put(exit, 0);
    open.add(entry);
    int late = Integer.MAX_VALUE / 2;
    while (!open.isEmpty()) {
      Draft block = open.remove();
      if (!block.isPlaced()) {
        block.place(late++);
      }
      if (block.terminator.isEmpty()) {
        block.instructions.add(new Instruction.Opaque(closing, "jump to nowhere"));
        block.end(new Terminator.End(closing), List.of());
      }
      for (Draft next : successors(block)) {
        if (predecessors.merge(next, 1, Integer::sum) == 1 && next != exit) {
          open.add(next);
        }
      }
    }
    return predecessors;
  }

  private List<Draft> successors(Draft block) {
    List<Draft> next = new ArrayList<>();
    for (Draft.Exit edge : block.exits) {
      next.add(edge.to());
    }
    if (raises(block)) {
      next.add(handler(block));
    }
    return next;
  }

  private void absorbSuccessors(Draft block, Map<Draft, Integer> predecessors, Set<Draft> joined) {
    while (true) {
      Optional<Draft> target = block.soleTarget();
      if (target.isEmpty() || !canJoin(block, target.get(), predecessors)) {
        return;
      }
      Draft next = target.get();
      joined.add(next);
      block.instructions.addAll(next.instructions);
      next.lines.forEach(block::line);
      block.end(next.terminator.orElseThrow(), next.exits);
    }
  }

  private boolean canJoin(Draft block, Draft next, Map<Draft, Integer> predecessors) {
    return next != block
        && next != exit
        && next != entry
        && !next.opensTry
        && predecessors.getOrDefault(next, 0) == 1
        && next.landing.equals(block.landing);
  }

  private Numbered numbered(List<Draft> order) {
    Map<Draft, Integer> index = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      index.put(order.get(i), i);
    }
    List<Block> blocks = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < order.size(); i++) {
      Draft block = order.get(i);
      blocks.add(new Block(i, block.instructions, block.terminator.orElseThrow(), block.lines));
      int ordinal = 0;
      for (Draft.Exit way : block.exits) {
        int to = index.getOrDefault(way.to(), -1);
        edges.add(new Edge(i, to, way.kind(), ordinal++, way.low(), way.high(), way.label()));
      }
      if (raises(block)) {
        int to = index.getOrDefault(handler(block), -1);
        Draft.Exit way = new Draft.Exit(exit, Edge.Kind.EXCEPTION, "exception");
        edges.add(new Edge(i, to, way.kind(), ordinal, way.low(), way.high(), way.label()));
      }
    }
    return new Numbered(blocks, edges);
  }
}
