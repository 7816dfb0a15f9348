package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Breadth-first search of one entry routine for one rule. Equal states are one node; where a point
 * collects more than {@link #width} states that differ only in memory and conditions, these are
 * merged (property simulation: Das, Lerner and Seigle 2002). Deterministic.
 */
final class Explorer {
  /** Walks kept for one finding. */
  private static final int MOST_WALKS = 12;

  /** Ways into one node that are remembered. */
  private static final int MOST_WAYS = 8;

  private final Machine machine;
  private final Cleaner cleaner;
  private final Limits limits;
  private final int width;
  private final Progress progress;

  private final Map<State, Node> nodes = new HashMap<>();
  private final Map<Object, List<Node>> alike = new HashMap<>();
  private final ArrayDeque<Node> queue = new ArrayDeque<>();
  private final Map<Key, List<Walk>> findings = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int count;
  private boolean exhausted;
  private boolean cancelled;

  Explorer(Machine machine, Cleaner cleaner, Limits limits, int width, Progress progress) {
    this.machine = machine;
    this.cleaner = cleaner;
    this.limits = limits;
    this.width = width;
    this.progress = progress;
  }

  /** A point reached, and one way to it. */
  private static final class Node {
    final State state;
    final List<Way> ways = new ArrayList<>();

    Node(State state) {
      this.state = state;
    }
  }

  private record Way(Node from, String choice) {}

  /**
   * What makes two findings one.
   *
   * @param opening site that created the obligation; empty for none
   */
  record Key(String transition, String opening, String violating) {}

  /** The choices from the entry to a finding, the run that reports it included. */
  record Walk(List<String> choices) {
    Walk {
      choices = List.copyOf(choices);
    }
  }

  /**
   * What a search found.
   *
   * @param findings walks of each finding, the shortest first
   * @param complete whether the walks kept are all there are
   * @param exhausted whether the budget was spent
   */
  record Result(
      Map<Key, List<Walk>> findings,
      List<String> limits,
      int states,
      boolean complete,
      boolean exhausted,
      boolean cancelled) {}

  /** Whether some walks may be unknown: states were merged, or ways left out. */
  private boolean merged;

  Result search(State start) {
    Node first = new Node(start);
    queue.add(first);
    while (!queue.isEmpty()) {
      if (progress.isCancelled()) {
        cancelled = true;
        break;
      }
      if (count >= limits.maxStates()) {
        exhausted = true;
        break;
      }
      expand(queue.poll());
    }
    return new Result(findings, List.copyOf(notes), count, !merged, exhausted, cancelled);
  }

  private void expand(Node node) {
    count++;
    for (Successor next : machine.run(node.state.copy(), new Tape(Tape.Detail.RULE_EVENTS))) {
      notes.addAll(next.tape().limits);
      report(node, next);
      if (!next.ended()) {
        add(node, next);
      }
    }
  }

  private void report(Node node, Successor next) {
    for (Tape.Event event : next.tape().events) {
      event
          .fired()
          .finding()
          .ifPresent(finding -> {
            if (finding.kind() == Outcome.Kind.VIOLATION
                || finding.kind() == Outcome.Kind.CONFIRMED) {
              Key key =
                  new Key(
                      event.fired().before() + ">" + finding.severity(),
                      event.opening().orElse(""),
                      event.suspected().orElse(event.site()));
              List<Walk> walks = findings.computeIfAbsent(key, _ -> new ArrayList<>());
              walksTo(node, next.choice(), walks);
            }
          });
    }
  }

  /** The walk along first ways, and some along others, shortest first as far as is known. */
  private void walksTo(Node node, String last, List<Walk> into) {
    ArrayDeque<Partial> open = new ArrayDeque<>();
    open.add(new Partial(node, List.of(last), Set.of()));
    int tried = 0;
    while (!open.isEmpty() && into.size() < MOST_WALKS && tried++ < 4000) {
      Partial at = open.poll();
      if (at.node.ways.isEmpty()) {
        Walk walk = new Walk(at.choices.reversed());
        if (!into.contains(walk)) {
          into.add(walk);
        }
        continue;
      }
      boolean first = true;
      for (Way way : at.node.ways) {
        if (at.seen.contains(way.from)) {
          merged = true;
          continue;
        }
        List<String> choices = new ArrayList<>(at.choices);
        choices.add(way.choice);
        Set<Node> seen = new LinkedHashSet<>(at.seen);
        seen.add(at.node);
        Partial longer = new Partial(way.from, choices, seen);
        if (first) {
          open.addFirst(longer);
        } else {
          open.addLast(longer);
        }
        first = false;
      }
    }
    merged |= !open.isEmpty();
  }

  // A loop on the way could be walked again: such walks are not listed.
  private record Partial(Node node, List<String> choices, Set<Node> seen) {}

  private void add(Node from, Successor next) {
    State state = next.state();
    if (!machine.matters(state)) {
      return;
    }
    cleaner.clean(state);
    Way way = new Way(from, next.choice());
    Node known = nodes.get(state);
    if (known != null) {
      remember(known, way);
      return;
    }
    List<Node> siblings = alike.computeIfAbsent(state.discrete(), _ -> new ArrayList<>());
    if (siblings.size() >= width) {
      Node widest = siblings.getLast();
      merged = true;
      State joined = widest.state.join(state, state.top().site());
      cleaner.clean(joined);
      if (joined.equals(widest.state)) {
        remember(widest, way);
        return;
      }
      Node existing = nodes.get(joined);
      if (existing != null) {
        remember(existing, way);
        return;
      }
      Node node = new Node(joined);
      node.ways.add(way);
      nodes.put(joined, node);
      siblings.add(node);
      queue.add(node);
      return;
    }
    Node node = new Node(state);
    node.ways.add(way);
    nodes.put(state, node);
    siblings.add(node);
    queue.add(node);
  }

  private void remember(Node node, Way way) {
    if (node.ways.size() < MOST_WAYS) {
      node.ways.add(way);
    } else {
      merged = true;
    }
  }
}
