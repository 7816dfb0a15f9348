package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one identifier of each C++ qualified, operator, destructor and template name: {@code
 * A::~A}, {@code Pair<A, B>::first}.
 */
final class QualifiedNames {
  private final List<Token> tokens;
  private final TemplateArguments templates;
  private final List<Token> out;

  private QualifiedNames(List<Token> tokens) {
    this.tokens = tokens;
    this.templates = new TemplateArguments(tokens);
    this.out = new ArrayList<>(tokens.size());
  }

  static List<Token> joined(List<Token> tokens) {
    QualifiedNames names = new QualifiedNames(tokens);
    int i = 0;
    while (i < tokens.size()) {
      i = names.take(i);
    }
    return names.out;
  }

  /** Passes on what starts at {@code start}; returns the place after it. */
  private int take(int start) {
    boolean global = is(start, "::") && isWord(start + 1) && !endsName();
    int first = global ? start + 1 : start;
    Token token = tokens.get(first);
    boolean destroys =
        token.is("~")
            && isWord(first + 1)
            && !out.isEmpty()
            && (out.getLast().is("->") || out.getLast().is("."));
    if (destroys) {
      Token type = tokens.get(first + 1);
      out.add(new Token(Token.Kind.IDENTIFIER, "~" + type.text(), token.origin(), false));
      return first + 2;
    }
    boolean plain = token.kind() == Token.Kind.IDENTIFIER && !token.is("template");
    if (!plain) {
      out.add(token);
      return first + 1;
    }
    StringBuilder name = new StringBuilder();
    int last = part(first, name);
    if (last < 0) {
      name.append(token.text());
      last = first;
    }
    while (is(last + 1, "::")) {
      int next = is(last + 2, "template") ? last + 3 : last + 2;
      StringBuilder part = new StringBuilder();
      int end = qualified(next, part, name);
      if (end < 0) {
        break;
      }
      name.append("::").append(part);
      last = end;
    }
    out.add(
        last == first
            ? token
            : new Token(
                Token.Kind.IDENTIFIER,
                name.toString(),
                token.origin().join(tokens.get(last).origin()),
                token.spaceBefore()));
    return last + 1;
  }

  /** A name behind {@code ::}; its last token, or -1. */
  private int qualified(int index, StringBuilder part, StringBuilder before) {
    if (is(index, "~") && isWord(index + 1)) {
      part.append('~').append(tokens.get(index + 1).text());
      return index + 1;
    }
    int end = operatorName(index, part);
    if (end >= 0 || !isWord(index)) {
      return end;
    }
    part.append(tokens.get(index).text());
    return arguments(before + "::" + part, index, part);
  }

  /** The first part of a name: its last token, or -1 if it is a plain word. */
  private int part(int index, StringBuilder name) {
    int operator = operatorName(index, name);
    if (operator >= 0) {
      return operator;
    }
    String word = tokens.get(index).text();
    if (templates.end(word, index + 1) < 0) {
      return -1;
    }
    name.append(word);
    return arguments(word, index, name);
  }

  /** Appends the template arguments behind {@code index}, if any; returns the last token. */
  private int arguments(String qualified, int index, StringBuilder name) {
    int close = templates.end(qualified, index + 1);
    if (close < 0) {
      return index;
    }
    for (int i = index + 1; i <= close; i++) {
      boolean words = isWord(i) && isWord(i - 1);
      name.append(words ? " " : "").append(tokens.get(i).text());
    }
    return close;
  }

  private boolean isWord(int index) {
    return index < tokens.size() && tokens.get(index).kind() == Token.Kind.IDENTIFIER;
  }

  private boolean is(int index, String spelling) {
    return index < tokens.size() && tokens.get(index).is(spelling);
  }

  private boolean endsName() {
    return !out.isEmpty() && (out.getLast().is(">") || out.getLast().is(")"));
  }

  /** The last token of {@code operator X} at {@code index}, or -1. */
  private int operatorName(int index, StringBuilder name) {
    if (!isWord(index) || !is(index, "operator")) {
      return -1;
    }
    StringBuilder spelled = new StringBuilder("operator ");
    int end = index + 1;
    while (end < tokens.size() && end < index + 8) {
      boolean call = is(end, "(") && end == index + 1 && is(end + 1, ")");
      if (call) {
        name.append(spelled).append("()");
        return end + 1;
      }
      if (is(end, "(")) {
        name.append(spelled);
        return end - 1;
      }
      spelled.append(tokens.get(end).text());
      end++;
    }
    return -1;
  }
}
