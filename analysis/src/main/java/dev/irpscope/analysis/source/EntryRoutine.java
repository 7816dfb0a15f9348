package dev.irpscope.analysis.source;

import java.util.HashSet;
import java.util.Set;

/**
 * A cheap look for the definition of the routine that a driver starts with: a name, parentheses, a
 * brace. The name is {@code DriverEntry}, one that a macro puts in its place, or one that is
 * declared as a {@code DRIVER_INITIALIZE}. Comments and literals are passed over; conditionals are
 * not read.
 */
final class EntryRoutine {
  private static final String USUAL = "DriverEntry";
  private static final String ROLE = "DRIVER_INITIALIZE";

  private final String text;
  private final Set<String> names = new HashSet<>(Set.of(USUAL));
  private int at;

  private EntryRoutine(String text) {
    this.text = text;
  }

  static boolean isDefinedIn(String text) {
    return (text.contains(USUAL) || text.contains(ROLE)) && new EntryRoutine(text).search();
  }

  private boolean search() {
    String before = "";
    String beforeThat = "";
    while (at < text.length()) {
      skipUnread();
      if (at >= text.length()) {
        return false;
      }
      char c = text.charAt(at);
      if (!Character.isJavaIdentifierStart(c)) {
        if (c == '#') {
          before = "#";
        } else if (!Character.isWhitespace(c)) {
          before = "";
        }
        at++;
        continue;
      }
      String word = word();
      boolean macro = beforeThat.equals("#") && before.equals("define");
      if (macro && word.equals(USUAL)) {
        skipUnread();
        if (at < text.length() && Character.isJavaIdentifierStart(text.charAt(at))) {
          names.add(word());
        }
      } else if (before.equals(ROLE)) {
        names.add(word);
      }
      if (names.contains(word) && !macro && bodyFollows()) {
        return true;
      }
      beforeThat = before;
      before = word;
    }
    return false;
  }

  private String word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private boolean bodyFollows() {
    int back = at;
    skipUnread();
    if (at < text.length() && text.charAt(at) == '(') {
      int depth = 0;
      while (at < text.length()) {
        skipUnread();
        char c = at < text.length() ? text.charAt(at) : ';';
        at++;
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        if (depth == 0) {
          break;
        }
        if (c == ';' || c == '{') {
          at = back;
          return false;
        }
      }
      skipUnread();
      if (at < text.length() && text.charAt(at) == '{') {
        return true;
      }
    }
    at = back;
    return false;
  }

  /** Past white space, comments and literals. */
  private void skipUnread() {
    while (at < text.length()) {
      char c = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '/' && next == '*') {
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
      } else if (c == '/' && next == '/') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (c == '"' || c == '\'') {
        skipLiteral(c);
      } else {
        return;
      }
    }
  }

  private void skipLiteral(char quote) {
    at++;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        return;
      }
      at += c == '\\' ? 2 : 1;
      if (c == quote) {
        return;
      }
    }
  }
}
