package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.grammar.CParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATN;

/**
 * Turns a syntax error into the smallest hole that leaves the rest readable: an argument, a
 * condition, an element of an initialiser, a member or a statement. The rule that is left out keeps
 * its exception, so the builder sees the hole. An error outside of all those leaves the parser as
 * an exception.
 */
final class HoleStrategy extends DefaultErrorStrategy {
  /** What was left out: its first and last token, and the token that did not fit. */
  record Hole(GrammarToken first, GrammarToken last, GrammarToken offending, String what) {}

  private final List<Hole> holes = new ArrayList<>();

  /** How often all tokens may be read in vain before the rest is given up. */
  private static final int MAX_ROUNDS = 16;

  /** Tokens that were read as part of what became a hole, so often as they were. */
  private long wasted;

  /** For each opening bracket the place of its closing one; made when first asked for. */
  private int[] partners = {};

  List<Hole> holes() {
    return holes;
  }

  @Override
  public void reportError(Parser parser, RecognitionException e) {}

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  /**
   * Before each statement of a block, a token that starts none is left out with what follows; after
   * an argument, what is neither comma nor parenthesis makes the argument a hole.
   */
  @Override
  public void sync(Parser parser) {
    switch (parser.getContext()) {
      case CParser.CompoundContext block -> syncBlock(parser, block);
      case CParser.ArgumentListContext list -> syncArguments(parser, list);
      default -> {}
    }
  }

  private void syncBlock(Parser parser, CParser.CompoundContext block) {
    TokenStream input = parser.getInputStream();
    ATN atn = parser.getATN();
    while (input.LA(1) != Token.EOF
        && !isA(input.LT(1), "}")
        && !atn.nextTokens(atn.states.get(parser.getState())).contains(input.LA(1))) {
      int first = input.index();
      int next = Math.max(first + 1, afterStatement(input, first));
      add(input, first, next, first, "statement");
      input.seek(next);
      block.addErrorNode(parser.createErrorNode(block, input.get(first)));
    }
  }

  private void syncArguments(Parser parser, CParser.ArgumentListContext list) {
    TokenStream input = parser.getInputStream();
    boolean ended = isA(input.LT(1), ",") || isA(input.LT(1), ")");
    if (ended || list.children == null) {
      return;
    }
    if (list.children.getLast() instanceof CParser.ArgumentContext argument) {
      int offending = input.index();
      int next = afterElement(input, offending, ")");
      if (next > offending) {
        add(input, argument.getStart().getTokenIndex(), next, offending, "argument");
        argument.exception = new InputMismatchException(parser);
        argument.children = null;
        argument.stop = input.get(next - 1);
        input.seek(next);
      }
    }
  }

  @Override
  public void recover(Parser parser, RecognitionException e) {
    ParserRuleContext context = parser.getContext();
    TokenStream input = parser.getInputStream();
    int first = context.getStart().getTokenIndex();
    int offending = e.getOffendingToken() == null ? first : e.getOffendingToken().getTokenIndex();
    String what;
    int next;
    switch (context) {
      case CParser.ArgumentContext _ -> {
        what = "argument";
        next = afterElement(input, first, ")");
      }
      case CParser.ItemContext _ -> {
        what = "initialiser";
        next = afterElement(input, first, "}");
      }
      case CParser.ConditionContext _ -> {
        what = "condition";
        next = partner(input, first) + 1;
      }
      case CParser.MemberContext _ -> {
        what = "member";
        next = afterStatement(input, first);
      }
      case CParser.StatementContext _, CParser.BlockItemContext _ -> {
        what = "statement";
        next = afterStatement(input, first);
      }
      default -> throw e;
    }
    wasted += Math.max(0, offending - first);
    if (next <= first || next >= input.size() || wasted > 1000 + (long) MAX_ROUNDS * input.size()) {
      throw e;
    }
    add(input, first, next, offending, what);
    context.children = null;
    input.seek(next);
  }

  private void add(TokenStream input, int first, int next, int offending, String what) {
    holes.add(
        new Hole(
            (GrammarToken) input.get(first),
            (GrammarToken) input.get(next - 1),
            (GrammarToken) input.get(offending),
            what));
  }

  private static boolean isA(Token token, String spelling) {
    return token.getText().equals(spelling)
        && token.getType() != CParser.STRING
        && token.getType() != CParser.CHARACTER;
  }

  private static boolean opens(Token token) {
    return isA(token, "(") || isA(token, "[") || isA(token, "{");
  }

  private static boolean closes(Token token) {
    return isA(token, ")") || isA(token, "]") || isA(token, "}");
  }

  /** The place of the closing bracket; past the end if there is none. */
  private int partner(TokenStream input, int open) {
    if (partners.length == 0) {
      partners = partners(input);
    }
    return partners[open];
  }

  /** Counts brackets of all kinds alike: where they do not match, any closing one closes. */
  private static int[] partners(TokenStream input) {
    int[] partners = new int[input.size()];
    Arrays.fill(partners, input.size());
    int[] open = new int[input.size()];
    int depth = 0;
    for (int i = 0; i < input.size(); i++) {
      Token token = input.get(i);
      if (opens(token)) {
        open[depth++] = i;
      } else if (closes(token) && depth > 0) {
        partners[open[--depth]] = i;
      }
    }
    return partners;
  }

  /** Past an element of a list, or 0 if it has no end before the statement's. */
  private int afterElement(TokenStream input, int first, String close) {
    int i = first;
    while (i < input.size() - 1) {
      Token token = input.get(i);
      if (isA(token, ",") || isA(token, close)) {
        return i;
      }
      if (isA(token, ";") || closes(token)) {
        return 0;
      }
      i = opens(token) ? partner(input, i) + 1 : i + 1;
    }
    return 0;
  }

  private int afterStatement(TokenStream input, int first) {
    int i = first;
    while (i < input.size() - 1) {
      Token token = input.get(i);
      if (isA(token, "}")) {
        return i;
      }
      int next = opens(token) ? partner(input, i) + 1 : i + 1;
      if (next >= input.size()) {
        return i;
      }
      boolean ends = isA(token, ";") || (isA(token, "{") && !continues(input, first, i, next));
      if (ends && !isElse(input.get(next))) {
        return next;
      }
      i = next;
    }
    return i;
  }

  private static boolean isElse(Token token) {
    return isA(token, "else")
        || token.getType() == CParser.ELSE_IF
        || isA(token, "__except")
        || isA(token, "__finally");
  }

  /** Whether a brace group is followed by more of the same statement. */
  private static boolean continues(TokenStream input, int first, int open, int next) {
    boolean value =
        open > first && (isA(input.get(open - 1), "=") || isA(input.get(open - 1), ","));
    Token after = input.get(next);
    boolean loop = isA(input.get(first), "do") && isA(after, "while");
    return value || loop || isA(after, ";") || isA(after, ")") || isA(after, ",");
  }
}
