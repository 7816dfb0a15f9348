package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.List;

/** What text seems to define, told from its brackets alone; nothing is parsed. */
public final class Outline {
  /** A function definition: its name as far as it can be told, and where it stands. */
  public record Found(String name, Span span) {}

  private Outline() {}

  /** The function definitions in {@code tokens}, in their order. */
  public static List<Found> functions(SourceFile file, List<Token> tokens) {
    DeclarationSplitter.Around nothing = new DeclarationSplitter.Around(PackStack.State.INITIAL);
    return DeclarationSplitter.split(tokens, Vocabulary.of(file), nothing, true).pieces().stream()
        .filter(piece -> piece.kind() == Piece.Kind.FUNCTION)
        .map(piece -> new Found(piece.name(), piece.span()))
        .toList();
  }
}
