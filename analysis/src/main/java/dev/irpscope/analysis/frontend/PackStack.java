package dev.irpscope.analysis.frontend;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * The state of {@code #pragma pack}: {@code (n)}, {@code ()}, {@code (push, n)}, {@code (pop)}; the
 * names that a push may be given are ignored.
 */
final class PackStack {
  private final Deque<Integer> saved = new ArrayDeque<>();
  private int current;

  /** What the pragma allows now, 0 for no limit. */
  int current() {
    return current;
  }

  /** All that later pragmas and declarations depend on. */
  record State(int current, List<Integer> saved) {
    static final State INITIAL = new State(0, List.of());
  }

  State state() {
    return new State(current, List.copyOf(saved));
  }

  void restore(State state) {
    current = state.current();
    saved.clear();
    saved.addAll(state.saved());
  }

  /** Obeys one pragma; what cannot be understood changes nothing. */
  void apply(String pragma) {
    int open = pragma.indexOf('(');
    int close = pragma.lastIndexOf(')');
    if (open < 0 || close < open) {
      return;
    }
    String inside = pragma.substring(open + 1, close).strip();
    if (inside.isEmpty()) {
      current = 0;
      return;
    }
    for (String raw : inside.split(",", -1)) {
      String part = raw.strip();
      switch (part) {
        case "push" -> saved.push(current);
        case "pop" -> {
          if (!saved.isEmpty()) {
            current = saved.pop();
          }
        }
        default -> {
          if (!part.isEmpty() && part.chars().allMatch(Character::isDigit) && part.length() < 4) {
            current = Integer.parseInt(part);
          }
        }
      }
    }
  }
}
