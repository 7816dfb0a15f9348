package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one header, with all that it includes, comes to under one state of the macros it asks for.
 * Units that include it in the same state share the instance, so identity can key what is derived
 * from it.
 */
public final class HeaderContent {
  /** What reading the header added to a unit beside tokens. */
  record Added(
      List<HeaderSegment> segments,
      List<Diagnostic> diagnostics,
      List<SourceFile> opened,
      List<MissingHeader> missing,
      List<InactiveRegion> inactive,
      int depth) {}

  /** A macro asked for; {@code byValue} if more than "is it defined" mattered. */
  record Consulted(String name, @Nullable Macro macro, boolean byValue) {}

  /** A macro defined, or undefined if {@code macro} is null. */
  record Changed(String name, @Nullable Macro macro) {}

  private final SourceFile file;
  private final List<Consulted> consulted;
  private final List<Changed> changed;
  private final Map<String, Optional<Macro>> noted;
  private final Token[] tokens;
  private final Added added;

  HeaderContent(
      SourceFile file,
      List<Consulted> consulted,
      List<Changed> changed,
      Map<String, Optional<Macro>> noted,
      Token[] tokens,
      Added added) {
    this.file = file;
    this.consulted = List.copyOf(consulted);
    this.changed = List.copyOf(changed);
    this.noted = noted;
    this.tokens = tokens;
    this.added = added;
  }

  public SourceFile file() {
    return file;
  }

  /** How many tokens it gives, those of the headers it includes among them. */
  public int tokenCount() {
    return tokens.length;
  }

  List<Consulted> consulted() {
    return consulted;
  }

  List<Changed> changed() {
    return changed;
  }

  /** What a unit is to report as consulted, in order. */
  Map<String, Optional<Macro>> noted() {
    return noted;
  }

  /** Not to be changed. */
  Token[] tokens() {
    return tokens;
  }

  Added added() {
    return added;
  }

  /** Whether reading the header with these macros would give this content. */
  @SuppressWarnings("ReferenceEquality") // equal macros of two files have different origins
  boolean fits(MacroTable macros) {
    for (Consulted question : consulted) {
      Macro now = macros.peek(question.name());
      Macro then = question.macro();
      boolean same = question.byValue() ? now == then : (now == null) == (then == null);
      if (!same) {
        return false;
      }
    }
    return true;
  }
}
