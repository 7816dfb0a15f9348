package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.OptionalLong;

/** What one argument or result of an event must be. */
public sealed interface Pattern {
  /** {@code _}: anything. */
  record Anything() implements Pattern {}

  /** A name seen for the first time in its transition: binds the value. */
  record Bind(String name) implements Pattern {}

  /** The tracked object. */
  record Subject(String name) implements Pattern {}

  /** A remembered value; matches nothing while it is unset. */
  record Remembered(String variable) implements Pattern {}

  /** A constant, by the name it was written with. */
  record Constant(String text, OptionalLong value) implements Pattern {}

  /**
   * An argument list.
   *
   * @param rest whether {@code ...} stands between {@code head} and {@code tail}
   */
  record Arguments(List<Pattern> head, boolean rest, List<Pattern> tail) {
    public Arguments {
      head = List.copyOf(head);
      tail = List.copyOf(tail);
    }

    /** Matches any number of arguments. */
    public static Arguments any() {
      return new Arguments(List.of(), true, List.of());
    }

    /** The patterns in order, without the gap. */
    public List<Pattern> patterns() {
      return java.util.stream.Stream.concat(head.stream(), tail.stream()).toList();
    }

    /** Whether a call with {@code count} arguments can match at all. */
    public boolean accepts(int count) {
      int fixed = head.size() + tail.size();
      return rest ? count >= fixed : count == fixed;
    }

    /** The pattern for argument {@code index} of {@code count}. */
    public Pattern at(int index, int count) {
      if (index < head.size()) {
        return head.get(index);
      }
      int fromEnd = count - index;
      return fromEnd <= tail.size() ? tail.get(tail.size() - fromEnd) : new Anything();
    }
  }
}
