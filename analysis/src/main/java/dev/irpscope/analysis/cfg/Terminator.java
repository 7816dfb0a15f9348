package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Origin;
import java.util.Optional;

/** How a block ends. The edges of the graph say where each outcome leads. */
public sealed interface Terminator {
  /** The statement or condition it comes from. */
  Origin origin();

  /** One unconditional edge. */
  record Jump(Origin origin) implements Terminator {}

  /**
   * A true and a false edge.
   *
   * @param text the condition as written, this block's part of it when {@code &&} or {@code ||}
   *     split it
   */
  record Branch(Origin origin, Operand condition, String text) implements Terminator {}

  /** Case edges in source order and one default edge. */
  record Switch(Origin origin, Operand value, String text) implements Terminator {}

  /**
   * Leaves the function; one edge to the exit block. The origin is the return statement, or the
   * closing brace where control falls off the end.
   */
  record Return(Origin origin, Optional<Operand> value) implements Terminator {}

  /** Control goes no further, or (the exit block) the function is over; no edge. */
  record End(Origin origin) implements Terminator {}
}
