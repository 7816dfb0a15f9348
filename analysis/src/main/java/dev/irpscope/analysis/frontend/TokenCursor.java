package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Walks over the tokens of one external declaration and collects what the grammar shall see. */
final class TokenCursor {
  private final List<Token> tokens;
  private final Vocabulary vocabulary;
  private final int[] partner;
  private final int end;
  private final Token endToken;
  private final List<GrammarToken> out = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();
  private int at;

  /**
   * A cursor over {@code tokens} from {@code start} to {@code end}; there is at least one token.
   */
  TokenCursor(List<Token> tokens, int start, int end, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.vocabulary = vocabulary;
    this.end = end;
    this.at = start;
    this.partner = partners(tokens, end);
    Token last = tokens.get(Math.max(0, Math.min(end, tokens.size()) - 1));
    this.endToken = new Token(Token.Kind.END, "", last.origin(), true);
  }

  /** For each opening bracket the place of its closing one; {@code end} where there is none. */
  private static int[] partners(List<Token> tokens, int end) {
    int[] partner = new int[end];
    Arrays.fill(partner, end);
    int[] open = new int[end + 1];
    int depth = 0;
    for (int i = 0; i < end; i++) {
      Token token = tokens.get(i);
      if (token.kind() != Token.Kind.PUNCTUATOR || token.text().length() != 1) {
        continue;
      }
      char c = token.text().charAt(0);
      if (c == '(' || c == '[' || c == '{') {
        open[depth++] = i;
      } else if (c == ')' || c == ']' || c == '}') {
        int d = depth;
        while (d > 0 && !closes(tokens.get(open[d - 1]).text().charAt(0), c)) {
          d--;
        }
        if (d > 0) {
          partner[open[d - 1]] = i;
          depth = d - 1;
        }
      }
    }
    return partner;
  }

  private static boolean closes(char open, char close) {
    return switch (open) {
      case '(' -> close == ')';
      case '[' -> close == ']';
      default -> close == '}';
    };
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  int at() {
    return at;
  }

  Token token() {
    return token(at);
  }

  Token token(int index) {
    return index < end && index >= 0 ? tokens.get(index) : endToken;
  }

  Token ahead(int distance) {
    return token(at + distance);
  }

  boolean atEnd() {
    return at >= end;
  }

  boolean is(String spelling) {
    return is(at, spelling);
  }

  boolean is(int index, String spelling) {
    Token token = token(index);
    return token.text().equals(spelling)
        && token.kind() != Token.Kind.STRING
        && token.kind() != Token.Kind.CHARACTER;
  }

  boolean isWord(int index) {
    return token(index).kind() == Token.Kind.IDENTIFIER;
  }

  /** Whether the token is an ordinary identifier: no keyword, nothing that is dropped. */
  boolean isPlain(int index) {
    Token token = token(index);
    return token.kind() == Token.Kind.IDENTIFIER && vocabulary.isPlain(token.text());
  }

  boolean isLiteral(int index) {
    return switch (token(index).kind()) {
      case NUMBER, CHARACTER, STRING -> true;
      case IDENTIFIER, PUNCTUATOR, OTHER, END -> false;
    };
  }

  /** The place of the closing bracket of the one at {@code index}. */
  int partner(int index) {
    return index < end ? partner[index] : end;
  }

  /** The first place from {@code index} on that {@code skipped} does not hold for. */
  int skip(int index, IntPredicate skipped) {
    int i = index;
    while (i < end && skipped.test(i)) {
      i++;
    }
    return i;
  }

  /** Leaves the current token out. */
  void drop() {
    at++;
  }

  /** Leaves everything before {@code index} out. */
  void dropTo(int index) {
    at = Math.max(at, Math.min(index, end));
  }

  /** Passes the current token on with the given type. */
  void emit(int type) {
    emit(type, token());
    at++;
  }

  /** Passes a token on without moving. */
  void emit(int type, Token token) {
    out.add(new GrammarToken(type, token, out.size()));
  }

  /** Passes the current token on as what it is by itself; a plain word as an identifier. */
  void emit() {
    Token token = token();
    emit(
        switch (token.kind()) {
          case IDENTIFIER -> vocabulary.type(token.text()).orElse(CParser.IDENTIFIER);
          case NUMBER -> Literals.isFloating(token.text()) ? CParser.FLOATING : CParser.INTEGER;
          case CHARACTER -> CParser.CHARACTER;
          case STRING -> CParser.STRING;
          case PUNCTUATOR -> vocabulary.type(token.text()).orElse(CParser.OTHER);
          case OTHER -> CParser.OTHER;
          case END -> CParser.EOF;
        });
  }

  /** Passes a keyword or punctuator on that the input lacks, at the place of the last token. */
  void insert(String spelling) {
    Token like = out.isEmpty() ? token() : out.getLast().token();
    emit(
        vocabulary.type(spelling).orElseThrow(),
        new Token(Token.Kind.PUNCTUATOR, spelling, like.origin(), false));
  }

  /** Whether the token last passed on has the given spelling. */
  boolean lastIs(String spelling) {
    return !out.isEmpty() && out.getLast().getText().equals(spelling);
  }

  /** Whether the token last passed on came out of a macro. */
  boolean lastIsExpanded() {
    return !out.isEmpty() && out.getLast().origin().expansion().isPresent();
  }

  boolean lastIsString() {
    return !out.isEmpty() && out.getLast().getType() == CParser.STRING;
  }

  /** Whether a macro's expansion ended just before the current token. */
  boolean macroEndsHere() {
    return lastIsExpanded() && token().origin().expansion().isEmpty();
  }

  /** Passes {@code bracket} on if it stands here. */
  void closing(String bracket) {
    if (is(bracket)) {
      emit();
    }
  }

  /** Notes that the word at {@code index} may be a macro that hides more than a value. */
  void doubt(int index) {
    doubt("'" + token(index).text() + "' seems to be a macro that is defined nowhere.");
  }

  /** Notes that something is left out that may matter. */
  void doubt(String what) {
    doubts.add(what);
  }

  List<String> doubts() {
    return List.copyOf(doubts);
  }

  /** What was passed on, with an end mark. */
  List<GrammarToken> finish() {
    out.add(new GrammarToken(org.antlr.v4.runtime.Token.EOF, endToken, out.size()));
    return out;
  }
}
