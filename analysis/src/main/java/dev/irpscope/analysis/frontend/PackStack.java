package dev.irpscope.analysis.frontend;

import java.util.ArrayDeque;
import java.util.Deque;

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
