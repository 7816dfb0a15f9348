package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.layout.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block, or something drawn like one.
 *
 * @param id stable: {@code b7}, {@code entry}, {@code ghost}
 * @param block index of the block, -1 for what is none
 * @param rows what is written in it; empty for a joint
 * @param notes what the rule does in it, below the rows
 * @param onPath whether the path comes through it
 * @param violating whether the rule is broken in it
 * @param full the whole text, with line numbers, for hovering
 */
public record FlowNode(
    String id,
    Kind kind,
    int block,
    List<Row> rows,
    List<Note> notes,
    boolean onPath,
    boolean violating,
    String full,
    Size size) {
  /** Begins the ids of nodes that stand for several blocks. */
  static final String GROUP = "g";

  /** Whether it stands for several blocks. */
  public boolean isGroup() {
    return id.startsWith(GROUP) && kind == Kind.BLOCK;
  }

  /** What it stands for. */
  public enum Kind {
    BLOCK,
    ENTRY,
    EXIT,
    /** A place where ways meet, without code. */
    JOINT,
    /** The call that is missing. */
    GHOST
  }

  /**
   * One written line.
   *
   * @param line index of the block's line it shows; of a gap, the first that it leaves out
   * @param last index of the last line that it stands for
   * @param condition whether the block's branch is decided here
   */
  public record Row(String text, int line, int last, boolean gap, boolean condition) {}

  /**
   * One line about the rule.
   *
   * @param violation whether the rule is broken there
   */
  public record Note(String text, boolean violation) {}

  public FlowNode {
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** One graph has one node of an id. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FlowNode node && node.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }
}
