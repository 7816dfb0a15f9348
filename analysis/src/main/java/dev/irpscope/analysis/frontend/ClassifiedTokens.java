package dev.irpscope.analysis.frontend;

import java.util.List;
import org.antlr.v4.runtime.RuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.Interval;
import org.jspecify.annotations.Nullable;

/** The tokens of one external declaration as the parser's input; the last one is the end mark. */
final class ClassifiedTokens implements TokenStream {
  private final List<GrammarToken> tokens;
  private int at;

  ClassifiedTokens(List<GrammarToken> tokens) {
    this.tokens = tokens;
  }

  @Override
  public @Nullable Token LT(int k) {
    if (k == 0 || (k < 0 && at + k < 0)) {
      return null;
    }
    int wanted = k > 0 ? at + k - 1 : at + k;
    return tokens.get(Math.min(wanted, tokens.size() - 1));
  }

  @Override
  public int LA(int k) {
    Token token = LT(k);
    return token == null ? Token.INVALID_TYPE : token.getType();
  }

  @Override
  public void consume() {
    if (at >= tokens.size() - 1) {
      throw new IllegalStateException("cannot consume the end mark");
    }
    at++;
  }

  @Override
  public int mark() {
    return 0;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return at;
  }

  @Override
  public void seek(int index) {
    at = Math.min(index, tokens.size() - 1);
  }

  @Override
  public int size() {
    return tokens.size();
  }

  @Override
  public GrammarToken get(int index) {
    return tokens.get(index);
  }

  @Override
  public String getSourceName() {
    return UNKNOWN_SOURCE_NAME;
  }

  @Override
  public TokenSource getTokenSource() {
    throw new UnsupportedOperationException("the tokens are given, not read");
  }

  @Override
  public String getText(Interval interval) {
    StringBuilder text = new StringBuilder();
    for (int i = interval.a; i <= Math.min(interval.b, tokens.size() - 1); i++) {
      if (i > interval.a && tokens.get(i).token().spaceBefore()) {
        text.append(' ');
      }
      text.append(tokens.get(i).getText());
    }
    return text.toString();
  }

  @Override
  public String getText() {
    return getText(Interval.of(0, tokens.size() - 1));
  }

  @Override
  public String getText(RuleContext context) {
    return getText(context.getSourceInterval());
  }

  @Override
  public String getText(@Nullable Token start, @Nullable Token stop) {
    return start == null || stop == null
        ? ""
        : getText(Interval.of(start.getTokenIndex(), stop.getTokenIndex()));
  }
}
