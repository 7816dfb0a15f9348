package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the macro calls written in one file became, for showing an expansion on demand. */
public final class ExpansionTexts {
  private static final String INDENT = "    ";

  private final Map<Span, List<Token>> tokens = new LinkedHashMap<>();

  /** Looks through the unit once; {@code file} is the one whose macro calls are of interest. */
  public ExpansionTexts(PreprocessedUnit unit, SourceFile file) {
    for (Token token : unit.tokens()) {
      if (token.origin().expansion().isPresent()) {
        Span site = token.origin().site();
        if (site.file() == file) {
          tokens.computeIfAbsent(site, _ -> new ArrayList<>()).add(token);
        }
      }
    }
  }

  /** The outermost macro calls that left at least one token, in the order of the unit. */
  public List<Span> invocations() {
    return List.copyOf(tokens.keySet());
  }

  /** The tokens that the macro call at {@code invocation} became. */
  public List<Token> tokens(Span invocation) {
    return List.copyOf(tokens.getOrDefault(invocation, List.of()));
  }

  /**
   * The expansion as C, one statement a line; empty if nothing is left of the call or {@code
   * invocation} is no macro call.
   */
  public Optional<String> text(Span invocation) {
    return tokens.containsKey(invocation)
        ? Optional.of(
            String.join("\n", lines(invocation).stream().map(ExpandedLine::text).toList()))
        : Optional.empty();
  }

  /** The same, line by line, each with the places that its tokens were written at. */
  public List<ExpandedLine> lines(Span invocation) {
    return laidOut(tokens.getOrDefault(invocation, List.of()));
  }

  private static List<ExpandedLine> laidOut(List<Token> all) {
    List<ExpandedLine> text = new ArrayList<>();
    List<Token> line = new ArrayList<>();
    int depth = 0;
    int parentheses = 0;
    for (int i = 0; i < all.size(); i++) {
      Token token = all.get(i);
      if (token.is("}") && token.kind() == Token.Kind.PUNCTUATOR) {
        flush(line, depth, text);
        depth = Math.max(0, depth - 1);
      }
      line.add(token);
      if (token.kind() != Token.Kind.PUNCTUATOR) {
        continue;
      }
      parentheses += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      boolean last = i + 1 == all.size();
      if (token.is("{")) {
        flush(line, depth, text);
        depth++;
      } else if (token.is(";") && parentheses <= 0) {
        flush(line, depth, text);
      } else if (token.is("}") && !last && !staysBehindBrace(all.get(i + 1))) {
        flush(line, depth, text);
      }
    }
    flush(line, depth, text);
    return List.copyOf(text);
  }

  private static boolean staysBehindBrace(Token token) {
    return switch (token.text()) {
      case "while", "else", ";", ",", ")", "}" -> true;
      default -> false;
    };
  }

  private static void flush(List<Token> line, int depth, List<ExpandedLine> text) {
    if (line.isEmpty()) {
      return;
    }
    text.add(
        new ExpandedLine(
            INDENT.repeat(Math.min(depth, 20)) + TokenText.of(line),
            line.stream().map(token -> token.origin().written()).toList()));
    line.clear();
  }
}
