package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.preprocess.Lexeme;
import dev.irpscope.analysis.preprocess.Lexer;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Damages C text: deletes, repeats, swaps, cuts and splices its tokens and its characters. */
final class Mutator {
  private static final String[] PIECES = {
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    ";",
    ",",
    "#",
    "##",
    ":",
    "::",
    "?",
    "...",
    "->",
    "*",
    "&",
    "=",
    "\n#if 1\n",
    "\n#if 0\n",
    "\n#else\n",
    "\n#elif x\n",
    "\n#endif\n",
    "\n#define M(a,...) a#a##b __VA_ARGS__ M(a)\n",
    "\n#define f g\n",
    "\n#undef f\n",
    "\n#include \"x.h\"\n",
    "\n#pragma pack(push, 1)\n",
    "\n#line 3\n",
    "\n#error e\n",
    "/*",
    "*/",
    "//",
    "\\\n",
    "\"",
    "'",
    "\"\\",
    "L'",
    "0x",
    "1e+",
    "1.5f",
    "99999999999999999999",
    "__try {",
    "} __finally {",
    "} __except(1) {",
    "__leave;",
    "__asm {",
    "__asm mov eax, ebx",
    "asm(\"\" : \"=r\"(x))",
    "case 1:",
    "case 1 ... 9:",
    "default:",
    "goto x;",
    "x:",
    "break;",
    "continue;",
    "return",
    "switch(x)",
    "while(1)",
    "do",
    "for(;;)",
    "if(x)",
    "else",
    "struct s {",
    "union {",
    "enum {",
    "typedef",
    "static",
    "extern \"C\" {",
    "sizeof",
    "__declspec(align(8))",
    "__attribute__((x))",
    "_In_opt_",
    "int",
    "unsigned long long",
    "void",
    "char x[]",
    "(int)",
    "({",
    "})",
    "(struct s){",
    ".a =",
    "[3] =",
    "operator",
    "template<class T>",
    "namespace n {",
    "class c {",
    "new",
    "delete",
    "this",
    "nullptr",
    "__builtin_offsetof(struct s, a)",
    "M(",
    "M",
    "f(",
    "x",
    "0",
    "-1",
    "a:3;",
    "typedef int T;",
    "T",
    "T*",
    "T(x)",
    "struct s",
    "__irpscope_container(x, struct s, a)",
    "\u0000",
    "\u20ac",
    "\r",
    "\f",
    "??/",
    "<:",
    "%>"
  };

  private final Random random;
  private final List<String> seeds;

  Mutator(Random random, List<String> seeds) {
    this.random = random;
    this.seeds = seeds;
  }

  private int pick(int bound) {
    return random.nextInt(Math.max(1, bound));
  }

  /** A seed with one to six kinds of damage. */
  String next() {
    String text = seeds.get(pick(seeds.size()));
    int count = 1 + pick(1 + pick(6));
    for (int i = 0; i < count; i++) {
      text = pick(4) == 0 ? characters(text) : tokens(text);
    }
    return text.length() > 40_000 ? text.substring(0, 40_000) : text;
  }

  private String characters(String text) {
    int at = pick(text.length() + 1);
    int to = Math.min(text.length(), at + 1 + pick(20));
    return switch (pick(6)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(0, at) + text.substring(to);
      case 2 -> text.substring(0, at) + (char) pick(256) + text.substring(at);
      case 3 -> text.substring(0, at) + (char) pick(0x10000) + text.substring(to);
      case 4 -> text.substring(0, at) + text.substring(at, to).repeat(2) + text.substring(to);
      default -> text.substring(at);
    };
  }

  private String tokens(String text) {
    List<String> tokens = new ArrayList<>(split(text));
    if (tokens.isEmpty()) {
      tokens.add("x");
    }
    int at = pick(tokens.size());
    int length = 1 + pick(pick(4) == 0 ? 60 : 4);
    int to = Math.min(tokens.size(), at + length);
    switch (pick(9)) {
      case 0 -> tokens.subList(at, to).clear();
      case 1 -> tokens.addAll(pick(tokens.size()), List.copyOf(tokens.subList(at, to)));
      case 2 -> {
        int other = pick(tokens.size());
        String kept = tokens.get(at);
        tokens.set(at, tokens.get(other));
        tokens.set(other, kept);
      }
      case 3 -> tokens.subList(to, tokens.size()).clear();
      case 4 -> {
        List<String> donor = split(seeds.get(pick(seeds.size())));
        int from = pick(donor.size());
        int end = Math.min(donor.size(), from + 1 + pick(80));
        tokens.addAll(at, donor.subList(Math.min(from, end), end));
      }
      case 5, 6 -> tokens.add(at, " " + PIECES[pick(PIECES.length)] + " ");
      case 7 -> tokens.set(at, " " + PIECES[pick(PIECES.length)] + " ");
      default -> {
        int times = pick(20) == 0 ? 1 + pick(3000) : 1 + pick(8);
        tokens.add(at, (" " + PIECES[pick(PIECES.length)] + " ").repeat(times));
      }
    }
    return String.join("", tokens);
  }

  /** The text cut before each token; what lies between tokens stays with the one before. */
  static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    for (Lexeme lexeme : Lexer.lex(new SourceFile("seed.c", SourceFile.Place.FOLDER, text))) {
      int start = lexeme.span().start();
      if (start > at) {
        pieces.add(text.substring(at, start));
        at = start;
      }
    }
    pieces.add(text.substring(at));
    return pieces;
  }
}
