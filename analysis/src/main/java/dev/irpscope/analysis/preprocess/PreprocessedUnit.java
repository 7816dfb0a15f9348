package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One source file after preprocessing.
 *
 * @param tokens the last one has kind END. A {@code #pragma pack} stays as one token of kind OTHER
 *     whose text is {@code #pragma pack(...)}
 * @param opened every file read, in the order first opened, the main file included
 * @param inactive in the order met; nothing from the built-in headers
 * @param headers where the tokens of headers stand, in order, an outer header before those within;
 *     a header of which another unit made something else each time may be left out
 * @param consulted the macros that were expanded or asked for by a condition, with what they were
 *     at the first time; empty for "not defined"
 */
public record PreprocessedUnit(
    SourceFile file,
    List<Token> tokens,
    List<Diagnostic> diagnostics,
    List<SourceFile> opened,
    List<MissingHeader> missing,
    List<InactiveRegion> inactive,
    List<HeaderSegment> headers,
    Map<String, Optional<Macro>> consulted) {
  public PreprocessedUnit {
    tokens = Collections.unmodifiableList(tokens);
    diagnostics = List.copyOf(diagnostics);
    opened = List.copyOf(opened);
    missing = List.copyOf(missing);
    inactive = List.copyOf(inactive);
    headers = List.copyOf(headers);
    consulted = Collections.unmodifiableMap(new LinkedHashMap<>(consulted));
  }

  /** The tokens as text, for tests and for looking at: one blank wherever white space stood. */
  public String text() {
    return TokenText.of(new ArrayList<>(tokens.subList(0, tokens.size() - 1)));
  }
}
