package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.Origin;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;

/** A preprocessing token with the meaning that the grammar needs. */
final class GrammarToken implements org.antlr.v4.runtime.Token {
  private final int type;
  private final Token token;
  private final int index;

  GrammarToken(int type, Token token, int index) {
    this.type = type;
    this.token = token;
    this.index = index;
  }

  Token token() {
    return token;
  }

  Origin origin() {
    return token.origin();
  }

  @Override
  public String getText() {
    return token.text();
  }

  @Override
  public int getType() {
    return type;
  }

  @Override
  public int getLine() {
    return token.origin().site().line();
  }

  @Override
  public int getCharPositionInLine() {
    return token.origin().site().column() - 1;
  }

  @Override
  public int getChannel() {
    return DEFAULT_CHANNEL;
  }

  @Override
  public int getTokenIndex() {
    return index;
  }

  @Override
  public int getStartIndex() {
    return token.origin().written().start();
  }

  @Override
  public int getStopIndex() {
    return token.origin().written().end() - 1;
  }

  @Override
  public @Nullable TokenSource getTokenSource() {
    return null;
  }

  @Override
  public @Nullable CharStream getInputStream() {
    return null;
  }

  @Override
  public String toString() {
    return token.text();
  }
}
