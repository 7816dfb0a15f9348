package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one header, with all that it includes, comes to under one state of the macros it asks for.
 * Units that include it in the same state share the instance, so identity can key what is derived
 * from it.
 */
public final class HeaderContent {
  /** What reading the header added to a unit beside tokens. */
  record Added(
      List<Diagnostic> diagnostics,
      List<SourceFile> opened,
      List<MissingHeader> missing,
      List<InactiveRegion> inactive,
      List<String> asked,
      int depth) {
    /** The names of the files that were opened or looked for. */
    List<String> searched() {
      List<String> names = new ArrayList<>(asked);
      opened.forEach(file -> names.add(file.name()));
      missing.forEach(header -> names.add(header.name()));
      return names;
    }
  }

  /**
   * A macro asked for.
   *
   * @param macro what it was; {@link MacroTable#UNDEFINED} if it was none
   * @param byValue whether more than "is it defined" mattered
   */
  record Answer(Macro macro, boolean byValue) {
    @SuppressWarnings("ReferenceEquality") // equal macros of two files have different origins
    boolean isStill(Macro now) {
      return byValue
          ? now == macro
          : (now == MacroTable.UNDEFINED) == (macro == MacroTable.UNDEFINED);
    }
  }

  private final SourceFile file;
  private final Questions<Answer> asked;
  private final LayeredMap<Macro> changed;
  private final List<Map<String, Optional<Macro>>> noted;
  private final List<UnitPart> parts;
  private final int tokenCount;
  private final Added added;

  HeaderContent(
      SourceFile file,
      Questions<Answer> asked,
      LayeredMap<Macro> changed,
      List<Map<String, Optional<Macro>>> noted,
      List<UnitPart> parts,
      Added added) {
    this.file = file;
    this.asked = asked;
    this.changed = changed;
    this.noted = List.copyOf(noted);
    this.parts = List.copyOf(parts);
    this.tokenCount = (int) Math.min(Integer.MAX_VALUE, count(this.parts));
    this.added = added;
  }

  /**
   * Headers that stand one after the other, as one: for what is derived from their tokens. It is
   * part of no unit.
   *
   * @param contents at least one
   */
  public static HeaderContent joined(List<HeaderContent> contents) {
    return new HeaderContent(
        contents.getFirst().file(),
        new Questions.Builder<Answer>((known, _) -> known).build(),
        new LayeredMap.Builder<Macro>().build(),
        List.of(),
        contents.stream().<UnitPart>map(UnitPart.Header::new).toList(),
        new Added(List.of(), List.of(), List.of(), List.of(), List.of(), 0));
  }

  private static long count(List<UnitPart> parts) {
    long count = 0;
    for (UnitPart part : parts) {
      count +=
          switch (part) {
            case UnitPart.Run(List<Token> tokens) -> tokens.size();
            case UnitPart.Header(HeaderContent content) -> content.tokenCount;
          };
    }
    return count;
  }

  public SourceFile file() {
    return file;
  }

  /** How many tokens it gives, those of the headers it includes among them. */
  public int tokenCount() {
    return tokenCount;
  }

  /** Its tokens, with the headers that it includes. */
  public List<UnitPart> parts() {
    return parts;
  }

  Questions<Answer> asked() {
    return asked;
  }

  /** The macros it defines; those it undefines stand for {@link MacroTable#UNDEFINED}. */
  LayeredMap<Macro> changed() {
    return changed;
  }

  /** What a unit is to report as consulted, in order. */
  List<Map<String, Optional<Macro>>> noted() {
    return noted;
  }

  Added added() {
    return added;
  }

  /** Whether reading the header with these macros would give this content. */
  boolean fits(MacroTable macros) {
    return asked.allMatch((name, answer) -> answer.isStill(macros.peek(name)));
  }
}
