package dev.irpscope.analysis.preprocess;

import java.util.Locale;
import java.util.Optional;

/**
 * The value of an integer constant in a condition: 64 bits, the suffixes of C11 6.4.4.1 and the
 * {@code i64} of the Microsoft compiler.
 */
record NumberText(long bits, boolean unsigned) {
  /** Empty if {@code text} is no integer constant. A value of more than 64 bits loses its top. */
  static Optional<NumberText> parse(String text) {
    String digits = text.toLowerCase(Locale.ROOT);
    int end = digits.length();
    boolean unsigned = false;
    for (String width : new String[] {"i64", "i32", "i16", "i8"}) {
      if (digits.endsWith(width)) {
        end -= width.length();
        break;
      }
    }
    boolean hexadecimal = digits.startsWith("0x");
    while (end > 0 && "ulz".indexOf(digits.charAt(end - 1)) >= 0) {
      unsigned |= digits.charAt(end - 1) == 'u';
      end--;
    }
    int radix = 10;
    int from = 0;
    if (hexadecimal) {
      radix = 16;
      from = 2;
    } else if (digits.startsWith("0b")) {
      radix = 2;
      from = 2;
    } else if (digits.startsWith("0") && end > 1) {
      radix = 8;
      from = 1;
    }
    if (from >= end) {
      return Optional.empty();
    }
    long bits = 0;
    for (int i = from; i < end; i++) {
      if (digits.charAt(i) == '\'') {
        continue;
      }
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        return Optional.empty();
      }
      bits = bits * radix + digit;
    }
    return Optional.of(new NumberText(bits, unsigned || bits < 0));
  }
}
