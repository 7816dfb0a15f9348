package dev.irpscope.analysis.preprocess;

/** The value of a character constant; several characters are packed, the first one on top. */
final class CharacterValue {
  private CharacterValue() {}

  static long of(String literal) {
    int quote = literal.indexOf('\'');
    boolean wide = quote > 0;
    long value = 0;
    int count = 0;
    int i = quote + 1;
    int end = literal.length() - 1;
    while (i < end) {
      char c = literal.charAt(i++);
      long unit = c;
      if (c == '\\' && i < end) {
        char escape = literal.charAt(i++);
        switch (escape) {
          case 'n' -> unit = '\n';
          case 't' -> unit = '\t';
          case 'r' -> unit = '\r';
          case 'a' -> unit = 7;
          case 'b' -> unit = '\b';
          case 'f' -> unit = '\f';
          case 'v' -> unit = 11;
          case 'x' -> {
            unit = 0;
            while (i < end && Character.digit(literal.charAt(i), 16) >= 0) {
              unit = unit * 16 + Character.digit(literal.charAt(i++), 16);
            }
          }
          default -> {
            if (escape >= '0' && escape <= '7') {
              unit = (long) escape - '0';
              for (int n = 0; n < 2 && i < end && Character.digit(literal.charAt(i), 8) >= 0; n++) {
                unit = unit * 8 + Character.digit(literal.charAt(i++), 8);
              }
            } else {
              unit = escape;
            }
          }
        }
      }
      value = wide ? unit : (value << 8 | (unit & 0xFF));
      count++;
    }
    if (wide) {
      return value & 0xFFFF;
    }
    return count == 1 ? (byte) value : (int) value;
  }
}
