package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.Names.Meaning;
import dev.irpscope.analysis.frontend.Names.Place;
import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Prepares one external declaration for the grammar: tells type names from other identifiers with
 * C's scopes, leaves out calling conventions, annotations and stray macro names, and marks the
 * parentheses that open type names and parameter lists. Where it does not understand the text it
 * passes tokens on as they are; the parser then says what is wrong.
 */
final class TokenClassifier {
  /** An annotation that matters: its name and the tokens of its arguments. */
  record AttributeTokens(String name, List<GrammarToken> arguments) {}

  /** The result: tokens for the parser, the last one being the end mark. */
  record Classified(List<GrammarToken> tokens, List<AttributeTokens> attributes) {}

  /** What the built-in headers make of {@code _Dispatch_type_} and {@code _Function_class_}. */
  private static final Set<String> ATTRIBUTES =
      Set.of("__irpscope_dispatch_type", "__irpscope_function_class");

  private final TokenCursor cursor;
  private final Names names;
  private final Scope file;
  private final List<Token> tokens;
  private final List<AttributeTokens> attributes = new ArrayList<>();
  private int parameterDepth;

  private TokenClassifier(
      List<Token> tokens, int start, int end, Scope file, Vocabulary vocabulary) {
    this.tokens = tokens;
    this.file = file;
    this.cursor = new TokenCursor(tokens, start, end, vocabulary);
    this.names = new Names(cursor, file);
  }

  /** Classifies a declaration or function definition at file scope. */
  static Classified external(List<Token> tokens, Scope file, Vocabulary vocabulary) {
    TokenClassifier classifier = new TokenClassifier(tokens, 0, tokens.size(), file, vocabulary);
    classifier.declaration(Place.FILE);
    if (classifier.cursor.is("{")) {
      classifier.compound();
    }
    while (!classifier.cursor.atEnd()) {
      classifier.cursor.emit();
    }
    return new Classified(classifier.cursor.finish(), List.copyOf(classifier.attributes));
  }

  // ---- declarations

  private void declaration(Place place) {
    boolean type = false;
    boolean typedef = false;
    while (true) {
      if (skipAttribute()) {
        continue;
      }
      if (cursor.is("[") && !type && (place == Place.FILE || place == Place.PARAMETER)) {
        cursor.dropTo(cursor.partner(cursor.at()) + 1);
        continue;
      }
      if (!cursor.isWord(cursor.at())) {
        break;
      }
      String word = cursor.token().text();
      Vocabulary vocabulary = cursor.vocabulary();
      if (vocabulary.isStorage(word)) {
        typedef |= word.equals("typedef");
        cursor.emit();
        if (word.equals("extern") && cursor.token().kind() == Token.Kind.STRING) {
          cursor.drop();
        }
      } else if (vocabulary.isRecord(word)) {
        record();
        type = true;
      } else if (word.equals("enum")) {
        enumeration();
        type = true;
      } else if (Vocabulary.canonical(word).equals("typeof")) {
        cursor.emit();
        parenthesizedTypeOrExpression();
        type = true;
      } else if (vocabulary.isTypeWord(word)) {
        type |= vocabulary.isBasicType(word);
        cursor.emit();
      } else if (!vocabulary.isPlain(word)) {
        break;
      } else if (type) {
        int after = names.afterStrayWord(cursor.at(), declaresFunctions(place));
        if (after == cursor.at()) {
          break;
        }
        cursor.dropTo(after);
      } else if (names.isTypeName(cursor.at()) && !isConstructor(place)) {
        cursor.emit(CParser.TYPE_NAME);
        type = true;
      } else {
        switch (names.inTypePlace(cursor.at(), place)) {
          case TYPE -> {
            cursor.emit(CParser.TYPE_NAME);
            type = true;
            continue;
          }
          case STRAY -> {
            cursor.drop();
            continue;
          }
          case STRAY_CALL -> {
            cursor.dropTo(cursor.partner(cursor.at() + 1) + 1);
            continue;
          }
          case NAME -> {}
        }
        break;
      }
    }
    declarators(place, typedef ? Meaning.TYPE : Meaning.OBJECT);
  }

  private boolean declaresFunctions(Place place) {
    return place == Place.FILE || (place == Place.RECORD && cursor.vocabulary().isCpp());
  }

  private boolean isConstructor(Place place) {
    return cursor.vocabulary().isCpp()
        && (place == Place.RECORD || place == Place.FILE)
        && cursor.is(cursor.at() + 1, "(")
        && !cursor.is(cursor.at() + 2, "*");
  }

  private void declarators(Place place, Meaning meaning) {
    while (true) {
      declarator(place, meaning);
      if (cursor.is(":") && place == Place.RECORD) {
        cursor.emit();
        expression(true);
      }
      if (cursor.is("=")) {
        initializer();
      } else if (cursor.is("{") && place == Place.BLOCK) {
        braces();
      }
      boolean more =
          cursor.is(",") && (place == Place.FILE || place == Place.RECORD || place == Place.BLOCK);
      if (!more) {
        break;
      }
      cursor.emit();
    }
    switch (place) {
      case FILE -> {
        if (!cursor.is("{")) {
          endOfStatement();
        }
      }
      case RECORD, BLOCK -> endOfStatement();
      case PARAMETER, TYPE_NAME -> {}
    }
  }

  private void initializer() {
    cursor.emit();
    if (cursor.is("{")) {
      braces();
    } else if ((cursor.is("default") || cursor.is("delete")) && cursor.is(cursor.at() + 1, ";")) {
      cursor.drop();
      cursor.insert("nullptr");
    } else {
      expression(true);
    }
  }

  private void declarator(Place place, Meaning meaning) {
    pointers(place);
    boolean named = false;
    if (cursor.isPlain(cursor.at())) {
      named = true;
      if (place != Place.TYPE_NAME) {
        names.declare(cursor.token().text(), meaning);
      }
      cursor.emit(CParser.IDENTIFIER);
    } else if (cursor.is("(") && names.nestsDeclarator(cursor.at(), place)) {
      cursor.emit();
      dropWordBeforePointer();
      declarator(place, meaning);
      closeParenthesis();
      named = true;
    }
    suffixes(place, named);
  }

  private void dropWordBeforePointer() {
    while (skipAttribute()) {}
    while (cursor.isPlain(cursor.at())
        && (cursor.is(cursor.at() + 1, "*") || cursor.isPlain(cursor.at() + 1))) {
      cursor.drop();
    }
  }

  private void pointers(Place place) {
    while (true) {
      if (skipAttribute()) {
        continue;
      }
      boolean pointer = cursor.is("*") || cursor.is("^") || cursor.is("&") || cursor.is("&&");
      boolean qualifier =
          cursor.isWord(cursor.at()) && cursor.vocabulary().isQualifier(cursor.token().text());
      if (pointer || qualifier) {
        cursor.emit();
      } else if (cursor.isPlain(cursor.at())) {
        int after = names.afterStrayWord(cursor.at(), declaresFunctions(place));
        if (after == cursor.at() || (cursor.is(after, "(") && cursor.is(cursor.at() + 1, "("))) {
          return;
        }
        cursor.dropTo(after);
      } else {
        return;
      }
    }
  }

  private void suffixes(Place place, boolean named) {
    while (true) {
      if (skipAttribute()) {
        continue;
      }
      if (cursor.is("[")) {
        bracketed();
      } else if (cursor.is("(")) {
        if (named && !names.holdsParameters(cursor.at(), place)) {
          cursor.emit();
          arguments();
          closeParenthesis();
          return;
        }
        parameters();
      } else if (named && isTrailingWord(place)) {
        boolean call = cursor.is(cursor.at() + 1, "(");
        cursor.dropTo(call ? cursor.partner(cursor.at() + 1) + 1 : cursor.at() + 1);
      } else if (cursor.vocabulary().isCpp()
          && place == Place.FILE
          && cursor.is(":")
          && cursor.lastIs(")")) {
        dropConstructorInitializers();
      } else {
        return;
      }
    }
  }

  private boolean isTrailingWord(Place place) {
    if (!cursor.isWord(cursor.at())) {
      return false;
    }
    String word = cursor.token().text();
    if (cursor.vocabulary().isAssembly(word)) {
      return cursor.is(cursor.at() + 1, "(");
    }
    boolean qualifier = cursor.vocabulary().isCpp() && cursor.vocabulary().isQualifier(word);
    if (!qualifier && !cursor.isPlain(cursor.at())) {
      return false;
    }
    int next =
        cursor.is(cursor.at() + 1, "(") ? cursor.partner(cursor.at() + 1) + 1 : cursor.at() + 1;
    return switch (cursor.token(next).text()) {
      case ",", ")", ";", "=", "{", "[" -> true;
      case ":" -> place == Place.FILE;
      default -> cursor.isWord(next);
    };
  }

  private void dropConstructorInitializers() {
    int i = cursor.at() + 1;
    while (!cursor.token(i).kind().equals(Token.Kind.END)) {
      if (cursor.is(i, "(")) {
        i = cursor.partner(i);
      } else if (cursor.is(i, "{")) {
        if (!cursor.isWord(i - 1)) {
          break;
        }
        i = cursor.partner(i);
      }
      i++;
    }
    cursor.dropTo(i);
  }

  private void parameters() {
    cursor.emit(CParser.PARAMETERS_OPEN);
    parameterDepth++;
    while (!cursor.atEnd() && !cursor.is(")")) {
      int before = cursor.at();
      if (cursor.is("...") || cursor.is(",")) {
        cursor.emit();
      } else {
        declaration(Place.PARAMETER);
        if (cursor.is("=")) {
          initializer();
        }
      }
      if (cursor.at() == before || cursor.is(";") || cursor.is("{")) {
        break;
      }
    }
    parameterDepth--;
    closeParenthesis();
  }

  private void record() {
    cursor.emit();
    while (skipAttribute() || (cursor.isPlain(cursor.at()) && afterStrayTagWord() > cursor.at())) {
      if (cursor.isPlain(cursor.at()) && afterStrayTagWord() > cursor.at()) {
        cursor.dropTo(afterStrayTagWord());
      }
    }
    if (cursor.isWord(cursor.at()) && cursor.isPlain(cursor.at())) {
      if (cursor.vocabulary().isCpp()) {
        names.declare(cursor.token().text(), Meaning.TYPE);
      }
      cursor.emit(CParser.IDENTIFIER);
    }
    if (cursor.vocabulary().isCpp() && (cursor.is(":") || cursor.is("final"))) {
      int body = cursor.skip(cursor.at(), i -> !cursor.is(i, "{") && !cursor.is(i, ";"));
      if (cursor.is(body, "{")) {
        cursor.dropTo(body);
      }
    }
    if (cursor.is("{")) {
      cursor.emit();
      while (!cursor.atEnd() && !cursor.is("}")) {
        int before = cursor.at();
        member();
        if (cursor.at() == before) {
          cursor.dropTo(cursor.is("{") ? cursor.partner(before) + 1 : before + 1);
        }
      }
      closing("}");
    }
  }

  /** Where a record goes on with its tag after a stray word, with or without arguments. */
  private int afterStrayTagWord() {
    int next = cursor.at() + 1;
    if (cursor.is(next, "(")) {
      next = cursor.partner(next) + 1;
    }
    boolean tag = cursor.isPlain(next) && (cursor.is(next + 1, "{") || cursor.is(next + 1, ":"));
    boolean body = cursor.is(cursor.at() + 1, "(") && cursor.is(next, "{");
    return tag || body ? next : cursor.at();
  }

  private void member() {
    if (cursor.vocabulary().isCpp()) {
      boolean access =
          (cursor.is("public") || cursor.is("private") || cursor.is("protected"))
              && cursor.is(cursor.at() + 1, ":");
      if (access) {
        cursor.dropTo(cursor.at() + 2);
        return;
      }
      if (cursor.is("friend") || cursor.is("using") || cursor.is("template")) {
        cursor.dropTo(cursor.skip(cursor.at(), i -> !cursor.is(i, ";")) + 1);
        return;
      }
    }
    if (cursor.is(";")) {
      cursor.emit();
      return;
    }
    declaration(Place.RECORD);
  }

  private void enumeration() {
    cursor.emit();
    if (cursor.is("class") || cursor.is("struct")) {
      cursor.drop();
    }
    while (skipAttribute()) {}
    if (cursor.isPlain(cursor.at())) {
      if (cursor.vocabulary().isCpp()) {
        names.declare(cursor.token().text(), Meaning.TYPE);
      }
      cursor.emit(CParser.IDENTIFIER);
    }
    if (cursor.is(":")) {
      int body = cursor.skip(cursor.at(), i -> !cursor.is(i, "{") && !cursor.is(i, ";"));
      if (cursor.is(body, "{")) {
        cursor.dropTo(body);
      }
    }
    if (!cursor.is("{")) {
      return;
    }
    cursor.emit();
    while (!cursor.atEnd() && !cursor.is("}")) {
      int before = cursor.at();
      if (cursor.isPlain(cursor.at())) {
        names.declare(cursor.token().text(), Meaning.OBJECT);
        cursor.emit(CParser.IDENTIFIER);
      }
      if (cursor.is("=")) {
        cursor.emit();
        expression(true);
      }
      if (cursor.is(",")) {
        cursor.emit();
      }
      if (cursor.at() == before) {
        cursor.emit();
      }
    }
    closing("}");
  }

  /** Leaves an attribute, convention or annotation out, keeping those that matter. */
  private boolean skipAttribute() {
    if (!cursor.isWord(cursor.at())) {
      return false;
    }
    String word = cursor.token().text();
    if (cursor.vocabulary().isDropped(word)) {
      cursor.drop();
      return true;
    }
    boolean arguments = cursor.is(cursor.at() + 1, "(");
    if (cursor.vocabulary().isDroppedWithArguments(word)) {
      cursor.dropTo(arguments ? cursor.partner(cursor.at() + 1) + 1 : cursor.at() + 1);
      return true;
    }
    if (arguments && ATTRIBUTES.contains(word)) {
      int close = cursor.partner(cursor.at() + 1);
      if (parameterDepth == 0) {
        attributes.add(new AttributeTokens(word, expressionTokens(cursor.at() + 2, close)));
      }
      cursor.dropTo(close + 1);
      return true;
    }
    return false;
  }

  private List<GrammarToken> expressionTokens(int start, int end) {
    TokenClassifier inner = new TokenClassifier(tokens, start, end, file, cursor.vocabulary());
    while (!inner.cursor.atEnd()) {
      int before = inner.cursor.at();
      inner.expression(false);
      if (inner.cursor.at() == before) {
        inner.cursor.emit();
      }
    }
    return inner.cursor.finish();
  }

  // ---- statements

  private void compound() {
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
    closing("}");
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
        expression(false);
        if (cursor.is("...")) {
          cursor.emit();
          expression(false);
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
          braces();
        } else {
          expression(false);
        }
        endOfStatement();
      }
      case "break", "continue", "__leave" -> {
        cursor.emit();
        endOfStatement();
      }
      case "__try" -> tryStatement();
      default -> {
        boolean plainTry = word.equals("try") && block && !cursor.vocabulary().isCpp();
        if (plainTry) {
          tryStatement();
        } else if (word.equals("leave") && cursor.is(cursor.at() + 1, ";")) {
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
        declaration(Place.BLOCK);
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
      case DECLARATION -> declaration(Place.BLOCK);
      case STRAY -> {
        cursor.drop();
        if (!cursor.is("}")) {
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
    expression(false);
    closeParenthesis();
  }

  private void forStatement() {
    cursor.emit();
    if (!cursor.is("(")) {
      return;
    }
    cursor.emit();
    names.enterBlock();
    if (cursor.is(";")) {
      cursor.emit();
    } else if (names.startsType(cursor.at())
        || (cursor.isPlain(cursor.at())
            && names.statementStart(cursor.at()) == Names.StatementStart.DECLARATION)) {
      declaration(Place.BLOCK);
    } else {
      expression(false);
      if (cursor.is(";")) {
        cursor.emit();
      }
    }
    expression(false);
    if (cursor.is(";")) {
      cursor.emit();
    }
    expression(false);
    closeParenthesis();
    statement();
    names.leaveBlock();
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
        cursor.emit(CParser.IDENTIFIER);
        parenthesis(true);
        cursor.insert(";");
        return;
      }
    }
    expression(false);
    endOfStatement();
  }

  private void endOfStatement() {
    if (cursor.is(";")) {
      cursor.emit();
      return;
    }
    if (macroEndsHere() && (cursor.isWord(cursor.at()) || cursor.is("}"))) {
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

  /** Whether a macro's expansion ended just before the current token. */
  private boolean macroEndsHere() {
    return cursor.lastIsExpanded() && cursor.token().origin().expansion().isEmpty();
  }

  private void closing(String bracket) {
    if (cursor.is(bracket)) {
      cursor.emit();
    }
  }

  private void closeParenthesis() {
    while (!cursor.atEnd() && !cursor.is(")") && !cursor.is(";") && !cursor.is("}")) {
      if (cursor.is("{")) {
        compound();
      } else if (cursor.is("(")) {
        parenthesis(true);
      } else {
        cursor.emit();
      }
    }
    closing(")");
  }

  // ---- expressions

  /** Passes an expression on up to a token that cannot belong to it. */
  private void expression(boolean commaEnds) {
    boolean operand = false;
    int questions = 0;
    while (!cursor.atEnd()) {
      if (cursor.isWord(cursor.at())) {
        if (operand && macroEndsHere()) {
          return;
        }
        if (!wordInExpression(operand)) {
          return;
        }
        operand = !cursor.lastIs("sizeof") && !cursor.lastIs("new") && !cursor.lastIs("delete");
        continue;
      }
      if (cursor.isLiteral(cursor.at())) {
        cursor.emit();
        operand = true;
        continue;
      }
      switch (cursor.token().text()) {
        case ";", ")", "]", "}", "{", "..." -> {
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
          bracketed();
          operand = true;
        }
        case ".", "->" -> {
          cursor.emit();
          if (cursor.isWord(cursor.at())) {
            cursor.emit(CParser.IDENTIFIER);
          }
          operand = true;
        }
        case "++", "--" -> cursor.emit();
        default -> {
          cursor.emit();
          operand = false;
        }
      }
    }
  }

  /**
   * Passes on what starts with a word in an expression.
   *
   * @return false if the word cannot stand in an expression
   */
  private boolean wordInExpression(boolean operand) {
    String word = Vocabulary.canonical(cursor.token().text());
    if (skipAttribute()) {
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
        } else if (cursor.vocabulary().isTypeWord(word)) {
          declaration(Place.TYPE_NAME);
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
    if (!names.isTypeName(at)) {
      cursor.emit(CParser.IDENTIFIER);
      return;
    }
    if (cursor.is(at + 1, "(") && cursor.vocabulary().isCpp()) {
      cursor.emit(CParser.TYPE_NAME);
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
      declaration(Place.TYPE_NAME);
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
  private boolean parenthesis(boolean operand) {
    if (operand) {
      cursor.emit();
      arguments();
      closeParenthesis();
    } else if (cursor.is(cursor.at() + 1, "{")) {
      cursor.emit();
      compound();
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

  private void arguments() {
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
    declaration(Place.TYPE_NAME);
    closeParenthesis();
  }

  private void parenthesizedTypeOrExpression() {
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
      declaration(Place.TYPE_NAME);
      if (cursor.is(",")) {
        cursor.emit();
        expression(false);
      }
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
        declaration(Place.TYPE_NAME);
      }
      if (cursor.is(",")) {
        cursor.emit();
        expression(false);
      }
      closeParenthesis();
    }
  }

  private void namedCast() {
    cursor.emit();
    if (cursor.is("<")) {
      cursor.emit();
      declaration(Place.TYPE_NAME);
      closing(">");
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
      if (skipAttribute()) {
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

  private void bracketed() {
    cursor.emit();
    while (cursor.isWord(cursor.at())
        && (cursor.vocabulary().isQualifier(cursor.token().text()) || cursor.is("static"))) {
      cursor.emit();
    }
    expression(false);
    closing("]");
  }

  private void braces() {
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
    closing("}");
  }
}
