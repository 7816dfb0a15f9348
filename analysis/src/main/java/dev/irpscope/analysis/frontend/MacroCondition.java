package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.grammar.CParser.ExpressionsContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ParenthesizedContext;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Origin.Expansion;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/**
 * How a condition reads that a macro holds along with other text, so that the macro's invocation
 * does not say it: {@code #define NEED(p) if (!p) return}.
 */
final class MacroCondition {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  private final List<GrammarToken> tokens;
  private final int first;
  private final int last;

  private MacroCondition(List<GrammarToken> tokens, int first, int last) {
    this.tokens = tokens;
    this.first = first;
    this.last = last;
  }

  /** The text of {@code condition}; empty if its place in the source says it. */
  static Optional<String> text(List<GrammarToken> tokens, ParserRuleContext condition) {
    ParserRuleContext bare = bare(condition);
    Token stop = bare.getStop();
    if (stop == null || TreeBuilder.origin(bare.getStart()).expansion().isEmpty()) {
      return Optional.empty();
    }
    int first = bare.getStart().getTokenIndex();
    int last = stop.getTokenIndex();
    boolean whole = first <= last && last < tokens.size() && tokens.get(last).equals(stop);
    return whole ? new MacroCondition(tokens, first, last).text() : Optional.empty();
  }

  private static ParserRuleContext bare(ParserRuleContext condition) {
    return switch (condition) {
      case ParenthesizedContext parenthesized -> bare(parenthesized.expressions());
      case ExpressionsContext one when one.expression().size() == 1 -> bare(one.expression(0));
      default -> condition;
    };
  }

  private Optional<String> text() {
    List<Expansion> chain = tokens.get(first).origin().chain();
    int level = -1;
    while (level + 1 < chain.size() && isPart(chain.get(level + 1), level + 1)) {
      level++;
    }
    return level < 0 ? Optional.empty() : Optional.of(text(chain, level));
  }

  /** Whether the condition comes from an expansion that gives more than it and parentheses. */
  private boolean isPart(Expansion expansion, int level) {
    int before = first - 1;
    int after = last + 1;
    while (before >= 0
        && after < tokens.size()
        && tokens.get(before).getText().equals("(")
        && tokens.get(after).getText().equals(")")) {
      before--;
      after++;
    }
    return isFrom(expansion, level, last)
        && (isFrom(expansion, level, before) || isFrom(expansion, level, after));
  }

  @SuppressWarnings("ReferenceEquality") // two expansions of one macro with equal text stay two
  private boolean isFrom(Expansion expansion, int level, int index) {
    if (index < 0 || index >= tokens.size()) {
      return false;
    }
    List<Expansion> chain = tokens.get(index).origin().chain();
    return level < chain.size() && chain.get(level) == expansion;
  }

  /** The condition as the body of the macro at {@code level} writes it, with its arguments. */
  private String text(List<Expansion> outer, int level) {
    StringBuilder text = new StringBuilder();
    Optional<Expansion> inner = Optional.empty();
    for (GrammarToken token : tokens.subList(first, last + 1)) {
      List<Expansion> chain = token.origin().chain();
      Optional<Expansion> here =
          level + 1 < chain.size() ? Optional.of(chain.get(level + 1)) : Optional.empty();
      boolean goesOn = here.isPresent() && here.equals(inner);
      inner = here;
      if (goesOn) {
        continue;
      }
      if (!text.isEmpty() && token.token().spaceBefore()) {
        text.append(' ');
      }
      text.append(here.map(e -> invocation(e, outer, level)).orElseGet(token::getText));
    }
    return text.toString();
  }

  /** An invocation in the body of the macro at {@code level}, with that macro's arguments. */
  private static String invocation(Expansion expansion, List<Expansion> outer, int level) {
    Origin origin = expansion.invocation();
    String text = origin.written().text();
    if (level < 0 || origin.part() != Origin.Part.BODY) {
      return text;
    }
    Map<String, String> arguments = arguments(outer, level);
    return WORD.matcher(text)
        .replaceAll(
            word -> Matcher.quoteReplacement(arguments.getOrDefault(word.group(), word.group())));
  }

  /** What the parameters of the macro at {@code level} stand for. */
  private static Map<String, String> arguments(List<Expansion> outer, int level) {
    Expansion expansion = outer.get(level);
    Map<String, String> arguments = new HashMap<>();
    String invocation = invocation(expansion, outer, level - 1);
    boolean isNamed = invocation.startsWith(expansion.macro());
    if (expansion.definition().isEmpty() || !isNamed) {
      return arguments;
    }
    Span name = expansion.definition().get();
    List<String> parameters = list(name.file().text().substring(name.end()));
    List<String> values = list(invocation.substring(expansion.macro().length()));
    for (int i = 0; i < Math.min(parameters.size(), values.size()); i++) {
      arguments.put(parameters.get(i), values.get(i));
    }
    return arguments;
  }

  /** What stands between the commas of the parentheses that {@code text} starts with. */
  private static List<String> list(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = text.indexOf('(') + 1;
    if (!text.substring(0, Math.max(0, start)).strip().equals("(")) {
      return parts;
    }
    for (int i = start; i < text.length() && depth >= 0; i++) {
      char c = text.charAt(i);
      if (depth == 0 && (c == ',' || c == ')')) {
        parts.add(text.substring(start, i).strip());
        start = i + 1;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    return parts;
  }
}
