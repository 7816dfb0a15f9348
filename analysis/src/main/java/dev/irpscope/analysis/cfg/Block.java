package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A basic block.
 *
 * @param index structural ordinal: the entry block is 0, then in source order; the exit block is
 *     last
 * @param lines what a drawing shows: the written statements of the block, in order, each with its
 *     place in the user's file; empty for a joint without code of its own
 */
public record Block(
    int index, List<Instruction> instructions, Terminator terminator, List<Line> lines) {
  /** A statement or condition as the user wrote it, white space folded. */
  public record Line(Span site, String text) {}

  public Block {
    instructions = List.copyOf(instructions);
    lines = List.copyOf(lines);
  }

  /** Blocks are equal only if they are the same object; hashing does not walk the instructions. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return index;
  }
}
