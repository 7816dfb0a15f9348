package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import java.util.Locale;

/**
 * Values and types of constants and string literals (C11 6.4.4, 6.4.5) with Microsoft's suffixes.
 */
final class Literals {
  private static final CType WIDE_CHARACTER = new CType.Int(16, false);

  private Literals() {}

  /** An integer's value and type. */
  record IntegerValue(long value, CType type) {}

  /** The characters of a string literal. */
  record Text(String value, boolean wide) {}

  static boolean isFloating(String spelling) {
    String text = spelling.toLowerCase(Locale.ROOT);
    if (text.startsWith("0x")) {
      return text.indexOf('p') >= 0 || text.indexOf('.') >= 0;
    }
    return text.indexOf('.') >= 0 || (text.indexOf('e') > 0 && !text.startsWith("0b"));
  }

  /** An integer constant (C11 6.4.4.1); digits that are none end the number. */
  static IntegerValue integer(String spelling) {
    String text = spelling.toLowerCase(Locale.ROOT).replace("'", "");
    int base = 10;
    int i = 0;
    if (text.startsWith("0x")) {
      base = 16;
      i = 2;
    } else if (text.startsWith("0b")) {
      base = 2;
      i = 2;
    } else if (text.startsWith("0") && text.length() > 1) {
      base = 8;
      i = 1;
    }
    long value = 0;
    while (i < text.length() && Character.digit(text.charAt(i), base) >= 0) {
      value = value * base + Character.digit(text.charAt(i), base);
      i++;
    }
    return new IntegerValue(value, type(value, base != 10, text.substring(i)));
  }

  private static CType type(long value, boolean mayBeUnsigned, String suffix) {
    boolean unsigned = suffix.indexOf('u') >= 0;
    if (suffix.endsWith("i8")) {
      return new CType.Int(8, !unsigned);
    }
    if (suffix.endsWith("i16")) {
      return new CType.Int(16, !unsigned);
    }
    if (suffix.endsWith("i32")) {
      return new CType.Int(32, !unsigned);
    }
    boolean wide = suffix.contains("ll") || suffix.endsWith("i64");
    boolean fitsInt = value >= 0 && value <= Integer.MAX_VALUE;
    boolean fitsUnsigned = value >= 0 && value <= 0xFFFF_FFFFL;
    if (!wide && !unsigned && fitsInt) {
      return CType.Int.INT;
    }
    if (!wide && fitsUnsigned && (unsigned || mayBeUnsigned)) {
      return CType.Int.UNSIGNED_INT;
    }
    return unsigned || value < 0 ? CType.Int.UNSIGNED_LONG_LONG : CType.Int.LONG_LONG;
  }

  /** A character constant; several characters make one int, the first in the highest byte. */
  static IntegerValue character(String spelling) {
    boolean wide = spelling.startsWith("L") || spelling.startsWith("u");
    int open = spelling.indexOf('\'');
    int close = spelling.length() > open + 1 && spelling.endsWith("'") ? 1 : 0;
    String text = unescape(spelling.substring(open + 1, spelling.length() - close));
    if (wide) {
      return new IntegerValue(text.isEmpty() ? 0 : text.charAt(0), WIDE_CHARACTER);
    }
    if (text.length() == 1) {
      return new IntegerValue((byte) text.charAt(0), CType.Int.INT);
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      value = (value << 8) | (text.charAt(i) & 0xFF);
    }
    return new IntegerValue(value, CType.Int.INT);
  }

  static Text string(String spelling) {
    int open = spelling.indexOf('"');
    boolean wide =
        spelling.startsWith("L") || (spelling.startsWith("u") && !spelling.startsWith("u8"));
    int close = spelling.length() > open + 1 && spelling.endsWith("\"") ? 1 : 0;
    return new Text(unescape(spelling.substring(open + 1, spelling.length() - close)), wide);
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        out.append(c);
        continue;
      }
      char e = text.charAt(i++);
      int digits;
      int base;
      switch (e) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'a' -> out.append('\u0007');
        case 'b' -> out.append('\b');
        case 'f' -> out.append('\f');
        case 'v' -> out.append('\u000b');
        case 'x', 'u', 'U', '0', '1', '2', '3', '4', '5', '6', '7' -> {
          base = Character.isDigit(e) ? 8 : 16;
          digits = e == 'u' ? 4 : e == 'U' ? 8 : base == 8 ? 3 : Integer.MAX_VALUE;
          int start = base == 8 ? i - 1 : i;
          int value = 0;
          i = start;
          while (i < text.length()
              && i - start < digits
              && Character.digit(text.charAt(i), base) >= 0) {
            value = value * base + Character.digit(text.charAt(i), base);
            i++;
          }
          if (e == 'U' && Character.isValidCodePoint(value)) {
            out.appendCodePoint(value);
          } else {
            out.append((char) value);
          }
        }
        default -> out.append(e);
      }
    }
    return out.toString();
  }
}
