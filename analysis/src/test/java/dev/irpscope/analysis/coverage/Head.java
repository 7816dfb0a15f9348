package dev.irpscope.analysis.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the words before a brace say about it. */
sealed interface Head {
  record Function(String name) implements Head {}

  /** A namespace, linkage or class: definitions stand in it. */
  record Transparent() implements Head {}

  /** A record, enumeration or initialiser. */
  record Other() implements Head {}

  /** A braced value in the list between a constructor's head and its body. */
  record InitialiserOfMember() implements Head {}

  /** Words that stand between parameters and body and are followed by parentheses. */
  Set<String> TRAILING = Set.of("noexcept", "throw", "requires", "decltype", "alignas");

  Set<String> NEVER_NAMES =
      Set.of(
          "if",
          "while",
          "for",
          "switch",
          "return",
          "sizeof",
          "__declspec",
          "__attribute__",
          "__pragma",
          "_Pragma",
          "typeof",
          "__asm__",
          "asm");

  static Head read(List<RawToken> head, boolean cpp) {
    List<RawToken> outer = outermost(head);
    if (outer.isEmpty()) {
      return new Other();
    }
    int colon = constructorColon(outer);
    if (cpp && colon >= 0 && outer.getLast().isWord() && !outer.getLast().is("try")) {
      return new InitialiserOfMember();
    }
    List<RawToken> declared = colon >= 0 ? outer.subList(0, colon) : outer;
    boolean operator = declared.stream().anyMatch(token -> token.is("operator"));
    if (declared.getFirst().is("typedef")
        || (!operator && declared.stream().anyMatch(token -> token.is("=")))) {
      return new Other();
    }
    boolean linkage =
        declared.size() == 2
            && declared.getFirst().is("extern")
            && declared.get(1).kind() == RawToken.Kind.LITERAL;
    if (linkage || isNamespace(declared)) {
      return new Transparent();
    }
    if (isRecord(declared)) {
      return cpp && declared.stream().noneMatch(token -> token.is("enum"))
          ? new Transparent()
          : new Other();
    }
    String name = name(declared);
    return name.isEmpty() ? new Other() : new Function(name);
  }

  private static boolean isNamespace(List<RawToken> outer) {
    return outer.getFirst().is("namespace")
        || (outer.size() > 1 && outer.getFirst().is("inline") && outer.get(1).is("namespace"));
  }

  /** The tokens outside of all brackets; a parenthesis stays as an opening one alone. */
  private static List<RawToken> outermost(List<RawToken> head) {
    List<RawToken> outer = new ArrayList<>();
    int depth = 0;
    for (RawToken token : head) {
      boolean opens = token.is("(") || token.is("[");
      boolean closes = token.is(")") || token.is("]");
      if (depth == 0 && !closes) {
        outer.add(token);
      }
      depth += opens ? 1 : closes ? -1 : 0;
      depth = Math.max(0, depth);
    }
    return outer;
  }

  static int depth(List<RawToken> head) {
    int depth = 0;
    for (RawToken token : head) {
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
    }
    return depth;
  }

  /** Where a single colon follows parameters, or -1. */
  private static int constructorColon(List<RawToken> outer) {
    boolean parameters = false;
    for (int i = 0; i < outer.size(); i++) {
      if (outer.get(i).is("(")) {
        parameters = true;
      } else if (outer.get(i).is(":")) {
        if (i + 1 < outer.size() && outer.get(i + 1).is(":")) {
          i++;
        } else if (parameters && !isRecord(outer.subList(0, i))) {
          return i;
        }
      }
    }
    return -1;
  }

  /** Whether a tag, not a parameter list, stands last. */
  private static boolean isRecord(List<RawToken> outer) {
    int keyword = -1;
    int angle = 0;
    for (int i = 0; i < outer.size(); i++) {
      RawToken token = outer.get(i);
      angle += token.is("<") ? 1 : token.is(">") ? -1 : 0;
      boolean tag =
          token.is("struct")
              || token.is("class")
              || token.is("union")
              || token.is("enum")
              || token.is("interface");
      if (tag && angle <= 0) {
        keyword = i;
      }
    }
    if (keyword < 0) {
      return false;
    }
    // struct S * f ( ... )  has a parenthesis after a star or a second word; struct X(a) S {  not
    int words = 0;
    for (int i = keyword + 1; i < outer.size(); i++) {
      RawToken token = outer.get(i);
      if (token.is(":") && !(i + 1 < outer.size() && outer.get(i + 1).is(":"))) {
        return true;
      }
      if (token.is(":")) {
        i++;
      } else if (token.is("(")) {
        boolean last = i == outer.size() - 1 || trailsOnly(outer.subList(i + 1, outer.size()));
        if (last && (words > 1 || outer.get(i - 1).is("*"))) {
          return false;
        }
      } else if (token.isWord()) {
        words++;
      } else if (token.is("*") || token.is("&")) {
        words++;
      }
    }
    return true;
  }

  private static boolean trailsOnly(List<RawToken> rest) {
    return rest.stream()
        .allMatch(token -> token.is("(") || token.is("const") || looksLikeAnnotation(token.text()));
  }

  private static boolean looksLikeAnnotation(String word) {
    return word.startsWith("_") || TRAILING.contains(word);
  }

  /** The last word before a parenthesis that is no annotation; empty if there is none. */
  private static String name(List<RawToken> outer) {
    String name = "";
    String annotation = "";
    for (int i = 0; i < outer.size(); i++) {
      RawToken token = outer.get(i);
      if (token.is("operator")) {
        StringBuilder spelled = new StringBuilder("operator");
        int end = i + 1;
        while (end < outer.size() && (!outer.get(end).is("(") || end == i + 1)) {
          spelled.append(outer.get(end).text());
          end++;
        }
        return end < outer.size() ? spelled.toString() : "";
      }
      boolean before = i + 1 < outer.size() && outer.get(i + 1).is("(") && token.isWord();
      if (before && !NEVER_NAMES.contains(token.text())) {
        if (looksLikeAnnotation(token.text())) {
          annotation = annotation.isEmpty() ? token.text() : annotation;
        } else {
          name = token.text();
        }
      }
    }
    return name.isEmpty() ? annotation : name;
  }

  /**
   * Whether this may be a definition of the old style: {@code f(a, b) int a;} and then its body.
   */
  static boolean awaitsOldStyleBody(List<RawToken> head) {
    int open = -1;
    for (int i = 0; i < head.size(); i++) {
      if (head.get(i).is("=") || head.get(i).is("typedef") || head.get(i).is("extern")) {
        return false;
      }
      if (head.get(i).is("(") && open < 0) {
        open = i;
      }
    }
    if (open < 1 || !head.get(open - 1).isWord()) {
      return false;
    }
    int i = open + 1;
    int names = 0;
    while (i < head.size() && (head.get(i).isWord() || head.get(i).is(","))) {
      boolean word = (i - open) % 2 == 1;
      if (word != head.get(i).isWord()) {
        return false;
      }
      names += word ? 1 : 0;
      i++;
    }
    boolean closed = i < head.size() && head.get(i).is(")");
    // at least a type and a name before each semicolon
    return closed
        && names > 0
        && head.size() - i > 2
        && head.get(i + 1).isWord()
        && head.get(head.size() - 1).isWord()
        && !head.get(i + 1).text().startsWith("_");
  }
}
