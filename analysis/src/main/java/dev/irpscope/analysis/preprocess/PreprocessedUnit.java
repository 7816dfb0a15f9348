package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One source file after preprocessing. */
public final class PreprocessedUnit {
  private final SourceFile file;
  private final List<UnitPart> parts;
  private final List<Diagnostic> diagnostics;
  private final List<SourceFile> opened;
  private final List<MissingHeader> missing;
  private final List<InactiveRegion> inactive;
  private final List<String> asked;
  private final NotedMacros noted;

  PreprocessedUnit(
      SourceFile file,
      List<UnitPart> parts,
      List<Diagnostic> diagnostics,
      List<SourceFile> opened,
      List<MissingHeader> missing,
      List<InactiveRegion> inactive,
      List<String> asked,
      NotedMacros noted) {
    this.file = file;
    this.parts = List.copyOf(parts);
    this.diagnostics = List.copyOf(diagnostics);
    this.opened = List.copyOf(opened);
    this.missing = List.copyOf(missing);
    this.inactive = List.copyOf(inactive);
    this.asked = List.copyOf(asked);
    this.noted = noted;
  }

  public SourceFile file() {
    return file;
  }

  /**
   * The text: runs of tokens, and headers as a whole. The last token of all has kind END. A {@code
   * #pragma pack} stays as one token of kind OTHER whose text is {@code #pragma pack(...)}.
   */
  public List<UnitPart> parts() {
    return parts;
  }

  /** All tokens, those of the headers among them; made anew at each call. */
  public List<Token> tokens() {
    List<Token> tokens = new ArrayList<>();
    UnitPart.flatten(parts, tokens);
    return Collections.unmodifiableList(tokens);
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** Every file read, in the order first opened, the main file included. */
  public List<SourceFile> opened() {
    return opened;
  }

  public List<MissingHeader> missing() {
    return missing;
  }

  /** The names of all headers that were opened or looked for, as paths with either slash. */
  public Set<String> searched() {
    Set<String> names = new TreeSet<>(asked);
    opened.forEach(header -> names.add(header.path()));
    missing.forEach(header -> names.add(header.name()));
    return names;
  }

  /** In the order met; nothing from the built-in headers. */
  public List<InactiveRegion> inactive() {
    return inactive;
  }

  /**
   * The macros that were expanded or asked for by a condition, with what they were at the first
   * time; empty for "not defined".
   */
  public Map<String, Optional<Macro>> consulted() {
    return Collections.unmodifiableMap(noted.merged());
  }

  /** The tokens as text, for tests and for looking at: one blank wherever white space stood. */
  public String text() {
    List<Token> tokens = new ArrayList<>(tokens());
    tokens.removeLast();
    return TokenText.of(tokens);
  }
}
