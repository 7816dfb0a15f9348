package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.Names.Place;
import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.Token;

/** Passes expressions on (C11 6.5): tells casts, operands of {@code sizeof} and calls apart. */
final class ExpressionWalk {
  private final TokenWalk walk;
  private final TokenCursor cursor;
  private final Names names;

  ExpressionWalk(TokenWalk walk) {
    this.walk = walk;
    this.cursor = walk.cursor();
    this.names = walk.names();
  }

  void closeParenthesis() {
    while (!cursor.atEnd() && !cursor.is(")") && !cursor.is(";") && !cursor.is("}")) {
      if (cursor.is("{")) {
        walk.statements().compound();
      } else if (cursor.is("(")) {
        parenthesis(true);
      } else {
        cursor.emit();
      }
    }
    cursor.closing(")");
  }

  /** Passes an expression on up to a token that cannot belong to it. */
  void expression(boolean commaEnds) {
    boolean operand = false;
    int questions = 0;
    while (!cursor.atEnd()) {
      if (cursor.isWord(cursor.at())) {
        if (operand && cursor.macroEndsHere()) {
          return;
        }
        if (!wordInExpression(operand)) {
          return;
        }
        operand = !cursor.lastIs("sizeof") && !cursor.lastIs("new") && !endsDelete();
        continue;
      }
      if (cursor.isLiteral(cursor.at())) {
        cursor.emit();
        operand = true;
        continue;
      }
      switch (cursor.token().text()) {
        case "{" -> {
          if (operand || !holdsValues()) {
            return;
          }
          braces();
          operand = true;
        }
        case ";", ")", "]", "}", "..." -> {
          return;
        }
        case "," -> {
          if (commaEnds) {
            return;
          }
          cursor.emit();
          operand = false;
        }
        case "?" -> {
          questions++;
          cursor.emit();
          operand = false;
        }
        case ":" -> {
          if (questions == 0) {
            return;
          }
          questions--;
          cursor.emit();
          operand = false;
        }
        case "(" -> {
          operand = parenthesis(operand);
        }
        case "[" -> {
          if (operand || !lambda()) {
            bracketed();
          }
          operand = true;
        }
        case ".", "->" -> {
          cursor.emit();
          if (cursor.is("*")) {
            cursor.emit();
            operand = false;
            continue;
          }
          if (cursor.isWord(cursor.at())) {
            cursor.emit(CParser.IDENTIFIER);
          }
          operand = true;
        }
        case "++", "--" -> cursor.emit();
        default -> {
          if (isOperatorArgument()) {
            cursor.dropTo(cursor.at() + 2);
          } else {
            cursor.emit();
          }
          operand = false;
        }
      }
    }
  }

  /** Whether an operator stands alone between two arguments, as some assertions have it. */
  private boolean isOperatorArgument() {
    return cursor.lastIs(",") && cursor.is(cursor.at() + 1, ",");
  }

  /**
   * Passes on what starts with a word in an expression.
   *
   * @return false if the word cannot stand in an expression
   */
  private boolean wordInExpression(boolean operand) {
    String word = Vocabulary.canonical(cursor.token().text());
    if (walk.attributes().skip()) {
      return true;
    }
    switch (word) {
      case "sizeof", "_Alignof" -> sizeof();
      case "__builtin_offsetof" -> typeFirstCall();
      case "__irpscope_container", "__builtin_va_arg" -> typeSecondCall();
      case "static_cast", "reinterpret_cast", "const_cast", "dynamic_cast" -> namedCast();
      case "new", "delete" -> {
        if (!cursor.vocabulary().isCpp()) {
          cursor.emit(CParser.IDENTIFIER);
        } else {
          newOrDelete();
        }
      }
      case "nullptr", "true", "false" -> cursor.emit();
      default -> {
        if (cursor.isPlain(cursor.at())) {
          plainInExpression(operand);
        } else if (cursor.vocabulary().isCpp()
            && !operand
            && cursor.vocabulary().isBasicType(word)
            && (cursor.is(cursor.at() + 1, "(") || cursor.is(cursor.at() + 1, "{"))
            && !cursor.is(cursor.at() + 2, "*")) {
          cursor.emit(CParser.TYPE_NAME);
          if (cursor.is("{")) {
            braces();
          }
        } else if (cursor.vocabulary().isTypeWord(word)) {
          walk.declarations().declaration(Place.TYPE_NAME);
        } else {
          return false;
        }
      }
    }
    return true;
  }

  private void plainInExpression(boolean operand) {
    int at = cursor.at();
    boolean besideString =
        names.isUnknown(at)
            && (cursor.lastIsString() || cursor.token(at + 1).kind() == Token.Kind.STRING)
            && !operandBefore(operand);
    if (besideString) {
      cursor.drop();
      return;
    }
    if (names.isUnknown(at)
        && cursor.vocabulary().isCpp()
        && !operand
        && cursor.is(at + 1, "{")
        && !cursor.lastIs(")")) {
      cursor.emit(CParser.TYPE_NAME);
      braces();
      return;
    }
    if (!names.isTypeName(at)) {
      cursor.emit(CParser.IDENTIFIER);
      return;
    }
    if (cursor.is(at + 1, "(") && cursor.vocabulary().isCpp()) {
      cursor.emit(CParser.TYPE_NAME);
      return;
    }
    if (cursor.is(at + 1, "{") && cursor.vocabulary().isCpp() && !operand) {
      cursor.emit(CParser.TYPE_NAME);
      braces();
      return;
    }
    boolean typeArgument =
        !operand
            && (cursor.is(at + 1, ",")
                || cursor.is(at + 1, ")")
                || (cursor.is(at + 1, "*")
                    && (cursor.is(at + 2, ")")
                        || cursor.is(at + 2, ",")
                        || cursor.is(at + 2, "*"))));
    if (typeArgument) {
      walk.declarations().declaration(Place.TYPE_NAME);
    } else {
      cursor.emit(CParser.IDENTIFIER);
    }
  }

  /** A word after an operand is beside a string only if that operand is the string. */
  private boolean operandBefore(boolean operand) {
    return operand && !cursor.lastIsString();
  }

  /**
   * Passes on what stands in parentheses.
   *
   * @return whether an operand ends there; false after a cast
   */
  boolean parenthesis(boolean operand) {
    if (operand) {
      cursor.emit();
      arguments();
      closeParenthesis();
    } else if (cursor.is(cursor.at() + 1, "{")) {
      cursor.emit();
      walk.statements().compound();
      closeParenthesis();
    } else if (names.holdsType(cursor.at(), false)) {
      typeInParentheses();
      if (!cursor.is("{")) {
        return false;
      }
      braces();
    } else {
      cursor.emit();
      expression(false);
      closeParenthesis();
    }
    return true;
  }

  /** Whether C++ braces stand where a value is due: an argument, or the value of an assignment. */
  private boolean holdsValues() {
    return cursor.vocabulary().isCpp()
        && (cursor.lastIs("=") || cursor.lastIs("(") || cursor.lastIs(","));
  }

  private boolean endsDelete() {
    return cursor.lastIs("delete") || (cursor.lastIs("]") && cursor.is(cursor.at() - 3, "delete"));
  }

  /** Whether a C++ lambda stands here; it is passed on then. */
  private boolean lambda() {
    int after = cursor.partner(cursor.at()) + 1;
    boolean introducer =
        cursor.vocabulary().isCpp() && (cursor.is(after, "(") || cursor.is(after, "{"));
    if (!introducer) {
      return false;
    }
    cursor.emit(CParser.LAMBDA);
    cursor.dropTo(after);
    names.enterBlock();
    if (cursor.is("(")) {
      walk.declarations().parameters();
    }
    // mutable, noexcept, -> type
    cursor.dropTo(cursor.skip(cursor.at(), i -> !cursor.is(i, "{") && !cursor.is(i, ";")));
    if (cursor.is("{")) {
      walk.statements().compound();
    }
    names.leaveBlock();
    return true;
  }

  void arguments() {
    while (!cursor.atEnd() && !cursor.is(")")) {
      int before = cursor.at();
      expression(false);
      if (cursor.at() == before) {
        return;
      }
    }
  }

  private void typeInParentheses() {
    cursor.emit(CParser.TYPE_OPEN);
    walk.declarations().declaration(Place.TYPE_NAME);
    closeParenthesis();
  }

  void parenthesizedTypeOrExpression() {
    if (!cursor.is("(")) {
      return;
    }
    if (names.holdsType(cursor.at(), true)) {
      typeInParentheses();
    } else {
      cursor.emit();
      expression(false);
      closeParenthesis();
    }
  }

  private void sizeof() {
    boolean type = cursor.is(cursor.at() + 1, "(") && names.holdsType(cursor.at() + 1, true);
    if (type) {
      boolean size = cursor.is("sizeof");
      if (size) {
        cursor.emit(CParser.SIZEOF_TYPE);
      } else {
        cursor.emit();
      }
      typeInParentheses();
    } else {
      cursor.emit();
    }
  }

  private void typeFirstCall() {
    cursor.emit();
    if (cursor.is("(")) {
      cursor.emit();
      walk.declarations().declaration(Place.TYPE_NAME);
      memberPath();
      closeParenthesis();
    }
  }

  private void typeSecondCall() {
    cursor.emit();
    if (cursor.is("(")) {
      cursor.emit();
      expression(true);
      if (cursor.is(",")) {
        cursor.emit();
        walk.declarations().declaration(Place.TYPE_NAME);
      }
      memberPath();
      closeParenthesis();
    }
  }

  /** A member's name may be that of a type, too. */
  private void memberPath() {
    if (!cursor.is(",")) {
      return;
    }
    cursor.emit();
    if (cursor.isPlain(cursor.at())) {
      cursor.emit(CParser.IDENTIFIER);
    }
    expression(false);
  }

  private void namedCast() {
    cursor.emit();
    if (cursor.is("<")) {
      cursor.emit();
      walk.declarations().declaration(Place.TYPE_NAME);
      cursor.closing(">");
    }
    if (cursor.is("(")) {
      cursor.emit();
      expression(false);
      closeParenthesis();
    }
  }

  private void newOrDelete() {
    boolean creates = cursor.is("new");
    cursor.emit();
    if (!creates) {
      if (cursor.is("[") && cursor.is(cursor.at() + 1, "]")) {
        cursor.emit();
        cursor.emit();
        // the operand is passed on by the caller
      }
      return;
    }
    if (cursor.is("(")) {
      cursor.emit();
      arguments();
      closeParenthesis();
    }
    while (cursor.isWord(cursor.at())) {
      if (walk.attributes().skip()) {
        continue;
      }
      if (cursor.isPlain(cursor.at())) {
        cursor.emit(CParser.TYPE_NAME);
        break;
      }
      if (!cursor.vocabulary().isTypeWord(cursor.token().text())) {
        break;
      }
      cursor.emit();
    }
    while (cursor.is("*")) {
      cursor.emit();
    }
    if (cursor.is("{")) {
      braces();
    }
  }

  void bracketed() {
    cursor.emit();
    while (cursor.isWord(cursor.at())
        && (cursor.vocabulary().isQualifier(cursor.token().text()) || cursor.is("static"))) {
      cursor.emit();
    }
    expression(false);
    cursor.closing("]");
  }

  void braces() {
    cursor.emit();
    while (!cursor.atEnd() && !cursor.is("}")) {
      int before = cursor.at();
      if (cursor.is("{")) {
        braces();
      } else if (cursor.is(",") || cursor.is("=")) {
        cursor.emit();
      } else {
        expression(true);
      }
      if (cursor.at() == before) {
        if (cursor.is(";")) {
          return;
        }
        cursor.emit();
      }
    }
    cursor.closing("}");
  }
}
