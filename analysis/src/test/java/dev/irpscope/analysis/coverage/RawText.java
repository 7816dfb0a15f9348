package dev.irpscope.analysis.coverage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts C and C++ text into tokens: comments left out, lines joined at backslashes, directives as
 * one token each. A quote that its line does not close ends with the line.
 */
final class RawText {
  private final String text;
  private final List<RawToken> tokens = new ArrayList<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private boolean lineIsEmpty = true;

  private RawText(String text) {
    this.text = text;
  }

  static List<RawToken> tokens(String text) {
    RawText raw = new RawText(text);
    while (raw.at < text.length()) {
      raw.step();
    }
    return raw.tokens;
  }

  /** Bytes as text: UTF-16 and UTF-8 by their marks, anything else byte by byte. */
  static String decode(byte[] bytes) {
    if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
    }
    if (bytes.length > 1 && (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF) {
      return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
    }
    boolean marked = bytes.length > 2 && (bytes[0] & 0xFF) == 0xEF && (bytes[1] & 0xFF) == 0xBB;
    int skipped = marked ? 3 : 0;
    return new String(bytes, skipped, bytes.length - skipped, StandardCharsets.ISO_8859_1);
  }

  private char peek(int distance) {
    return at + distance < text.length() ? text.charAt(at + distance) : '\0';
  }

  private void advance() {
    if (text.charAt(at) == '\n') {
      line++;
      lineStart = at + 1;
    }
    at++;
  }

  /** The length of a joined line end at {@code at + distance}, or 0. */
  private int splice(int distance) {
    if (peek(distance) != '\\') {
      return 0;
    }
    if (peek(distance + 1) == '\n') {
      return 2;
    }
    return peek(distance + 1) == '\r' && peek(distance + 2) == '\n' ? 3 : 0;
  }

  private void advance(int count) {
    for (int i = 0; i < count; i++) {
      advance();
    }
  }

  private void step() {
    char c = peek(0);
    if (splice(0) > 0) {
      advance(splice(0));
    } else if (c == '\n') {
      advance();
      lineIsEmpty = true;
    } else if (c <= ' ') {
      advance();
    } else if (c == '/' && (peek(1) == '/' || peek(1) == '*')) {
      comment();
    } else if (c == '#' && lineIsEmpty) {
      directive();
    } else {
      lineIsEmpty = false;
      token(c);
    }
  }

  private void comment() {
    if (peek(1) == '/') {
      while (at < text.length() && peek(0) != '\n') {
        advance(Math.max(1, splice(0)));
      }
      return;
    }
    advance(2);
    while (at < text.length() && !(peek(0) == '*' && peek(1) == '/')) {
      advance();
    }
    advance(Math.min(2, text.length() - at));
  }

  private void directive() {
    int startLine = line;
    int column = at - lineStart + 1;
    StringBuilder content = new StringBuilder();
    advance();
    while (at < text.length() && peek(0) != '\n') {
      if (splice(0) > 0) {
        advance(splice(0));
        content.append(' ');
      } else if (peek(0) == '/' && (peek(1) == '/' || peek(1) == '*')) {
        comment();
        content.append(' ');
      } else if (peek(0) == '"') {
        int from = at;
        quoted('"');
        content.append(text, from, at);
      } else {
        content.append(peek(0));
        advance();
      }
    }
    tokens.add(
        new RawToken(
            RawToken.Kind.DIRECTIVE,
            content.toString().strip().replaceAll("\\s+", " "),
            startLine,
            column));
  }

  private void quoted(char quote) {
    advance();
    while (at < text.length() && peek(0) != quote && peek(0) != '\n') {
      if (peek(0) == '\\' && at + 1 < text.length()) {
        advance(Math.max(splice(0), peek(1) == '\n' ? 1 : 2));
      } else {
        advance();
      }
    }
    if (at < text.length() && peek(0) == quote) {
      advance();
    }
  }

  /** A C++ raw string: {@code R"mark(...)mark"}. */
  private boolean rawString() {
    int quote = text.indexOf('"', at);
    int open = text.indexOf('(', at);
    if (open < 0 || open - quote > 17) {
      return false;
    }
    String close = ")" + text.substring(quote + 1, open) + "\"";
    int end = text.indexOf(close, open);
    if (end < 0) {
      return false;
    }
    advance(end + close.length() - at);
    return true;
  }

  private void token(char c) {
    int startLine = line;
    int column = at - lineStart + 1;
    int from = at;
    RawToken.Kind kind;
    if (c == '"' || c == '\'') {
      quoted(c);
      kind = RawToken.Kind.LITERAL;
    } else if (Character.isDigit(c) || (c == '.' && Character.isDigit(peek(1)))) {
      while (Character.isLetterOrDigit(peek(0))
          || peek(0) == '.'
          || peek(0) == '_'
          || (peek(0) == '\'' && Character.isLetterOrDigit(peek(1)))) {
        advance();
      }
      kind = RawToken.Kind.NUMBER;
    } else if (isWordPart(c)) {
      while (isWordPart(peek(0))) {
        advance();
      }
      kind = RawToken.Kind.WORD;
      String word = text.substring(from, at);
      boolean prefix =
          word.equals("L") || word.equals("u") || word.equals("U") || word.equals("u8");
      if (word.equals("R") && peek(0) == '"' && rawString()) {
        kind = RawToken.Kind.LITERAL;
      } else if (prefix && (peek(0) == '"' || peek(0) == '\'')) {
        quoted(peek(0));
        kind = RawToken.Kind.LITERAL;
      }
    } else {
      advance();
      kind = RawToken.Kind.MARK;
    }
    tokens.add(new RawToken(kind, text.substring(from, at), startLine, column));
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c > 0xBF;
  }
}
