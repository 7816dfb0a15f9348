package dev.irpscope.app.source;

import dev.irpscope.app.source.CodePart.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Colours C source by its looks, a whole file at once, so that comments and strings may span lines.
 * Never fails: what it cannot make out is plain text. Linear in the length of the file.
 */
public final class CodeColouring {
  private static final Set<String> KEYWORDS =
      Set.of(
          "auto",
          "break",
          "case",
          "const",
          "continue",
          "default",
          "do",
          "else",
          "enum",
          "extern",
          "for",
          "goto",
          "if",
          "inline",
          "register",
          "return",
          "sizeof",
          "static",
          "struct",
          "switch",
          "typedef",
          "union",
          "volatile",
          "while",
          "__try",
          "__except",
          "__finally",
          "__leave",
          "_Bool",
          "__inline",
          "__forceinline",
          "__declspec",
          "__cdecl",
          "__stdcall",
          "class",
          "public",
          "private",
          "namespace",
          "try",
          "__asm",
          "__pragma");
  private static final Set<String> TYPES =
      Set.of(
          "void",
          "char",
          "short",
          "int",
          "long",
          "float",
          "double",
          "signed",
          "unsigned",
          "bool",
          "__int64",
          "__int32",
          "__int16",
          "__int8",
          "size_t",
          "wchar_t");
  private static final Set<String> PARAMETER_WORDS =
      Set.of("IN", "OUT", "INOUT", "OPTIONAL", "UNALIGNED", "CONST", "FAR", "NEAR");

  private final String text;
  private final List<List<CodePart>> lines = new ArrayList<>();
  private List<CodePart> line = new ArrayList<>();
  private int at;
  private boolean lineHasCode;

  private CodeColouring(String text) {
    this.text = text;
  }

  /** One list of parts for each line; the texts of a line's parts join to the line. */
  public static List<List<CodePart>> of(String text) {
    CodeColouring colouring = new CodeColouring(text);
    colouring.run();
    return List.copyOf(colouring.lines);
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        endLine();
      } else if (text.startsWith("/*", at)) {
        comment();
      } else if (text.startsWith("//", at)) {
        add(Kind.COMMENT, endOfLogicalLine(at));
      } else if (c == '"' || c == '\'') {
        add(Kind.STRING, endOfLiteral(at));
      } else if (c == '#' && !lineHasCode) {
        directive();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else if (Character.isDigit(c)) {
        number();
      } else {
        plain();
      }
    }
    lines.add(List.copyOf(line));
  }

  private void endLine() {
    if (text.startsWith("\r\n", at)) {
      at++;
    }
    at++;
    lines.add(List.copyOf(line));
    line = new ArrayList<>();
    lineHasCode = false;
  }

  /** Adds the text up to {@code end}, which may lie behind line ends. */
  private void add(Kind kind, int end) {
    int from = at;
    while (at < end) {
      char c = text.charAt(at);
      if (c == '\n' || c == '\r') {
        part(kind, from, at);
        endLine();
        from = at;
      } else {
        at++;
      }
    }
    part(kind, from, Math.min(at, end));
  }

  private void part(Kind kind, int from, int to) {
    if (to > from) {
      line.add(new CodePart(text.substring(from, to), kind));
      lineHasCode |= kind != Kind.COMMENT && !text.substring(from, to).isBlank();
    }
  }

  private void comment() {
    int end = text.indexOf("*/", at + 2);
    add(Kind.COMMENT, end < 0 ? text.length() : end + 2);
  }

  private void directive() {
    int end = at + 1;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    int name = end;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean include = text.startsWith("include", name);
    add(Kind.DIRECTIVE, end);
    if (include) {
      int open = skipBlanks(at);
      if (open < text.length() && text.charAt(open) == '<') {
        int close = text.indexOf('>', open);
        int stop = endOfLine(open);
        add(Kind.TEXT, open);
        add(Kind.STRING, close < 0 || close > stop ? stop : close + 1);
      }
    }
  }

  private void word() {
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    String word = text.substring(at, end);
    boolean literalPrefix =
        word.equals("L") && end < text.length() && "\"'".indexOf(text.charAt(end)) >= 0;
    add(literalPrefix ? Kind.STRING : kindOf(word, end), end);
  }

  private Kind kindOf(String word, int end) {
    if (KEYWORDS.contains(word)) {
      return Kind.KEYWORD;
    }
    if (TYPES.contains(word)) {
      return Kind.TYPE;
    }
    if (PARAMETER_WORDS.contains(word) || isAnnotation(word)) {
      return Kind.ANNOTATION;
    }
    int next = skipBlanks(end);
    char follows = next < text.length() ? text.charAt(next) : ' ';
    if (isUpperCase(word)) {
      boolean declares =
          Character.isJavaIdentifierStart(follows) || (follows == '*' && declaresBehindStars(next));
      if (declares && (next > end || follows == '*')) {
        return Kind.TYPE;
      }
      return follows == '(' ? Kind.CALL : isTypeOnItsOwnLine(next) ? Kind.TYPE : Kind.CONSTANT;
    }
    return follows == '(' ? Kind.CALL : Kind.TEXT;
  }

  /** A return type often stands on the line before its function. */
  private boolean isTypeOnItsOwnLine(int end) {
    int i = end;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i > end
        && endOfLine(end) == end
        && i < text.length()
        && Character.isJavaIdentifierStart(text.charAt(i))
        && line.stream().noneMatch(p -> p.text().indexOf('=') >= 0);
  }

  /** SAL: one underscore, a capital, an underscore at the end; or the older double underscores. */
  private static boolean isAnnotation(String word) {
    return word.length() > 3
        && word.startsWith("_")
        && (word.endsWith("_") || word.startsWith("__in") || word.startsWith("__out"));
  }

  private boolean declaresBehindStars(int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == '*' || text.charAt(i) == ' ')) {
      i++;
    }
    boolean spaced = i > from + 1 && text.charAt(i - 1) == ' ' && text.charAt(from) == '*';
    return i < text.length()
        && (text.charAt(i) == ')' || (Character.isJavaIdentifierStart(text.charAt(i)) && !spaced));
  }

  private static boolean isUpperCase(String word) {
    boolean letters = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (Character.isLowerCase(c)) {
        return false;
      }
      letters |= Character.isUpperCase(c);
    }
    return letters && word.length() > 1;
  }

  private void number() {
    int end = at;
    while (end < text.length()
        && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '.')) {
      end++;
    }
    add(Kind.NUMBER, end);
  }

  private void plain() {
    int end = at + 1;
    while (end < text.length()
        && isPlain(text.charAt(end))
        && !text.startsWith("//", end)
        && !text.startsWith("/*", end)) {
      end++;
    }
    add(Kind.TEXT, end);
  }

  private static boolean isPlain(char c) {
    return !Character.isJavaIdentifierStart(c)
        && !Character.isDigit(c)
        && "\n\r\"'#".indexOf(c) < 0;
  }

  private int skipBlanks(int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  private int endOfLine(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) != '\n' && text.charAt(i) != '\r') {
      i++;
    }
    return i;
  }

  /** A line comment goes on where a backslash ends its line. */
  private int endOfLogicalLine(int from) {
    int end = endOfLine(from);
    while (end < text.length() && text.charAt(end - 1) == '\\') {
      int next = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      end = endOfLine(next);
    }
    return end;
  }

  /** A literal ends at its quote or, unclosed, at the end of its line. */
  private int endOfLiteral(int from) {
    char quote = text.charAt(from);
    int i = from + 1;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      if (c == '\n' || c == '\r') {
        return i;
      }
      boolean escapesCrLf = c == '\\' && text.startsWith("\r\n", i + 1);
      i += c == '\\' ? (escapesCrLf ? 3 : 2) : 1;
    }
    return text.length();
  }
}
