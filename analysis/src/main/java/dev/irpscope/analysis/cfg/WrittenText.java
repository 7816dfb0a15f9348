package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;

/** Source text as a drawing shows it: on one line, white space folded, comments dropped. */
public final class WrittenText {
  private WrittenText() {}

  /**
   * What the user wrote for it: a macro's invocation for what comes from a macro's body, also where
   * that body gives it to another macro.
   */
  static String of(Origin origin) {
    Span site = origin.site();
    Span written = origin.written();
    boolean own =
        written.file() == site.file()
            && written.start() >= site.start()
            && written.end() <= site.end();
    return fold(own ? written : site);
  }

  /** The text of a span on one line. */
  public static String fold(Span span) {
    return fold(span.text());
  }

  static String fold(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    int n = text.length();
    while (i < n) {
      char c = text.charAt(i);
      if (c == '"' || c == '\'') {
        int end = literalEnd(text, i);
        out.append(text, i, end);
        i = end;
      } else if (text.startsWith("/*", i)) {
        int end = text.indexOf("*/", i + 2);
        i = end < 0 ? n : end + 2;
        space(out);
      } else if (text.startsWith("//", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? n : end;
      } else if (Character.isWhitespace(c) || isContinuation(text, i)) {
        space(out);
        i++;
      } else {
        out.append(c);
        i++;
      }
    }
    String folded = out.toString().strip();
    while (folded.endsWith(";")) {
      folded = folded.substring(0, folded.length() - 1).stripTrailing();
    }
    return folded;
  }

  private static boolean isContinuation(String text, int at) {
    return text.charAt(at) == '\\'
        && at + 1 < text.length()
        && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r');
  }

  private static int literalEnd(String text, int start) {
    char quote = text.charAt(start);
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == quote || c == '\n') {
        return i + 1;
      }
    }
    return text.length();
  }

  /**
   * No space after an opening or before what closes is kept by the writer's choice; only runs fold.
   */
  private static void space(StringBuilder out) {
    if (!out.isEmpty() && out.charAt(out.length() - 1) != ' ') {
      out.append(' ');
    }
  }
}
