package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A block under construction. */
final class Draft {
  /** An edge under construction; its ordinal is its place in {@link #exits}. */
  record Exit(Draft to, Edge.Kind kind, OptionalLong low, OptionalLong high, String label) {
    Exit(Draft to, Edge.Kind kind, String label) {
      this(to, kind, OptionalLong.empty(), OptionalLong.empty(), label);
    }

    Exit redirected(Draft target) {
      return new Exit(target, kind, low, high, label);
    }
  }

  private static final int UNPLACED = -1;

  final List<Instruction> instructions = new ArrayList<>();
  final List<Block.Line> lines = new ArrayList<>();
  List<Exit> exits = new ArrayList<>();
  Optional<Terminator> terminator = Optional.empty();

  /** Where an exception raised in this block goes; empty outside any {@code __try}. */
  Optional<Draft> landing = Optional.empty();

  /** The first block of a {@code __try} body. */
  boolean opensTry;

  private int position = UNPLACED;

  boolean isPlaced() {
    return position != UNPLACED;
  }

  int position() {
    return position;
  }

  void place(int at) {
    position = at;
  }

  void end(Terminator how, List<Exit> where) {
    terminator = Optional.of(how);
    exits = new ArrayList<>(where);
  }

  /**
   * Adds a line unless the last one covers its place: the statements of one macro invocation are
   * one line, and a part of a statement is not repeated.
   */
  void line(Origin origin) {
    Span site = origin.site();
    line(new Block.Line(site, WrittenText.fold(site)));
  }

  void line(Block.Line line) {
    if (lines.isEmpty() || !covers(lines.getLast().site(), line.site())) {
      lines.add(line);
    }
  }

  private static boolean covers(Span outer, Span inner) {
    return outer.file() == inner.file()
        && outer.start() <= inner.start()
        && inner.end() <= outer.end();
  }

  boolean isEmpty() {
    return instructions.isEmpty() && lines.isEmpty();
  }

  boolean calls() {
    return instructions.stream().anyMatch(Instruction.Call.class::isInstance);
  }

  /** The block this one only leads on to. */
  Optional<Draft> soleTarget() {
    return terminator.filter(Terminator.Jump.class::isInstance).isPresent()
        ? Optional.of(exits.getFirst().to())
        : Optional.empty();
  }
}
