package dev.irpscope.analysis.preprocess;

import java.util.Arrays;

/** A growing array of tokens. */
final class TokenBuffer {
  private static final Token[] NONE = {};

  private Token[] tokens;
  private int count;

  TokenBuffer(int capacity) {
    tokens = capacity == 0 ? NONE : new Token[capacity];
  }

  int size() {
    return count;
  }

  Token get(int index) {
    return tokens[index];
  }

  void add(Token token) {
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(16, count * 2));
    }
    tokens[count++] = token;
  }

  void addAll(Token[] more) {
    if (count + more.length > tokens.length) {
      tokens = Arrays.copyOf(tokens, Math.max(count * 2, count + more.length));
    }
    System.arraycopy(more, 0, tokens, count, more.length);
    count += more.length;
  }

  Token removeLast() {
    return tokens[--count];
  }

  void truncate(int size) {
    count = size;
  }

  Token[] toArray() {
    return count == 0 ? NONE : Arrays.copyOf(tokens, count);
  }

  Token[] slice(int from, int to) {
    return from == to ? NONE : Arrays.copyOfRange(tokens, from, to);
  }
}
