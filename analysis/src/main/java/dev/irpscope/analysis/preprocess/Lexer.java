package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Reads one file as it is written, without expanding or leaving out anything, for colouring. */
public final class Lexer {
  private static final Set<String> KEYWORDS =
      Set.of(
          "auto",
          "break",
          "case",
          "char",
          "const",
          "continue",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extern",
          "float",
          "for",
          "goto",
          "if",
          "inline",
          "int",
          "long",
          "register",
          "restrict",
          "return",
          "short",
          "signed",
          "sizeof",
          "static",
          "struct",
          "switch",
          "typedef",
          "union",
          "unsigned",
          "void",
          "volatile",
          "while",
          "_Alignas",
          "_Alignof",
          "_Atomic",
          "_Bool",
          "_Generic",
          "_Noreturn",
          "_Static_assert",
          "_Thread_local",
          "__try",
          "__except",
          "__finally",
          "__leave",
          "__declspec",
          "__cdecl",
          "__stdcall",
          "__fastcall",
          "__inline",
          "__forceinline",
          "__int8",
          "__int16",
          "__int32",
          "__int64",
          "__asm",
          "__pragma",
          "__unaligned",
          "__ptr32",
          "__ptr64");
  private static final Set<String> CPLUSPLUS_KEYWORDS =
      Set.of(
          "bool",
          "catch",
          "class",
          "constexpr",
          "const_cast",
          "delete",
          "explicit",
          "false",
          "friend",
          "mutable",
          "namespace",
          "new",
          "noexcept",
          "nullptr",
          "operator",
          "override",
          "private",
          "protected",
          "public",
          "reinterpret_cast",
          "static_cast",
          "template",
          "this",
          "throw",
          "true",
          "try",
          "typename",
          "using",
          "virtual");

  private final SourceFile file;
  private final Scanner scanner;
  private final boolean cplusplus;
  private final List<Lexeme> lexemes = new ArrayList<>();
  private boolean lineStart = true;
  private boolean nameExpected;
  private boolean headerExpected;

  private Lexer(SourceFile file) {
    this.file = file;
    this.scanner = new Scanner(file.text(), new Spellings(new ConcurrentHashMap<>()));
    String name = file.name();
    this.cplusplus = !name.endsWith(".c") && !name.endsWith(".C");
  }

  /** In the order of the text; white space belongs to none. Total on any text. */
  public static List<Lexeme> lex(SourceFile file) {
    return new Lexer(file).run();
  }

  private List<Lexeme> run() {
    while (true) {
      Scanner.Found found = scanner.next();
      switch (found) {
        case END -> {
          return List.copyOf(lexemes);
        }
        case NEWLINE -> {
          lineStart = true;
          nameExpected = false;
          headerExpected = false;
        }
        case COMMENT -> add(Lexeme.Kind.COMMENT);
        default -> token(found);
      }
    }
  }

  private void token(Scanner.Found found) {
    boolean first = lineStart;
    lineStart = false;
    if (first && scanner.spelling().equals("#") && found == Scanner.Found.PUNCTUATOR) {
      nameExpected = true;
      add(Lexeme.Kind.DIRECTIVE);
      return;
    }
    if (nameExpected && found == Scanner.Found.IDENTIFIER) {
      nameExpected = false;
      headerExpected = scanner.spelling().startsWith("include");
      add(Lexeme.Kind.DIRECTIVE);
      return;
    }
    nameExpected = false;
    if (headerExpected && found == Scanner.Found.PUNCTUATOR && scanner.spelling().equals("<")) {
      headerExpected = false;
      int close = file.text().indexOf('>', scanner.start());
      if (close >= 0 && close < lineEnd(scanner.start())) {
        lexemes.add(
            new Lexeme(Lexeme.Kind.HEADER_NAME, new Span(file, scanner.start(), close + 1)));
        scanner.jumpTo(close + 1);
        return;
      }
    }
    headerExpected = false;
    add(
        switch (found) {
          case IDENTIFIER -> word(scanner.spelling());
          case NUMBER -> Lexeme.Kind.NUMBER;
          case CHARACTER -> Lexeme.Kind.CHARACTER;
          case STRING -> Lexeme.Kind.STRING;
          case PUNCTUATOR -> Lexeme.Kind.PUNCTUATOR;
          case OTHER, COMMENT, NEWLINE, END -> Lexeme.Kind.OTHER;
        });
  }

  private Lexeme.Kind word(String word) {
    return KEYWORDS.contains(word) || (cplusplus && CPLUSPLUS_KEYWORDS.contains(word))
        ? Lexeme.Kind.KEYWORD
        : Lexeme.Kind.IDENTIFIER;
  }

  private int lineEnd(int offset) {
    return file.lines().end(file.lines().line(offset));
  }

  private void add(Lexeme.Kind kind) {
    lexemes.add(new Lexeme(kind, new Span(file, scanner.start(), scanner.end())));
  }
}
