package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.explore.SearchGraph.End;
import dev.irpscope.analysis.explore.SearchGraph.Node;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Looks for walks to one finding with nothing merged, but only where the graph of a search says
 * that the finding can still be reached, the shortest way first (A*: Hart, Nilsson and Raphael
 * 1968). As merged states stand for every state that was merged, finding nothing in the whole slice
 * refutes the finding, if the graph had every choice that was met.
 */
final class WalkFinder {
  /** Steps that are still made for other walks after the first one. */
  private static final int MORE = 300;

  /** Times the length of the shortest walk that may be run besides. */
  private static final int LENGTHS = 4;

  private static final int MOST_LOOKED_AT = 100;

  private final Machine machine;
  private final Cleaner cleaner;
  private final Explorer.Key wanted;
  private final Progress progress;
  private final Slice slice;

  WalkFinder(
      Machine machine,
      Cleaner cleaner,
      Explorer.Key wanted,
      Collection<End> ends,
      Progress progress) {
    this.machine = machine;
    this.cleaner = cleaner;
    this.wanted = wanted;
    this.progress = progress;
    this.slice = new Slice(ends);
  }

  /**
   * What was found.
   *
   * @param walks names of the choices from the entry to the finding, the run that reports it
   *     included; the shortest walk first
   * @param states that were run
   * @param whole whether there are no others: the slice was seen to its end, and the graph had
   *     every choice that was met
   */
  record Answer(List<List<String>> walks, int states, boolean whole) {}

  /** The finding that walks are looked for. */
  Explorer.Key wanted() {
    return wanted;
  }

  /** Where the finding may be reached from. */
  Slice slice() {
    return slice;
  }

  /** The calls that are under way in the graph, innermost first. */
  private record Pending(Node from, String choice, Optional<Pending> below) {}

  private record Chosen(String last, Optional<Chosen> before) {
    List<String> list() {
      List<String> all = new ArrayList<>();
      for (Optional<Chosen> at = Optional.of(this); at.isPresent(); at = at.get().before) {
        all.add(at.get().last);
      }
      Collections.reverse(all);
      return all;
    }
  }

  private record Place(Node node, Optional<Pending> pending, State state) {}

  /**
   * @param total by which the nearest is taken first
   */
  private record Open(Place place, Optional<Chosen> chosen, int length, int total, int number)
      implements Comparable<Open> {
    @Override
    public int compareTo(Open other) {
      int byTotal = Integer.compare(total, other.total);
      if (byTotal != 0) {
        return byTotal;
      }
      int byLength = Integer.compare(other.length, length);
      return byLength != 0 ? byLength : Integer.compare(number, other.number);
    }
  }

  private final PriorityQueue<Open> queue = new PriorityQueue<>();
  private final Set<Place> seen = new HashSet<>();

  /** Other ways to where the search was already, for when other walks are wanted. */
  private final List<Open> again = new ArrayList<>();

  /** A choice of the graph that was not there on a path, or did not do the same. */
  private record Closed(Node node, String choice) {}

  /** Where paths ended, and a state there. */
  private final Map<Closed, State> closed = new LinkedHashMap<>();

  private final Set<List<String>> walks = new LinkedHashSet<>();
  private int states;
  private int numbers;
  private boolean greedy;

  /** Whether the graph has every choice that a path had. */
  private boolean isCovered;

  /**
   * First the shortest walks; if there are none within half of the budget, whatever comes nearest
   * to the finding, which gets through loops that must run a number of times (greedy best-first).
   *
   * @param start the state at the entry routine that begins at {@code entry}
   * @param most walks that are wanted
   * @param spare states that may be run besides those of the shortest walks
   */
  Answer find(Node entry, State start, int most, int spare) {
    closed.clear();
    greedy = false;
    int budget = spare <= 0 ? 0 : spare + LENGTHS * slice.distance(entry).orElse(0);
    Answer shortest = search(entry, start, most, budget / 2);
    if (shortest.whole() || !shortest.walks().isEmpty() || budget == 0) {
      return shortest;
    }
    greedy = true;
    Answer any = search(entry, start, most, budget - shortest.states());
    return new Answer(any.walks(), shortest.states() + any.states(), any.whole());
  }

  private Answer search(Node entry, State start, int most, int budget) {
    walks.clear();
    isCovered = true;
    states = 0;
    open(new Place(entry, Optional.empty(), start), Optional.empty(), 0);
    int end = budget;
    while (!queue.isEmpty() && states < end && walks.size() < most && !progress.isCancelled()) {
      Open next = queue.poll();
      boolean none = walks.isEmpty();
      states++;
      run(next, next.place.state, "", next.chosen);
      if (none && !walks.isEmpty()) {
        queue.addAll(again);
        end = states + Math.min(budget, MORE);
      }
    }
    Answer answer = new Answer(List.copyOf(walks), states, queue.isEmpty() && isCovered);
    queue.clear();
    seen.clear();
    again.clear();
    closed.keySet().retainAll(new HashSet<>(nearest()));
    return answer;
  }

  /** Where paths ended, the nearest to the finding first. */
  private List<Closed> nearest() {
    return closed.keySet().stream()
        .sorted(Comparator.comparingInt(end -> slice.distance(end.node).orElseThrow()))
        .limit(MOST_LOOKED_AT)
        .toList();
  }

  private void open(Place place, Optional<Chosen> chosen, int length) {
    OptionalInt left = slice.distance(place.node);
    if (left.isEmpty()) {
      return;
    }
    int total = greedy ? left.getAsInt() : length + left.getAsInt();
    Open open = new Open(place, chosen, length, total, numbers++);
    if (seen.add(place) || !walks.isEmpty()) {
      queue.add(open);
    } else {
      again.add(open);
    }
  }

  private void run(Open from, State state, String before, Optional<Chosen> chosen) {
    int length = from.length + 1;
    Place place = from.place;
    Optional<Slice.Outgoing> inside = slice.outgoing(place.node);
    Set<String> taken = new HashSet<>();
    for (Successor next : machine.run(state, new Tape(Tape.Detail.RULE_EVENTS))) {
      String choice = before.isEmpty() ? next.choice() : before + Explorer.THEN + next.choice();
      Optional<Chosen> longer = Optional.of(new Chosen(next.choice(), chosen));
      taken.add(next.choice());
      if (Explorer.keys(next.tape()).stream().anyMatch(wanted::isSamePlace)) {
        walks.add(longer.get().list());
      }
      isCovered &= place.node.choices.contains(choice);
      if (next.ended() || inside.isEmpty()) {
        continue;
      }
      Slice.Outgoing known = inside.get();
      if (known.begun.contains(choice)) {
        run(from, next.state().copy(), choice, longer);
      }
      Set<Node> called = known.calls.getOrDefault(choice, Set.of());
      Set<Node> stepped = known.steps.getOrDefault(choice, Set.of());
      if (called.isEmpty() && stepped.isEmpty()) {
        continue;
      }
      State clean = next.state().copy();
      cleaner.clean(clean);
      for (Node callee : called) {
        Pending call = new Pending(place.node, choice, place.pending);
        open(new Place(callee, Optional.of(call), clean), longer, length);
      }
      for (Node to : stepped) {
        if (to.isExit()) {
          comeBack(to, place.pending, clean, longer, length);
        } else {
          open(new Place(to, place.pending, clean), longer, length);
        }
      }
    }
    if (walks.isEmpty()) {
      inside.ifPresent(known -> closed(place.node, state, before, known, taken));
    }
  }

  private void closed(
      Node node, State state, String before, Slice.Outgoing known, Set<String> taken) {
    String start = before.isEmpty() ? "" : before + Explorer.THEN;
    for (String choice : known.all()) {
      if (choice.startsWith(start)) {
        String rest = choice.substring(start.length());
        String part =
            rest.contains(Explorer.THEN) ? rest.substring(0, rest.indexOf(Explorer.THEN)) : rest;
        if (!taken.contains(part) || known.ends.contains(choice)) {
          closed.putIfAbsent(new Closed(node, start + part), state);
        }
      }
    }
  }

  /**
   * What merging lost where no walk was found: told apart, the paths that were followed to their
   * end are not in the graph any more.
   *
   * @param places where paths ended that are asked, the nearest ones
   */
  Precision refine(Precision precision, int places) {
    Map<Symbol, Long> lost = new LinkedHashMap<>();
    int useful = 0;
    for (Closed end : nearest()) {
      State path = closed.get(end);
      if (useful < places && path != null && lost(end, path, lost)) {
        useful++;
      }
    }
    return precision.with(lost);
  }

  /**
   * Adds symbols on which a choice depends of which the path knows more than the graph, and the
   * bits of them that it asks for.
   */
  private boolean lost(Closed end, State exact, Map<Symbol, Long> into) {
    boolean some = false;
    State merged = end.node.state;
    for (String part : end.choice.split(Explorer.THEN, -1)) {
      Optional<Successor> next = Optional.empty();
      for (Successor way : machine.run(merged, new Tape(Tape.Detail.STEPS))) {
        if (way.choice().equals(part)) {
          next = Optional.of(way);
        }
      }
      if (next.isEmpty()) {
        break;
      }
      Map<Symbol, Long> asked = new LinkedHashMap<>();
      next.get().tape().undecided.keySet().forEach(value -> value.collectBits(asked));
      for (Tape.Condition condition : next.get().tape().conditions) {
        Value value = condition.value();
        Map<Symbol, Long> inside = new LinkedHashMap<>();
        value.collectBits(inside);
        boolean isKnown = !merged.constraints.range(value).equals(exact.constraints.range(value));
        inside.forEach((symbol, bits) -> {
          if (isKnown || Precision.isLost(symbol, exact)) {
            asked.merge(symbol, bits, (a, b) -> a | b);
          }
        });
      }
      some |= !asked.isEmpty();
      asked.forEach((symbol, bits) -> into.merge(symbol, bits, (a, b) -> a | b));
      merged = next.get().state();
    }
    return some;
  }

  private void comeBack(
      Node exit, Optional<Pending> pending, State state, Optional<Chosen> chosen, int length) {
    if (pending.isEmpty()) {
      return;
    }
    Pending call = pending.get();
    slice
        .outgoing(call.from)
        .map(from -> from.returns.get(Map.entry(call.choice, exit)))
        .ifPresent(
            back -> back.forEach(to -> open(new Place(to, call.below, state), chosen, length)));
  }
}
