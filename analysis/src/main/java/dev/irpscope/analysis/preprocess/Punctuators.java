package dev.irpscope.analysis.preprocess;

/** The punctuators of C11 6.4.6 and the few that C++ adds, as shared strings. */
final class Punctuators {
  private static final String[] ONE = new String[128];
  private static final String[] TWO = {
    "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&", "||", "*=", "/=", "%=", "+=", "-=",
    "&=", "^=", "|=", "##", "<:", ":>", "<%", "%>", "%:", "::", "..", "#@"
  };
  private static final String[][] TWO_BY_FIRST = new String[128][];

  static {
    for (char c : "[](){}.&*+-~!/%<>^|?:;=,#@".toCharArray()) {
      ONE[c] = String.valueOf(c).intern();
    }
    for (char c = 0; c < 128; c++) {
      char first = c;
      TWO_BY_FIRST[c] =
          java.util.Arrays.stream(TWO).filter(p -> p.charAt(0) == first).toArray(String[]::new);
    }
  }

  private Punctuators() {}

  /** The punctuator {@code c}, or the empty string. */
  static String one(char c) {
    String found = c < 128 ? ONE[c] : null;
    return found == null ? "" : found;
  }

  /** The punctuator {@code ab}, or the empty string. */
  static String two(char a, char b) {
    if (a < 128) {
      for (String p : TWO_BY_FIRST[a]) {
        if (p.charAt(1) == b) {
          return p;
        }
      }
    }
    return "";
  }

  /** The punctuator that {@code c} extends {@code two} to, or the empty string. */
  static String three(String two, char c) {
    if (c == '=') {
      return two.equals("<<") ? "<<=" : two.equals(">>") ? ">>=" : "";
    }
    if (c == '.' && two.equals("..")) {
      return "...";
    }
    return c == '*' && two.equals("->") ? "->*" : "";
  }

  /** Digraphs become what they stand for. */
  static String canonical(String two) {
    return switch (two) {
      case "<:" -> "[";
      case ":>" -> "]";
      case "<%" -> "{";
      case "%>" -> "}";
      case "%:" -> "#";
      default -> two;
    };
  }
}
