package dev.irpscope.analysis.preprocess;

import java.util.Arrays;
import java.util.List;

/** A stretch of a preprocessed text: tokens of its own, or a header as a whole. */
public sealed interface UnitPart {
  /** Tokens that stand in no header that is kept. */
  record Run(List<Token> tokens) implements UnitPart {}

  /** All that one {@code #include} comes to. */
  record Header(HeaderContent content) implements UnitPart {}

  /** Adds all tokens of {@code parts} in order. */
  static void flatten(List<UnitPart> parts, List<Token> into) {
    for (UnitPart part : parts) {
      switch (part) {
        case Run(List<Token> tokens) -> into.addAll(tokens);
        case Header(HeaderContent content) -> flatten(content.parts(), into);
      }
    }
  }

  static Run run(Token[] tokens) {
    return new Run(Arrays.asList(tokens));
  }
}
