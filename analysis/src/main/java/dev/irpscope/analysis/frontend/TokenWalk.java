package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.List;

/** What the walks over the tokens of one external declaration share, and the walks themselves. */
final class TokenWalk {
  private final List<Token> tokens;
  private final Scope file;
  private final TokenCursor cursor;
  private final Names names;
  private final AttributeWalk attributes;
  private final DeclarationWalk declarations;
  private final RecordWalk records;
  private final StatementWalk statements;
  private final ExpressionWalk expressions;

  /** A walk from {@code start} to {@code end}; there is at least one token. */
  TokenWalk(List<Token> tokens, int start, int end, Scope file, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.file = file;
    this.cursor = new TokenCursor(tokens, start, end, vocabulary);
    this.names = new Names(cursor, file);
    this.attributes = new AttributeWalk(this);
    this.declarations = new DeclarationWalk(this);
    this.records = new RecordWalk(this);
    this.statements = new StatementWalk(this);
    this.expressions = new ExpressionWalk(this);
  }

  /** A walk of its own over some of the tokens. */
  TokenWalk part(int start, int end) {
    return new TokenWalk(tokens, start, end, file, cursor.vocabulary());
  }

  /** Passes everything on as expressions. */
  List<GrammarToken> allExpressions() {
    while (!cursor.atEnd()) {
      int before = cursor.at();
      expressions.expression(false);
      if (cursor.at() == before) {
        cursor.emit();
      }
    }
    return cursor.finish();
  }

  TokenCursor cursor() {
    return cursor;
  }

  Names names() {
    return names;
  }

  AttributeWalk attributes() {
    return attributes;
  }

  DeclarationWalk declarations() {
    return declarations;
  }

  RecordWalk records() {
    return records;
  }

  StatementWalk statements() {
    return statements;
  }

  ExpressionWalk expressions() {
    return expressions;
  }
}
