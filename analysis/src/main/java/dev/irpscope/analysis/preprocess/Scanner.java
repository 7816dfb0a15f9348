package dev.irpscope.analysis.preprocess;

/**
 * Cuts the characters of one file into preprocessing tokens, comments and line ends (C11 5.1.1.2,
 * phases 2 and 3). Lines joined by a backslash are read through; the spans keep them. Total on any
 * input: a character that starts nothing is a token of its own.
 */
final class Scanner {
  /** What was found. */
  enum Found {
    IDENTIFIER,
    NUMBER,
    CHARACTER,
    STRING,
    PUNCTUATOR,
    OTHER,
    COMMENT,
    NEWLINE,
    END
  }

  private final char[] text;
  private final int length;
  private final Spellings spellings;
  private int at;

  private int start;
  private boolean spaceBefore;
  private boolean spliced;
  private boolean terminated = true;
  private String spelling = "";

  Scanner(String text, Spellings spellings) {
    this.text = text.toCharArray();
    this.length = this.text.length;
    this.spellings = spellings;
  }

  /** Offset of the first character of what was found last. */
  int start() {
    return start;
  }

  /** Offset past the last character of what was found last. */
  int end() {
    return at;
  }

  /** Whether blanks stood directly before what was found last. */
  boolean spaceBefore() {
    return spaceBefore;
  }

  /** False for a block comment that the end of the file cut off. */
  boolean terminated() {
    return terminated;
  }

  /** The token without its line splices; meaningless for comments and line ends. */
  String spelling() {
    return spelling;
  }

  /** Continues at {@code offset}, as if the characters in between were not there. */
  void jumpTo(int offset) {
    at = offset;
  }

  Found next() {
    skipBlanks();
    start = at;
    spliced = false;
    if (at >= length) {
      return Found.END;
    }
    char c = text[at];
    if (isIdentifierStart(c)) {
      return identifierOrPrefixedLiteral();
    }
    if (isDigit(c)) {
      return number();
    }
    return switch (c) {
      case '\n', '\r' -> {
        at = afterNewline(at);
        yield Found.NEWLINE;
      }
      case '"' -> literalFrom(at, '"', Found.STRING);
      case '\'' -> literalFrom(at, '\'', Found.CHARACTER);
      case '/' -> {
        int second = unspliced(at + 1);
        char d = charAt(second);
        yield d == '*'
            ? blockComment(second + 1)
            : d == '/' ? lineComment(second + 1) : punctuator();
      }
      case '.' -> isDigit(charAt(unspliced(at + 1))) ? number() : punctuator();
      default -> punctuator();
    };
  }

  private void skipBlanks() {
    spaceBefore = false;
    while (at < length) {
      char c = text[at];
      if (c == ' '
          || c == '\t'
          || c == '\f'
          || c == 0x0B
          || c == 0
          || c == 0x1A
          || c == 0xFEFF
          || c == 0xA0) {
        at++;
        spaceBefore = true;
      } else if (c == '\\') {
        int past = unspliced(at);
        if (past == at) {
          return;
        }
        at = past;
      } else {
        return;
      }
    }
  }

  private Found identifierOrPrefixedLiteral() {
    int i = at + 1;
    while (i < length && isIdentifierPart(text[i])) {
      i++;
    }
    if (i < length && text[i] == '\\' && unspliced(i) != i) {
      spliced = true;
      i = unspliced(i);
      while (i < length && isIdentifierPart(text[i])) {
        i = unspliced(i + 1);
      }
    }
    int past = i;
    char quote = charAt(past);
    if ((quote == '"' || quote == '\'') && past - at <= 2 && isEncodingPrefix(at, past)) {
      return literalFrom(past, quote, quote == '"' ? Found.STRING : Found.CHARACTER);
    }
    at = past;
    spelling = spell(start, at);
    return Found.IDENTIFIER;
  }

  private boolean isEncodingPrefix(int from, int to) {
    char first = text[from];
    if (to - from == 1) {
      return first == 'L' || first == 'u' || first == 'U';
    }
    return first == 'u' && text[from + 1] == '8';
  }

  private Found number() {
    int i = at + 1;
    while (true) {
      char c = charAt(i);
      if (c == '\\') {
        int past = unspliced(i);
        if (past == i) {
          break;
        }
        spliced = true;
        i = past;
      } else if (c == '\'' && isIdentifierPart(charAt(i + 1))) {
        // the digit separator of C++ and C23
        i += 2;
      } else if (c == '.' || isIdentifierPart(c)) {
        i++;
        if (c == 'e' || c == 'E' || c == 'p' || c == 'P') {
          int sign = unspliced(i);
          char d = charAt(sign);
          // 0x1E+2 is three tokens for the compilers that drivers are written for
          if ((d == '+' || d == '-') && (c == 'p' || c == 'P' || !isHexadecimal(start))) {
            spliced |= sign != i;
            i = sign + 1;
          }
        }
      } else {
        break;
      }
    }
    at = i;
    spelling = spell(start, at);
    return Found.NUMBER;
  }

  private boolean isHexadecimal(int from) {
    return text[from] == '0' && (charAt(from + 1) == 'x' || charAt(from + 1) == 'X');
  }

  private Found literalFrom(int quoteAt, char quote, Found found) {
    int i = quoteAt + 1;
    while (i < length) {
      char c = text[i];
      if (c == quote) {
        at = i + 1;
        spelling = spell(start, at);
        return found;
      }
      if (c == '\\') {
        int past = unspliced(i);
        if (past != i) {
          spliced = true;
          i = past;
        } else if (i + 1 < length && !isNewline(text[i + 1])) {
          int escaped = unspliced(i + 1);
          spliced |= escaped != i + 1;
          i = escaped + 1;
        } else {
          i++;
        }
      } else if (isNewline(c)) {
        break;
      } else {
        i++;
      }
    }
    if (quoteAt != start) {
      at = quoteAt;
      spelling = spell(start, at);
      return Found.IDENTIFIER;
    }
    at = quoteAt + 1;
    spelling = quote == '"' ? "\"" : "'";
    return Found.OTHER;
  }

  private Found blockComment(int from) {
    int i = from;
    while (i < length) {
      if (text[i] == '*') {
        int second = unspliced(i + 1);
        if (charAt(second) == '/') {
          at = second + 1;
          return Found.COMMENT;
        }
      }
      i++;
    }
    at = length;
    terminated = false;
    return Found.COMMENT;
  }

  private Found lineComment(int from) {
    int i = from;
    while (i < length && !isNewline(text[i])) {
      i++;
      if (i < length && isNewline(text[i]) && text[i - 1] == '\\') {
        i = afterNewline(i);
      }
    }
    at = i;
    return Found.COMMENT;
  }

  private Found punctuator() {
    int second = unspliced(at + 1);
    char b = charAt(second);
    String two = Punctuators.two(text[at], b);
    if (two.isEmpty()) {
      String one = Punctuators.one(text[at]);
      if (!one.isEmpty()) {
        at++;
        spelling = one;
        return Found.PUNCTUATOR;
      }
      int past = at + (Character.isHighSurrogate(text[at]) && at + 1 < length ? 2 : 1);
      spelling = spell(at, past);
      at = past;
      return Found.OTHER;
    }
    int third = unspliced(second + 1);
    String three = Punctuators.three(two, charAt(third));
    if (!three.isEmpty()) {
      at = third + 1;
      spelling = three;
      return Found.PUNCTUATOR;
    }
    if (two.equals("%:")) {
      int fourth = unspliced(third + 1);
      if (charAt(third) == '%' && charAt(fourth) == ':') {
        at = fourth + 1;
        spelling = "##";
        return Found.PUNCTUATOR;
      }
    }
    if (two.equals("..")) {
      at++;
      spelling = ".";
      return Found.PUNCTUATOR;
    }
    at = second + 1;
    spelling = Punctuators.canonical(two);
    return Found.PUNCTUATOR;
  }

  private char charAt(int i) {
    return i < length ? text[i] : '\n';
  }

  /** The first offset at or after {@code i} that is not part of a line splice. */
  private int unspliced(int i) {
    int p = i;
    while (p + 1 < length && text[p] == '\\' && isNewline(text[p + 1])) {
      p = afterNewline(p + 1);
    }
    return p;
  }

  private int afterNewline(int i) {
    return text[i] == '\r' && i + 1 < length && text[i + 1] == '\n' ? i + 2 : i + 1;
  }

  private String spell(int from, int to) {
    if (!spliced) {
      return spellings.of(text, from, to);
    }
    StringBuilder joined = new StringBuilder(to - from);
    for (int i = unspliced(from); i < to; i = unspliced(i + 1)) {
      joined.append(text[i]);
    }
    return spellings.of(joined.toString());
  }

  private static boolean isNewline(char c) {
    return c == '\n' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isIdentifierStart(char c) {
    return c < 128
        ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$'
        : c != 0xA0 && c != 0xFEFF && Character.isLetter(c);
  }

  static boolean isIdentifierPart(char c) {
    return c < 128
        ? (c >= 'a' && c <= 'z')
            || (c >= 'A' && c <= 'Z')
            || c == '_'
            || (c >= '0' && c <= '9')
            || c == '$'
        : c != 0xA0 && c != 0xFEFF && Character.isLetterOrDigit(c);
  }
}
