package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.Names.Meaning;
import dev.irpscope.analysis.frontend.Names.Place;
import dev.irpscope.analysis.frontend.grammar.CParser;
import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Passes structures, unions, classes and enumerations on (C11 6.7.2). */
final class RecordWalk {
  private final TokenWalk walk;
  private final TokenCursor cursor;
  private final Names names;

  RecordWalk(TokenWalk walk) {
    this.walk = walk;
    this.cursor = walk.cursor();
    this.names = walk.names();
  }

  void record() {
    cursor.emit();
    while (walk.attributes().skip()
        || (cursor.isPlain(cursor.at()) && afterStrayTagWord() > cursor.at())) {
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
    List<Token> bases = new ArrayList<>();
    if (cursor.vocabulary().isCpp() && (cursor.is(":") || cursor.is("final"))) {
      int body = cursor.skip(cursor.at(), i -> !cursor.is(i, "{") && !cursor.is(i, ";"));
      if (cursor.is(body, "{")) {
        IntStream.range(cursor.at(), body)
            .filter(names::isTypeName)
            .mapToObj(cursor::token)
            .forEach(bases::add);
        cursor.dropTo(body);
      }
    }
    if (cursor.is("{")) {
      cursor.emit();
      bases.forEach(this::base);
      while (!cursor.atEnd() && !cursor.is("}")) {
        int before = cursor.at();
        member();
        if (cursor.at() == before) {
          if (cursor.is("{")) {
            cursor.doubt("The functions of a class inside a function are not read.");
            cursor.insert(";");
          }
          cursor.dropTo(cursor.is("{") ? cursor.partner(before) + 1 : before + 1);
        }
      }
      cursor.closing("}");
    }
  }

  /** A base class is passed on as a member without a name, as Microsoft's C has them. */
  private void base(Token name) {
    cursor.emit(CParser.TYPE_NAME, name);
    cursor.insert(";");
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
      boolean alias = cursor.is("using") && cursor.is(cursor.at() + 2, "=");
      if (cursor.is("friend") || (cursor.is("using") && !alias) || cursor.is("template")) {
        cursor.dropTo(cursor.skip(cursor.at(), i -> !cursor.is(i, ";")) + 1);
        return;
      }
    }
    if (cursor.is(";")) {
      cursor.emit();
      return;
    }
    walk.declarations().declaration(Place.RECORD);
  }

  void enumeration() {
    cursor.emit();
    if (cursor.is("class") || cursor.is("struct")) {
      cursor.drop();
    }
    while (walk.attributes().skip()) {}
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
        walk.expressions().expression(true);
      }
      if (cursor.is(",")) {
        cursor.emit();
      }
      if (cursor.at() == before) {
        cursor.emit();
      }
    }
    cursor.closing("}");
  }
}
