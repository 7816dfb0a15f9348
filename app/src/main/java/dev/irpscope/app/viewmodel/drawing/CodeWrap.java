package dev.irpscope.app.viewmodel.drawing;

import java.util.ArrayList;
import java.util.List;

/**
 * Where code that has not enough room goes on in the next line: at a space if there is one in
 * reach, else behind what C joins names with, else between the words of a name. The text layout of
 * the platform knows spaces only and would break names anywhere.
 */
public final class CodeWrap {
  private CodeWrap() {}

  /**
   * The places at which lines end.
   *
   * @param columns how many letters have room in a line
   * @return offsets of the first letters of all lines but the first
   */
  public static List<Integer> breaks(String text, int columns) {
    List<Integer> breaks = new ArrayList<>();
    int from = 0;
    while (columns > 0 && text.length() - from > columns) {
      int to = best(text, from, columns);
      breaks.add(to);
      from = to;
    }
    return breaks;
  }

  /** The text with its lines. */
  public static String wrapped(String text, int columns) {
    StringBuilder result = new StringBuilder();
    int from = 0;
    for (int to : breaks(text, columns)) {
      result.append(text.substring(from, to).stripTrailing()).append('\n');
      from = to;
    }
    return result.append(text.substring(from)).toString();
  }

  /** A good place is worth a shorter line, but not one of a few letters. */
  private static int best(String text, int from, int columns) {
    int best = from + columns;
    double most = 0;
    for (int i = from + Math.max(1, columns / 4); i <= from + columns; i++) {
      double worth = worth(text.charAt(i - 1), text.charAt(i));
      double score = worth == 0 ? 0 : worth * columns + (i - from);
      if (score > most) {
        most = score;
        best = i;
      }
    }
    return best;
  }

  private static double worth(char before, char after) {
    return switch (before) {
      case ' ' -> after == ' ' ? 0 : 0.9;
      case ',' -> after == ' ' ? 0 : 0.7;
      case '(', '[' -> after == ' ' ? 0 : 0.5;
      case '.', '/', '\\' -> Character.isLetterOrDigit(after) ? 0.6 : 0;
      case ')' -> Character.isLetter(after) ? 0.5 : 0;
      case '>' -> Character.isLetter(after) ? 0.6 : 0;
      case '_' -> Character.isLetterOrDigit(after) ? 0.3 : 0;
      default -> Character.isLowerCase(before) && Character.isUpperCase(after) ? 0.1 : 0;
    };
  }
}
