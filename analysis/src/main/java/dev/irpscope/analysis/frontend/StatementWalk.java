package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.Names.Place;
import dev.irpscope.analysis.frontend.grammar.CParser;

/** Passes statements on (C11 6.8). */
final class StatementWalk {
  private final TokenWalk walk;
  private final TokenCursor cursor;
  private final Names names;

  StatementWalk(TokenWalk walk) {
    this.walk = walk;
    this.cursor = walk.cursor();
    this.names = walk.names();
  }

  void compound() {
    cursor.emit();
    names.enterBlock();
    while (!cursor.atEnd() && !cursor.is("}")) {
      int before = cursor.at();
      statement();
      if (cursor.at() == before) {
        cursor.emit();
      }
    }
    names.leaveBlock();
    cursor.closing("}");
  }

  private void statement() {
    if (cursor.is("{")) {
      compound();
      return;
    }
    if (cursor.is(";")) {
      cursor.emit();
      return;
    }
    if (!cursor.isWord(cursor.at())) {
      expressionStatement();
      return;
    }
    String word = Vocabulary.canonical(cursor.token().text());
    boolean block = cursor.is(cursor.at() + 1, "{");
    switch (word) {
      case "if" -> ifStatement();
      case "while", "switch" -> {
        cursor.emit();
        condition();
        statement();
      }
      case "for" -> forStatement();
      case "do" -> {
        cursor.emit();
        statement();
        if (cursor.is("while")) {
          cursor.emit();
          condition();
        }
        if (cursor.is(";")) {
          cursor.emit();
        }
      }
      case "case" -> {
        cursor.emit();
        walk.expressions().expression(false);
        if (cursor.is("...")) {
          cursor.emit();
          walk.expressions().expression(false);
        }
        label();
      }
      case "default" -> {
        cursor.emit();
        label();
      }
      case "goto" -> {
        cursor.emit();
        if (cursor.isWord(cursor.at())) {
          cursor.emit(CParser.IDENTIFIER);
        }
        endOfStatement();
      }
      case "return" -> {
        cursor.emit();
        if (cursor.is("{")) {
          walk.expressions().braces();
        } else {
          walk.expressions().expression(false);
        }
        endOfStatement();
      }
      case "break", "continue", "__leave" -> {
        cursor.emit();
        endOfStatement();
      }
      case "__try" -> tryStatement();
      case "try" -> {
        if (cursor.vocabulary().isCpp()) {
          tryCatch();
        } else if (block) {
          tryStatement();
        } else {
          otherStatement();
        }
      }
      case "using" -> {
        if (!cursor.vocabulary().isCpp()) {
          otherStatement();
        } else if (cursor.is(cursor.at() + 2, "=")) {
          walk.declarations().declaration(Place.BLOCK);
        } else {
          cursor.dropTo(cursor.skip(cursor.at(), i -> !cursor.is(i, ";")));
          endOfStatement();
        }
      }
      case "throw" -> {
        if (cursor.vocabulary().isCpp()) {
          cursor.emit();
          walk.expressions().expression(false);
          endOfStatement();
        } else {
          otherStatement();
        }
      }
      default -> {
        if (word.equals("leave") && cursor.is(cursor.at() + 1, ";")) {
          cursor.emit(cursor.vocabulary().type("__leave").orElseThrow());
          endOfStatement();
        } else if (cursor.vocabulary().isAssembly(word)) {
          assembly();
        } else {
          otherStatement();
        }
      }
    }
  }

  private void otherStatement() {
    int at = cursor.at();
    if (!cursor.isPlain(at)) {
      String word = cursor.token().text();
      boolean declares =
          names.startsType(at)
              || cursor.vocabulary().isStorage(word)
              || cursor.vocabulary().isDropped(word)
              || cursor.vocabulary().isDroppedWithArguments(word)
              || Vocabulary.canonical(word).equals("_Static_assert");
      if (declares && !Vocabulary.canonical(word).equals("_Static_assert")) {
        walk.declarations().declaration(Place.BLOCK);
      } else {
        expressionStatement();
      }
      return;
    }
    if (cursor.is(at + 1, ":")) {
      cursor.emit(CParser.IDENTIFIER);
      label();
      return;
    }
    switch (names.statementStart(at)) {
      case DECLARATION -> walk.declarations().declaration(Place.BLOCK);
      case STRAY -> {
        if (!Names.looksLikeAnnotation(cursor.token().text())) {
          cursor.doubt(at);
        }
        cursor.drop();
        if (cursor.is("else") && cursor.lastIs(")")) {
          cursor.insert(";");
        } else if (!cursor.is("}")) {
          statement();
        } else if (cursor.lastIs(")") || cursor.lastIs("else") || cursor.lastIs("do")) {
          cursor.insert(";");
        }
      }
      case EXPRESSION -> expressionStatement();
    }
  }

  private void ifStatement() {
    cursor.emit();
    condition();
    statement();
    while (cursor.is("else")) {
      if (cursor.is(cursor.at() + 1, "if")) {
        cursor.drop();
        cursor.emit(CParser.ELSE_IF);
        condition();
        statement();
      } else {
        cursor.emit();
        statement();
        return;
      }
    }
  }

  private void condition() {
    if (cursor.is("constexpr")) {
      cursor.drop();
    }
    if (!cursor.is("(")) {
      return;
    }
    cursor.emit();
    if (cursor.vocabulary().isCpp()) {
      int close = cursor.partner(cursor.at() - 1);
      int semicolon = topLevel(cursor.at(), close, ";");
      if (semicolon < close) {
        firstOfCondition(semicolon);
      }
      if (declaresInCondition(close)) {
        walk.declarations().conditionDeclaration();
        walk.expressions().closeParenthesis();
        return;
      }
    }
    walk.expressions().expression(false);
    walk.expressions().closeParenthesis();
  }

  /** What stands before the semicolon of a condition, or of a loop over a range. */
  private void firstOfCondition(int semicolon) {
    if (startsDeclaration()) {
      walk.declarations().declaration(Place.BLOCK);
      return;
    }
    walk.expressions().expression(false);
    if (cursor.at() == semicolon) {
      cursor.emit();
    }
  }

  private boolean declaresInCondition(int close) {
    return startsDeclaration()
        && (topLevel(cursor.at(), close, "=") < close
            || (cursor.is(close - 1, "}") && topLevel(cursor.at(), close, "{") < close));
  }

  private boolean startsDeclaration() {
    int at = cursor.at();
    boolean word = cursor.isWord(at) && cursor.vocabulary().isStorage(cursor.token().text());
    return word
        || (names.startsType(at) && !cursor.is(at + 1, "("))
        || (cursor.isPlain(at) && names.statementStart(at) == Names.StatementStart.DECLARATION);
  }

  /** The first place of {@code spelling} outside of inner brackets, or {@code end}. */
  private int topLevel(int start, int end, String spelling) {
    int i = start;
    while (i < end && !cursor.is(i, spelling)) {
      boolean opens = cursor.is(i, "(") || cursor.is(i, "[") || cursor.is(i, "{");
      i = opens ? cursor.partner(i) + 1 : i + 1;
    }
    return Math.min(i, end);
  }

  private void forStatement() {
    cursor.emit();
    if (!cursor.is("(")) {
      return;
    }
    cursor.emit();
    names.enterBlock();
    if (cursor.vocabulary().isCpp() && rangeFor()) {
      names.leaveBlock();
      return;
    }
    if (cursor.is(";")) {
      cursor.emit();
    } else if (names.startsType(cursor.at())
        || (cursor.isPlain(cursor.at())
            && names.statementStart(cursor.at()) == Names.StatementStart.DECLARATION)) {
      walk.declarations().declaration(Place.BLOCK);
    } else {
      walk.expressions().expression(false);
      if (cursor.is(";")) {
        cursor.emit();
      }
    }
    walk.expressions().expression(false);
    if (cursor.is(";")) {
      cursor.emit();
    }
    walk.expressions().expression(false);
    walk.expressions().closeParenthesis();
    statement();
    names.leaveBlock();
  }

  /** Whether this was a loop over a range; it is passed on then. */
  private boolean rangeFor() {
    int close = cursor.partner(cursor.at() - 1);
    int colon = topLevel(cursor.at(), close, ":");
    int semicolon = topLevel(cursor.at(), close, ";");
    boolean first = semicolon < colon;
    if (colon >= close
        || (first && topLevel(semicolon + 1, close, ";") < close)
        || topLevel(cursor.at(), colon, "?") < colon) {
      return false;
    }
    if (first) {
      firstOfCondition(semicolon);
    }
    walk.declarations().declaration(Place.PARAMETER);
    if (cursor.is(":")) {
      cursor.emit();
    }
    if (cursor.is("{")) {
      walk.expressions().braces();
    } else {
      walk.expressions().expression(false);
    }
    walk.expressions().closeParenthesis();
    statement();
    return true;
  }

  private void tryCatch() {
    cursor.emit();
    if (cursor.is("{")) {
      compound();
    }
    while (cursor.is("catch")) {
      cursor.emit();
      names.enterBlock();
      if (cursor.is("(")) {
        cursor.emit();
        if (cursor.is("...")) {
          cursor.emit();
        } else {
          walk.declarations().declaration(Place.PARAMETER);
        }
        walk.expressions().closeParenthesis();
      }
      if (cursor.is("{")) {
        compound();
      }
      names.leaveBlock();
    }
  }

  private void tryStatement() {
    cursor.emit(cursor.vocabulary().type("__try").orElseThrow());
    if (cursor.is("{")) {
      compound();
    }
    if (cursor.is("except") || cursor.is("__except") || cursor.is("_except")) {
      cursor.emit(cursor.vocabulary().type("__except").orElseThrow());
      condition();
    } else if (cursor.is("finally") || cursor.is("__finally") || cursor.is("_finally")) {
      cursor.emit(cursor.vocabulary().type("__finally").orElseThrow());
    }
    if (cursor.is("{")) {
      compound();
    }
  }

  private void label() {
    if (cursor.is(":")) {
      cursor.emit();
    }
    if (cursor.is("}")) {
      cursor.insert(";");
    } else if (!cursor.atEnd()) {
      statement();
    }
  }

  /** Inline assembly in any spelling becomes one token; a bare instruction ends with its line. */
  private void assembly() {
    int first = cursor.at();
    int next =
        cursor.skip(
            first + 1,
            i -> cursor.is(i, "volatile") || cursor.is(i, "__volatile__") || cursor.is(i, "goto"));
    cursor.emit(CParser.ASSEMBLY);
    if (cursor.is(next, "(") || cursor.is(next, "{")) {
      cursor.dropTo(cursor.partner(next) + 1);
      if (cursor.is(";")) {
        cursor.emit();
      }
      return;
    }
    int line = cursor.token(first).origin().site().line();
    cursor.dropTo(
        cursor.skip(
            first + 1, i -> cursor.token(i).origin().site().line() == line && !cursor.is(i, "}")));
  }

  private void expressionStatement() {
    int start = cursor.at();
    if (cursor.isPlain(start) && cursor.is(start + 1, "(")) {
      int after = cursor.partner(start + 1) + 1;
      boolean endsWithoutSemicolon =
          cursor.isWord(after) || cursor.is(after, "{") || cursor.is(after, "}");
      if (endsWithoutSemicolon) {
        cursor.doubt(start);
        cursor.emit(CParser.IDENTIFIER);
        walk.expressions().parenthesis(true);
        cursor.insert(";");
        return;
      }
    }
    walk.expressions().expression(false);
    endOfStatement();
  }

  void endOfStatement() {
    if (cursor.is(";")) {
      cursor.emit();
      return;
    }
    if (cursor.macroEndsHere() && (cursor.isWord(cursor.at()) || cursor.is("}"))) {
      // A macro that its real header ends with a semicolon, or that is empty there.
      cursor.insert(";");
      return;
    }
    // Not understood: pass the rest of the statement on, the parser names the place.
    while (!cursor.atEnd() && !cursor.is("}") && !cursor.is("{")) {
      boolean last = cursor.is(";");
      cursor.emit();
      if (last) {
        return;
      }
    }
  }
}
