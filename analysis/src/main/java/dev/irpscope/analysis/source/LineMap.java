package dev.irpscope.analysis.source;

import java.util.Arrays;

/**
 * Translates offsets of one text into lines and columns and back. Lines and columns are 1-based, a
 * tab counts as one column, offsets are UTF-16 code units. Line ends are LF, CR LF or a lone CR.
 */
public final class LineMap {
  private final int[] starts;
  private final int length;

  public LineMap(CharSequence text) {
    int[] found = new int[64];
    int count = 1;
    int n = text.length();
    for (int i = 0; i < n; i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !(i + 1 < n && text.charAt(i + 1) == '\n'));
      if (ends) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
    length = n;
  }

  /** Number of lines; at least 1, also for an empty text. */
  public int lineCount() {
    return starts.length;
  }

  /** The 1-based line that holds {@code offset}; an offset past the end is on the last line. */
  public int line(int offset) {
    int at = Arrays.binarySearch(starts, offset);
    return at >= 0 ? at + 1 : -at - 1;
  }

  /** The 1-based column of {@code offset} on its line. */
  public int column(int offset) {
    return offset - starts[line(offset) - 1] + 1;
  }

  /** Offset of the first character of the 1-based {@code line}. */
  public int start(int line) {
    if (line < 1 || line > starts.length) {
      throw new IllegalArgumentException("line " + line + " of " + starts.length);
    }
    return starts[line - 1];
  }

  /** Offset just past the 1-based {@code line}, its line end included. */
  public int end(int line) {
    return line == starts.length ? length : start(line + 1);
  }
}
