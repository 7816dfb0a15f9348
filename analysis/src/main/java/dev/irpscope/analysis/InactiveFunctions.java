package dev.irpscope.analysis;

import dev.irpscope.analysis.frontend.Outline;
import dev.irpscope.analysis.preprocess.InactiveRegion;
import dev.irpscope.analysis.preprocess.Lexeme;
import dev.irpscope.analysis.preprocess.Lexer;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds functions in text that the preprocessor leaves out. They are not parsed, and macros are not
 * expanded, so a function that a macro writes is missed. Of a conditional inside such text all arms
 * are looked at.
 */
final class InactiveFunctions {
  private final SourceFile file;
  private final List<Lexeme> lexemes;
  private final List<FunctionCoverage> read;

  private InactiveFunctions(SourceFile file, List<FunctionCoverage> read) {
    this.file = file;
    this.lexemes = Lexer.lex(file);
    this.read = read;
  }

  /**
   * The functions of the regions of one file, in order.
   *
   * @param read functions of the file that were met when parsing: a unit may have chosen another
   *     arm than the one that a region comes from
   */
  static List<FunctionCoverage> in(
      SourceFile file, List<InactiveRegion> regions, List<FunctionCoverage> read) {
    InactiveFunctions scan = new InactiveFunctions(file, read);
    List<FunctionCoverage> found = new ArrayList<>();
    for (InactiveRegion region : regions) {
      if (!scan.meetsRead(region.span(), true)) {
        scan.add(region, found);
      }
    }
    return found;
  }

  private boolean meetsRead(Span span, boolean inside) {
    return read.stream()
        .map(FunctionCoverage::span)
        .anyMatch(one ->
            inside
                ? one.start() <= span.start() && span.end() <= one.end()
                : one.start() < span.end() && span.start() < one.end());
  }

  private void add(InactiveRegion region, List<FunctionCoverage> found) {
    List<Token> tokens = tokens(region.span());
    if (tokens.isEmpty()) {
      return;
    }
    for (Outline.Found function : Outline.functions(file, tokens)) {
      if (!meetsRead(function.span(), false)) {
        found.add(
            new FunctionCoverage(
                file.path(),
                function.name(),
                function.span(),
                FunctionCoverage.Status.INACTIVE,
                "Left out by the preprocessor: " + region.reason() + "."));
      }
    }
  }

  /** The region's tokens; directives and comments are no tokens. */
  private List<Token> tokens(Span span) {
    List<Token> tokens = new ArrayList<>();
    int directiveEnd = -1;
    for (Lexeme lexeme : lexemes) {
      Span at = lexeme.span();
      if (at.start() < span.start() || at.start() < directiveEnd) {
        continue;
      }
      if (at.end() > span.end()) {
        break;
      }
      if (lexeme.kind() == Lexeme.Kind.DIRECTIVE) {
        directiveEnd = endOfDirective(at.end());
      } else {
        kind(lexeme.kind())
            .ifPresent(kind -> tokens.add(new Token(kind, at.text(), Origin.plain(at), true)));
      }
    }
    return tokens;
  }

  /** The end of the line, joined lines included. */
  private int endOfDirective(int from) {
    String text = file.text();
    int at = from;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      if (end < 0) {
        return text.length();
      }
      int last = end > 0 && text.charAt(end - 1) == '\r' ? end - 2 : end - 1;
      if (last < 0 || text.charAt(last) != '\\') {
        return end;
      }
      at = end + 1;
    }
    return at;
  }

  private static Optional<Token.Kind> kind(Lexeme.Kind kind) {
    return switch (kind) {
      case IDENTIFIER, KEYWORD -> Optional.of(Token.Kind.IDENTIFIER);
      case NUMBER -> Optional.of(Token.Kind.NUMBER);
      case CHARACTER -> Optional.of(Token.Kind.CHARACTER);
      case STRING -> Optional.of(Token.Kind.STRING);
      case PUNCTUATOR -> Optional.of(Token.Kind.PUNCTUATOR);
      case OTHER -> Optional.of(Token.Kind.OTHER);
      case COMMENT, DIRECTIVE, HEADER_NAME -> Optional.empty();
    };
  }
}
