package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.HeaderContent.Answer;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.Optional;

/** Follows the reading of one header: what it asks of the macros around it and what it changes. */
final class HeaderRecording {
  /** Stands for "not changed here". */
  private static final Macro UNCHANGED = Macro.builtIn("unchanged");

  private final Questions.Builder<Answer> asked =
      new Questions.Builder<>((known, again) -> known.byValue() ? known : again);
  private final LayeredMap.Builder<Macro> changed = new LayeredMap.Builder<>();
  private final NotedMacros noted = new NotedMacros();
  private int outermost = Integer.MAX_VALUE;

  /**
   * @param answer {@link MacroTable#UNDEFINED} for none
   */
  void consult(String name, Answer answer) {
    if (!asked.has(name, answer) && !isChanged(name)) {
      asked.note(name, answer);
    }
  }

  @SuppressWarnings("ReferenceEquality") // one object stands for it
  private boolean isChanged(String name) {
    return changed.getOr(name, UNCHANGED) != UNCHANGED;
  }

  void change(String name, Macro macro) {
    changed.put(name, macro);
  }

  void note(String name, Optional<Macro> macro) {
    noted.note(name, macro);
  }

  /** What is read depends on more than macros. */
  void giveUp() {
    outermost = -1;
  }

  /** What is read depends on a file being open already, the one at {@code depth}. */
  void dependOn(int depth) {
    outermost = Math.min(outermost, depth);
  }

  /** Whether the header, itself open at {@code depth}, gives the same wherever macros agree. */
  boolean isUsable(int depth) {
    return outermost >= depth;
  }

  /** Takes over what a header within this one asked for and changed. */
  void merge(HeaderContent inner) {
    asked.noteAll(inner.asked(), this::isChanged);
    changed.putAll(inner.changed());
    noted.noteAll(inner.noted());
  }

  /** The same for a header whose content is not kept. */
  void merge(HeaderRecording inner) {
    asked.noteAll(inner.asked.build(), this::isChanged);
    changed.putAll(inner.changed.build());
    noted.noteAll(inner.noted.all());
    dependOn(inner.outermost);
  }

  HeaderContent finish(SourceFile file, List<UnitPart> parts, HeaderContent.Added added) {
    return new HeaderContent(file, asked.build(), changed.build(), noted.all(), parts, added);
  }
}
