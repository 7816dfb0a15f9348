package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.Names.Meaning;
import dev.irpscope.analysis.frontend.Names.Place;
import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.Token;

/** Passes declarations on (C11 6.7): specifiers, declarators, initialisers. */
final class DeclarationWalk {
  private final TokenWalk walk;
  private final TokenCursor cursor;
  private final Names names;

  DeclarationWalk(TokenWalk walk) {
    this.walk = walk;
    this.cursor = walk.cursor();
    this.names = walk.names();
  }

  void declaration(Place place) {
    if (cursor.vocabulary().isCpp() && cursor.is("using")) {
      using();
      walk.statements().endOfStatement();
      return;
    }
    boolean type = false;
    boolean typedef = false;
    while (true) {
      if (walk.attributes().skip()) {
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
        type |= word.equals("auto") && vocabulary.isCpp();
        cursor.emit();
        if (word.equals("extern") && cursor.token().kind() == Token.Kind.STRING) {
          cursor.drop();
        }
      } else if (vocabulary.isRecord(word)) {
        walk.records().record();
        type = true;
      } else if (word.equals("enum")) {
        walk.records().enumeration();
        type = true;
      } else if (Vocabulary.canonical(word).equals("typeof")) {
        cursor.emit();
        walk.expressions().parenthesizedTypeOrExpression();
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
      } else if (vocabulary.isCpp() && namesItself(word)) {
        break;
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

  /** Whether a function of this name has no type before it: conversions and constructors. */
  private boolean namesItself(String word) {
    if (!cursor.is(cursor.at() + 1, "(")) {
      return false;
    }
    int qualifier = word.lastIndexOf("::");
    String last = word.substring(Math.max(0, qualifier < 0 ? 0 : qualifier + 2));
    return last.startsWith("operator ")
        || last.startsWith("~")
        || (qualifier > 0
            && (word.substring(0, qualifier).equals(last)
                || word.substring(0, qualifier).endsWith("::" + last)
                || word.substring(0, qualifier).startsWith(last + "<")));
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
        walk.expressions().expression(true);
      }
      if (cursor.is("=")) {
        initializer();
      } else if (cursor.is("{") && (place == Place.BLOCK || isBracedInitializer(place))) {
        walk.expressions().braces();
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
        boolean initializers = cursor.vocabulary().isCpp() && cursor.is(":");
        if (!cursor.is("{") && !initializers) {
          walk.statements().endOfStatement();
        }
      }
      case RECORD, BLOCK -> walk.statements().endOfStatement();
      case PARAMETER, TYPE_NAME -> {}
    }
  }

  /** {@code int x{1};} outside of functions. */
  private boolean isBracedInitializer(Place place) {
    return cursor.vocabulary().isCpp()
        && (place == Place.FILE || place == Place.RECORD)
        && !cursor.lastIs(")")
        && cursor.is(cursor.partner(cursor.at()) + 1, ";");
  }

  /** {@code using name = type;} becomes a declaration, any other {@code using} is left out. */
  void using() {
    int name = cursor.at() + 1;
    if (!cursor.isPlain(name) || !cursor.is(name + 1, "=")) {
      cursor.dropTo(cursor.skip(name, i -> !cursor.is(i, ";")));
      return;
    }
    cursor.emit();
    names.declare(cursor.token().text(), Meaning.TYPE);
    cursor.emit(CParser.IDENTIFIER);
    cursor.emit();
    declaration(Place.TYPE_NAME);
  }

  void initializer() {
    cursor.emit();
    if (cursor.is("{")) {
      walk.expressions().braces();
    } else if ((cursor.is("default") || cursor.is("delete")) && cursor.is(cursor.at() + 1, ";")) {
      cursor.drop();
      cursor.insert("nullptr");
    } else {
      walk.expressions().expression(true);
    }
  }

  private void declarator(Place place, Meaning meaning) {
    pointers(place);
    boolean named = false;
    if (cursor.isPlain(cursor.at())) {
      named = true;
      if (place != Place.TYPE_NAME && place != Place.FILE) {
        names.declare(cursor.token().text(), meaning);
      }
      cursor.emit(CParser.IDENTIFIER);
    } else if (cursor.is("(") && names.nestsDeclarator(cursor.at(), place)) {
      cursor.emit();
      dropWordBeforePointer();
      declarator(place, meaning);
      walk.expressions().closeParenthesis();
      named = true;
    }
    suffixes(place, named);
  }

  private void dropWordBeforePointer() {
    while (walk.attributes().skip()) {}
    while (cursor.isPlain(cursor.at())
        && (cursor.is(cursor.at() + 1, "*") || cursor.isPlain(cursor.at() + 1))) {
      cursor.drop();
    }
  }

  private void pointers(Place place) {
    while (true) {
      if (walk.attributes().skip()) {
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
      if (walk.attributes().skip()) {
        continue;
      }
      if (cursor.is("[")) {
        walk.expressions().bracketed();
      } else if (cursor.is("(")) {
        if (named && !names.holdsParameters(cursor.at(), place)) {
          cursor.emit();
          walk.expressions().arguments();
          walk.expressions().closeParenthesis();
          return;
        }
        parameters();
      } else if (named && isTrailingWord(place)) {
        boolean call = cursor.is(cursor.at() + 1, "(");
        cursor.dropTo(call ? cursor.partner(cursor.at() + 1) + 1 : cursor.at() + 1);
      } else if (place == Place.FILE && isTrailingReturn()) {
        cursor.drop();
        trailingReturn();
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

  private boolean isTrailingReturn() {
    return cursor.vocabulary().isCpp() && cursor.is("->") && cursor.lastIs(")");
  }

  /** The type behind an arrow; it is left out: what {@code auto} stands for is opaque. */
  private void trailingReturn() {
    cursor.dropTo(
        cursor.skip(
            cursor.at(), i -> !cursor.is(i, "{") && !cursor.is(i, ";") && !cursor.is(i, ",")));
  }

  /** {@code T x = value} in the parentheses of a condition. */
  void conditionDeclaration() {
    declaration(Place.PARAMETER);
    if (cursor.is("=")) {
      initializer();
    } else if (cursor.is("{")) {
      walk.expressions().braces();
    }
  }

  /** What a constructor initialises before its body. */
  void memberInitializers() {
    while (cursor.is(":") || cursor.is(",")) {
      cursor.emit();
      if (!cursor.isPlain(cursor.at())) {
        return;
      }
      cursor.emit(names.isTypeName(cursor.at()) ? CParser.TYPE_NAME : CParser.IDENTIFIER);
      if (cursor.is("(")) {
        cursor.emit();
        walk.expressions().arguments();
        walk.expressions().closeParenthesis();
      } else if (cursor.is("{")) {
        walk.expressions().braces();
      }
      if (cursor.is("...")) {
        cursor.drop();
      }
    }
  }

  void parameters() {
    cursor.emit(CParser.PARAMETERS_OPEN);
    walk.attributes().enterParameters();
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
    walk.attributes().leaveParameters();
    walk.expressions().closeParenthesis();
  }
}
