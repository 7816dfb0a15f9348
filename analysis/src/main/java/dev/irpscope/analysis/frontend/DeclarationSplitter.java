package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Splits the tokens of a unit into external declarations by matching brackets, so that what cannot
 * be read costs nothing but itself. Looks into {@code extern "C"} blocks, namespaces and C++
 * classes. The text may be given in parts: what the end of a part cuts through is left for later.
 */
final class DeclarationSplitter {
  private static final String PACK = "#pragma pack";

  private final List<Token> tokens;
  private final boolean cpp;
  private final int[] closing;
  private final Around around;
  private final PackStack packs;
  private final boolean isLast;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int at;
  private boolean isCut;

  private DeclarationSplitter(List<Token> tokens, boolean cpp, Around around, boolean isLast) {
    this.tokens = tokens;
    this.cpp = cpp;
    this.around = around;
    this.packs = around.packs;
    this.isLast = isLast;
    this.closing = closing(tokens);
  }

  /** What one part of a text leaves for the next. */
  static final class Around {
    private final PackStack packs = new PackStack();
    private int linkage;
    private boolean strayed;

    Around(PackStack.State packing) {
      packs.restore(packing);
    }

    PackStack packs() {
      return packs;
    }

    /** Whether every {@code extern "C"} block was closed where it was opened. */
    boolean isBalanced() {
      return linkage == 0 && !strayed;
    }
  }

  /**
   * The pieces in source order, and what to tell about text that belongs to none.
   *
   * @param rest what the end cuts through; empty for the last part
   */
  record Split(List<Piece> pieces, List<Diagnostic> diagnostics, List<Token> rest) {}

  /**
   * Splits the next part of a text.
   *
   * @param tokens what the part before left over, then the part itself
   */
  static Split split(List<Token> tokens, Vocabulary vocabulary, Around around, boolean isLast) {
    boolean cpp = vocabulary.isCpp();
    List<Token> joined = cpp ? QualifiedNames.joined(tokens) : tokens;
    DeclarationSplitter splitter = new DeclarationSplitter(joined, cpp, around, isLast);
    splitter.run();
    return new Split(
        splitter.pieces, splitter.diagnostics, joined.subList(splitter.at, joined.size()));
  }

  /** For each opening brace the place of its closing one, -1 where there is none. */
  private static int[] closing(List<Token> tokens) {
    int[] closing = new int[tokens.size()];
    Arrays.fill(closing, -1);
    int[] open = new int[tokens.size() + 1];
    int depth = 0;
    for (int i = 0; i < tokens.size(); i++) {
      if (isPunctuator(tokens.get(i), "{")) {
        open[depth++] = i;
      } else if (isPunctuator(tokens.get(i), "}") && depth > 0) {
        closing[open[--depth]] = i;
      }
    }
    return closing;
  }

  private static boolean isPunctuator(Token token, String spelling) {
    return token.kind() == Token.Kind.PUNCTUATOR && token.is(spelling);
  }

  private boolean is(int index, String spelling) {
    return index < tokens.size()
        && tokens.get(index).is(spelling)
        && tokens.get(index).kind() != Token.Kind.STRING;
  }

  private boolean isString(int index) {
    return index < tokens.size() && tokens.get(index).kind() == Token.Kind.STRING;
  }

  private void run() {
    while (!isCut && at < tokens.size() && tokens.get(at).kind() != Token.Kind.END) {
      Token token = tokens.get(at);
      if (isPack(token)) {
        packs.apply(token.text());
        at++;
      } else if (is(at, ";")) {
        at++;
      } else if (is(at, "}")) {
        strayBrace(token);
      } else if (is(at, "extern") && isString(at + 1) && is(at + 2, "{")) {
        around.linkage++;
        at += 3;
      } else if (cpp && opensNamespace()) {
        around.linkage++;
        at = next(at, "{") + 1;
      } else if (cpp && (is(at, "namespace") || (is(at, "using") && !is(at + 2, "=")))) {
        int end = next(at, ";");
        if (!isLast && !is(end, ";")) {
          isCut = true;
        } else {
          at = end + 1;
        }
      } else {
        piece();
      }
    }
  }

  private static boolean isPack(Token token) {
    return token.kind() == Token.Kind.OTHER && token.text().startsWith(PACK);
  }

  private void strayBrace(Token token) {
    if (around.linkage > 0) {
      around.linkage--;
    } else {
      around.strayed = true;
      diagnostics.add(
          Diagnostic.at(
              "SYNTAX-BRACE",
              Diagnostic.Severity.WARNING,
              token.origin().site(),
              "This closing brace has no opening one; it is ignored."));
    }
    at++;
  }

  private boolean opensNamespace() {
    int word = is(at, "inline") ? at + 1 : at;
    return is(word, "namespace") && (is(word + 1, "{") || is(word + 2, "{"));
  }

  private int next(int from, String spelling) {
    int i = from;
    while (i < tokens.size() - 1 && !is(i, spelling)) {
      i++;
    }
    return i;
  }

  private void piece() {
    int start = at;
    PackStack.State before = packs.state();
    int packing = packs.current();
    int depth = 0;
    boolean ended = false;
    boolean assigned = false;
    Piece.Kind kind = Piece.Kind.DECLARATION;
    Optional<OldStyleHead> head = Optional.empty();
    int i = cpp ? afterTemplate(start) : start;
    while (i < tokens.size() && tokens.get(i).kind() != Token.Kind.END) {
      Token token = tokens.get(i);
      if (isPack(token)) {
        packs.apply(token.text());
      } else if (isPunctuator(token, "(") || isPunctuator(token, "[")) {
        head = !cpp && depth == 0 ? OldStyleHead.at(tokens, i) : Optional.empty();
        if (head.isPresent()) {
          i = head.get().body();
          continue;
        }
        depth++;
      } else if (isPunctuator(token, ")") || isPunctuator(token, "]")) {
        depth = Math.max(0, depth - 1);
      } else if (isPunctuator(token, "=") && depth == 0) {
        assigned = true;
      } else if (isPunctuator(token, ";") && depth == 0) {
        i++;
        ended = true;
        break;
      } else if (isPunctuator(token, "}")) {
        ended = true;
        break;
      } else if (isPunctuator(token, "{")) {
        if (closing[i] < 0 && !isLast) {
          break;
        }
        boolean value = i > start && (is(i - 1, "(") || is(i - 1, ","));
        if (cpp && value && depth > 0 && closing[i] >= 0) {
          i = closing[i] + 1;
          continue;
        }
        boolean function =
            head.isPresent()
                || (!assigned
                    && Shape.of(tokens, cpp ? afterTemplate(start) : start, i).isFunction());
        if (function && cpp && initialisesMember(tokens, i, closing[i])) {
          i = closing[i] + 1;
          continue;
        }
        int close = closing[i] >= 0 ? closing[i] : lineStartBrace(i);
        if (function || closing[i] < 0) {
          if (closing[i] < 0) {
            unclosed(token);
          }
          kind = function ? Piece.Kind.FUNCTION : kind;
          i = Math.min(tokens.size(), close + 1);
          ended = true;
          break;
        }
        packsWithin(i, close);
        i = close;
        depth = 0;
      }
      i++;
    }
    if (!ended && !isLast) {
      packs.restore(before);
      isCut = true;
      return;
    }
    at = Math.max(i, start + 1);
    int end = at;
    List<Token> text =
        head.map(old -> old.modern(start, end)).orElseGet(() -> tokens.subList(start, end));
    add(text, kind, packing);
  }

  /** The place behind the parameters of a template that starts here. */
  private int afterTemplate(int start) {
    int at = start;
    while (is(at, "template") && is(at + 1, "<")) {
      int close = TemplateArguments.brackets(tokens, at + 1);
      if (close < 0) {
        return at;
      }
      at = close + 1;
    }
    return at;
  }

  /** Whether the braces stand in the list between a constructor's head and its body. */
  static boolean initialisesMember(List<Token> tokens, int open, int close) {
    return open > 0
        && tokens.get(open - 1).kind() == Token.Kind.IDENTIFIER
        && close > open
        && close + 1 < tokens.size()
        && (isPunctuator(tokens.get(close + 1), ",") || isPunctuator(tokens.get(close + 1), "{"));
  }

  private void packsWithin(int from, int to) {
    for (int i = from; i < to; i++) {
      if (isPack(tokens.get(i))) {
        packs.apply(tokens.get(i).text());
      }
    }
  }

  /** The end of a body whose braces do not match: the first closing brace that starts a line. */
  private int lineStartBrace(int open) {
    for (int i = open + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      if (isPunctuator(token, "}")
          && token.origin().expansion().isEmpty()
          && token.origin().written().column() == 1) {
        return i;
      }
    }
    return tokens.size() - 1;
  }

  private void unclosed(Token open) {
    diagnostics.add(
        Diagnostic.at(
            "SYNTAX-BRACE",
            Diagnostic.Severity.WARNING,
            open.origin().site(),
            "This opening brace has no closing one; the definition is taken to end at the next"
                + " brace that starts a line."));
  }

  private void add(List<Token> text, Piece.Kind kind, int packing) {
    List<Token> own = new ArrayList<>(text.size());
    boolean linkage =
        text.size() > 1 && text.get(0).is("extern") && text.get(1).kind() == Token.Kind.STRING;
    if (linkage) {
      own.add(text.getFirst());
    }
    for (Token token : text.subList(linkage ? 2 : 0, text.size())) {
      if (!isPack(token) && token.kind() != Token.Kind.END) {
        own.add(token);
      }
    }
    if (kind == Piece.Kind.FUNCTION) {
      own = withoutForeignWords(own);
    }
    if (own.isEmpty()) {
      return;
    }
    if (cpp) {
      own = withoutTemplate(own);
      if (own.isEmpty()) {
        return;
      }
    }
    Piece piece = new Piece(kind, own, Shape.of(own, 0, own.size()).name(), packing);
    if (cpp && kind == Piece.Kind.DECLARATION) {
      pieces.addAll(ClassBody.split(piece));
    } else {
      pieces.add(piece);
    }
  }

  /** A definition without the words that a header before it ends with: macros that are unknown. */
  private static List<Token> withoutForeignWords(List<Token> own) {
    SourceFile file = own.getLast().origin().site().file();
    int first = 0;
    while (first < own.size() && !own.get(first).origin().site().file().equals(file)) {
      if (own.get(first).kind() != Token.Kind.IDENTIFIER) {
        return own;
      }
      first++;
    }
    return own.subList(first, own.size());
  }

  /**
   * A template without its parameters: what depends on them is opaque. Nothing remains of an
   * explicit instantiation.
   */
  static List<Token> withoutTemplate(List<Token> own) {
    List<Token> rest = own;
    while (!rest.isEmpty() && rest.getFirst().is("template")) {
      int close = rest.size() > 1 && rest.get(1).is("<") ? TemplateArguments.brackets(rest, 1) : -1;
      rest = close < 0 ? List.of() : rest.subList(close + 1, rest.size());
    }
    return rest;
  }

  /** What stands before a brace, seen from outside: a function's head or something else. */
  record Shape(boolean isFunction, String name) {
    static Shape of(List<Token> tokens, int start, int end) {
      Optional<String> name = Optional.empty();
      boolean annotation = false;
      boolean tagged = false;
      int tagAt = -1;
      int i = start;
      while (i < end && !isPunctuator(tokens.get(i), "{")) {
        Token token = tokens.get(i);
        if (token.kind() == Token.Kind.IDENTIFIER) {
          switch (token.text()) {
            case "typedef" -> {
              return new Shape(false, "");
            }
            case "struct", "union", "enum", "class" -> {
              tagged = true;
              tagAt = i;
              name = Optional.empty();
            }
            default -> {
              boolean call = i + 1 < end && isPunctuator(tokens.get(i + 1), "(");
              boolean names = call && isName(token.text()) && !(tagged && tagAt == i - 1);
              boolean better = name.isEmpty() || annotation;
              boolean looksLikeAnnotation = Names.looksLikeAnnotation(token.text());
              if (names
                  && (better || followsType(tokens, i, start))
                  && !(looksLikeAnnotation && name.isPresent())) {
                name = Optional.of(token.text());
                annotation = looksLikeAnnotation;
              }
            }
          }
        } else if (isPunctuator(token, ":") && name.isPresent()) {
          break;
        } else if (isPunctuator(token, "(")) {
          i = closingParenthesis(tokens, i, end);
        }
        i++;
      }
      boolean parenthesisBefore = end > start && isPunctuator(tokens.get(end - 1), ")");
      return new Shape(name.isPresent() || (!tagged && parenthesisBefore), name.orElse(""));
    }

    private static boolean followsType(List<Token> tokens, int index, int start) {
      if (index <= start) {
        return false;
      }
      Token before = tokens.get(index - 1);
      return before.is("*")
          || (before.kind() == Token.Kind.IDENTIFIER
              && !(index - 2 >= start
                  && isPunctuator(tokens.get(index - 2), ")")
                  && Names.looksLikeAnnotation(tokens.get(index).text())));
    }

    private static boolean isName(String word) {
      return Vocabulary.CPP.isPlain(word) && !word.startsWith("__irpscope_");
    }

    private static int closingParenthesis(List<Token> tokens, int open, int end) {
      int depth = 0;
      for (int i = open; i < end; i++) {
        if (isPunctuator(tokens.get(i), "(")) {
          depth++;
        } else if (isPunctuator(tokens.get(i), ")") && --depth == 0) {
          return i;
        }
      }
      return end;
    }
  }
}
