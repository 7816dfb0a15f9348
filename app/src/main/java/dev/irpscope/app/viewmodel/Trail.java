package dev.irpscope.app.viewmodel;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * Where the commands over, into and out led, so that going back over is their exact inverse. A
 * selection that was moved in another way ends it.
 */
final class Trail {
  private final ArrayDeque<Hop> hops = new ArrayDeque<>();

  /** One command forwards. */
  private record Hop(int from, int to) {}

  void clear() {
    hops.clear();
  }

  /**
   * Carries out a command and remembers where it led.
   *
   * @param index the step that is selected
   * @param move whether it led anywhere
   */
  boolean follow(IntSupplier index, BooleanSupplier move) {
    int from = index.getAsInt();
    if (!hops.isEmpty() && hops.getLast().to() != from) {
      hops.clear();
    }
    boolean moved = move.getAsBoolean();
    if (moved) {
      hops.addLast(new Hop(from, index.getAsInt()));
    }
    return moved;
  }

  /** Where the last command came from, if it led to {@code index}; it is forgotten then. */
  Optional<Integer> back(int index) {
    Hop last = hops.peekLast();
    if (last == null || last.to() != index) {
      hops.clear();
      return Optional.empty();
    }
    hops.removeLast();
    return Optional.of(last.from());
  }
}
