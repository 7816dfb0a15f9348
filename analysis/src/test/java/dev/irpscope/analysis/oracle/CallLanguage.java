package dev.irpscope.analysis.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sequences of calls that a control-flow graph allows: an automaton whose letters are the names
 * called, and one more for leaving the function. How blocks are cut does not matter.
 */
final class CallLanguage {
  static final String EXIT = "(exit)";
  private static final int MAX_PAIRS = 50_000;

  private final List<List<Integer>> silent = new ArrayList<>();
  private final List<Map<String, Set<Integer>>> steps = new ArrayList<>();

  int state() {
    silent.add(new ArrayList<>());
    steps.add(new TreeMap<>());
    return silent.size() - 1;
  }

  void silent(int from, int to) {
    silent.get(from).add(to);
  }

  void step(int from, String letter, int to) {
    steps.get(from).computeIfAbsent(letter, _ -> new TreeSet<>()).add(to);
  }

  Set<String> letters() {
    Set<String> all = new TreeSet<>();
    steps.forEach(step -> all.addAll(step.keySet()));
    return all;
  }

  private record Pair(Set<Integer> mine, Set<Integer> theirs) {}

  /** A shortest sequence of calls that only one of the two allows; empty if there is none. */
  Optional<String> difference(CallLanguage other) {
    Pair start = new Pair(closed(Set.of(0)), other.closed(Set.of(0)));
    Map<Pair, String> words = new HashMap<>();
    Deque<Pair> open = new ArrayDeque<>();
    words.put(start, "");
    open.add(start);
    while (!open.isEmpty()) {
      Pair at = open.remove();
      String word = words.getOrDefault(at, "");
      Map<String, Set<Integer>> mine = next(at.mine());
      Map<String, Set<Integer>> theirs = other.next(at.theirs());
      if (!mine.keySet().equals(theirs.keySet())) {
        Set<String> first = new TreeSet<>(mine.keySet());
        first.removeAll(theirs.keySet());
        Set<String> second = new TreeSet<>(theirs.keySet());
        second.removeAll(mine.keySet());
        return Optional.of(
            "after"
                + (word.isEmpty() ? " the start" : word)
                + " only ours "
                + first
                + ", only theirs "
                + second);
      }
      for (Map.Entry<String, Set<Integer>> entry : mine.entrySet()) {
        Pair to =
            new Pair(
                closed(entry.getValue()),
                other.closed(theirs.getOrDefault(entry.getKey(), Set.of())));
        if (words.size() > MAX_PAIRS) {
          return Optional.of("too large to compare");
        }
        if (words.putIfAbsent(to, word + " " + entry.getKey()) == null) {
          open.add(to);
        }
      }
    }
    return Optional.empty();
  }

  private Set<Integer> closed(Set<Integer> states) {
    Set<Integer> all = new HashSet<>(states);
    Deque<Integer> open = new ArrayDeque<>(states);
    while (!open.isEmpty()) {
      for (int next : silent.get(open.remove())) {
        if (all.add(next)) {
          open.add(next);
        }
      }
    }
    return all;
  }

  private Map<String, Set<Integer>> next(Set<Integer> states) {
    Map<String, Set<Integer>> next = new TreeMap<>();
    for (int state : states) {
      steps
          .get(state)
          .forEach((letter, to) -> next.computeIfAbsent(letter, _ -> new TreeSet<>()).addAll(to));
    }
    return next;
  }
}
