package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.Token;
import java.util.ArrayList;
import java.util.List;

/** Makes one identifier of each C++ qualified, operator and destructor name: {@code A::~A}. */
final class QualifiedNames {
  private QualifiedNames() {}

  static List<Token> joined(List<Token> tokens) {
    List<Token> out = new ArrayList<>(tokens.size());
    int i = 0;
    while (i < tokens.size()) {
      Token token = tokens.get(i);
      boolean global = token.is("::") && isWord(tokens, i + 1) && !endsName(out);
      if (global) {
        i++;
        token = tokens.get(i);
      }
      if (token.kind() != Token.Kind.IDENTIFIER) {
        out.add(token);
        i++;
        continue;
      }
      StringBuilder name = new StringBuilder();
      int last = operatorName(tokens, i, name);
      if (last < 0) {
        name.append(token.text());
        last = i;
      }
      while (last + 2 < tokens.size() && tokens.get(last + 1).is("::")) {
        int next = last + 2;
        StringBuilder part = new StringBuilder();
        int end = operatorName(tokens, next, part);
        if (end < 0 && tokens.get(next).is("~") && isWord(tokens, next + 1)) {
          part.append('~').append(tokens.get(next + 1).text());
          end = next + 1;
        } else if (end < 0 && isWord(tokens, next)) {
          part.append(tokens.get(next).text());
          end = next;
        }
        if (end < 0) {
          break;
        }
        name.append("::").append(part);
        last = end;
      }
      out.add(
          last == i
              ? token
              : new Token(
                  Token.Kind.IDENTIFIER,
                  name.toString(),
                  token.origin().join(tokens.get(last).origin()),
                  token.spaceBefore()));
      i = last + 1;
    }
    return out;
  }

  private static boolean isWord(List<Token> tokens, int index) {
    return index < tokens.size() && tokens.get(index).kind() == Token.Kind.IDENTIFIER;
  }

  private static boolean endsName(List<Token> out) {
    return !out.isEmpty() && (out.getLast().is(">") || out.getLast().is(")"));
  }

  /** The last token of {@code operator X} at {@code index}, or -1. */
  private static int operatorName(List<Token> tokens, int index, StringBuilder name) {
    if (!isWord(tokens, index) || !tokens.get(index).is("operator")) {
      return -1;
    }
    int end = index + 1;
    name.append("operator ");
    while (end < tokens.size() && end < index + 5) {
      Token token = tokens.get(end);
      boolean call =
          token.is("(")
              && end == index + 1
              && end + 1 < tokens.size()
              && tokens.get(end + 1).is(")");
      if (call) {
        name.append("()");
        return end + 1;
      }
      if (token.is("(")) {
        return end - 1;
      }
      name.append(token.text());
      end++;
    }
    return -1;
  }
}
