package dev.irpscope.analysis;

import dev.irpscope.analysis.preprocess.InactiveRegion;
import dev.irpscope.analysis.preprocess.Lexeme;
import dev.irpscope.analysis.preprocess.Lexer;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds functions in text that the preprocessor leaves out. They are never parsed: a name, a
 * parenthesis and a brace outside all other braces are taken for one. Macros are not expanded, so a
 * function that a macro writes is missed.
 */
final class InactiveFunctions {
  private final InactiveRegion region;
  private final List<FunctionCoverage> found = new ArrayList<>();
  private int braces;
  private int parentheses;
  private Optional<Lexeme> identifier = Optional.empty();
  private Optional<Lexeme> candidate = Optional.empty();
  private boolean declares = true;

  private InactiveFunctions(InactiveRegion region) {
    this.region = region;
  }

  /**
   * The functions of regions of one file, in order; none of a region that lies in a function.
   *
   * @param read functions that were met when parsing: also by a unit that chose this arm
   */
  static List<FunctionCoverage> in(
      SourceFile file, List<InactiveRegion> regions, List<FunctionCoverage> read) {
    List<InactiveRegion> outside =
        regions.stream().filter(region -> !isKnown(region.span(), read)).toList();
    if (outside.isEmpty()) {
      return List.of();
    }
    List<FunctionCoverage> found = new ArrayList<>();
    List<Lexeme> lexemes = Lexer.lex(file);
    for (InactiveRegion region : outside) {
      InactiveFunctions scan = new InactiveFunctions(region);
      for (int i = first(lexemes, region.span().start()); i < lexemes.size(); i++) {
        if (lexemes.get(i).span().end() > region.span().end()) {
          break;
        }
        scan.take(lexemes.get(i));
      }
      found.addAll(scan.found);
    }
    return found;
  }

  private static boolean isKnown(Span span, List<FunctionCoverage> read) {
    return read.stream()
        .map(FunctionCoverage::span)
        .anyMatch(one ->
            one.file().equals(span.file()) && one.start() < span.end() && span.start() < one.end());
  }

  /** Index of the first lexeme that starts at {@code offset} or behind it. */
  private static int first(List<Lexeme> lexemes, int offset) {
    int low = 0;
    int high = lexemes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lexemes.get(middle).span().start() < offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void take(Lexeme lexeme) {
    switch (lexeme.kind()) {
      case IDENTIFIER -> {
        if (braces == 0 && parentheses == 0) {
          identifier = Optional.of(lexeme);
        }
      }
      case PUNCTUATOR -> punctuator(lexeme.span().text());
      case KEYWORD, NUMBER, CHARACTER, STRING, OTHER -> {
        if (parentheses == 0 && candidate.isEmpty()) {
          identifier = Optional.empty();
        }
      }
      case COMMENT, DIRECTIVE, HEADER_NAME -> {}
    }
  }

  private void punctuator(String text) {
    switch (text) {
      case "(" -> {
        if (braces == 0 && parentheses == 0 && candidate.isEmpty()) {
          candidate = identifier;
        }
        parentheses++;
      }
      case ")" -> parentheses = Math.max(0, parentheses - 1);
      case "{" -> {
        if (braces == 0 && parentheses == 0 && declares) {
          candidate.ifPresent(this::add);
        }
        braces++;
      }
      case "}" -> {
        braces = Math.max(0, braces - 1);
        if (braces == 0) {
          startOver();
        }
      }
      case ";" -> {
        if (braces == 0 && parentheses == 0) {
          startOver();
        }
      }
      case "=" -> {
        if (braces == 0 && parentheses == 0) {
          declares = false;
        }
      }
      default -> {}
    }
  }

  private void startOver() {
    identifier = Optional.empty();
    candidate = Optional.empty();
    declares = true;
  }

  private void add(Lexeme name) {
    found.add(
        new FunctionCoverage(
            name.span().file().path(),
            name.span().text(),
            name.span(),
            FunctionCoverage.Status.INACTIVE,
            "Left out by the preprocessor: " + region.reason() + "."));
  }
}
