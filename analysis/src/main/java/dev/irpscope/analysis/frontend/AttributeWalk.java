package dev.irpscope.analysis.frontend;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Leaves attributes, conventions and annotations out, and keeps those that matter. */
final class AttributeWalk {
  /** What the built-in headers make of {@code _Dispatch_type_} and {@code _Function_class_}. */
  private static final Set<String> KEPT =
      Set.of("__irpscope_dispatch_type", "__irpscope_function_class");

  private final TokenWalk walk;
  private final TokenCursor cursor;
  private final List<TokenClassifier.AttributeTokens> kept = new ArrayList<>();
  private int parameterDepth;

  AttributeWalk(TokenWalk walk) {
    this.walk = walk;
    this.cursor = walk.cursor();
  }

  /** Those of the declaration itself, not of its parameters. */
  List<TokenClassifier.AttributeTokens> kept() {
    return List.copyOf(kept);
  }

  void enterParameters() {
    parameterDepth++;
  }

  void leaveParameters() {
    parameterDepth--;
  }

  /** Whether there was an attribute here; the place is behind it then. */
  boolean skip() {
    if (!cursor.isWord(cursor.at())) {
      return false;
    }
    String word = cursor.token().text();
    if (cursor.vocabulary().isDropped(word)) {
      cursor.drop();
      return true;
    }
    boolean arguments = cursor.is(cursor.at() + 1, "(");
    if (cursor.vocabulary().isDroppedWithArguments(word)) {
      cursor.dropTo(arguments ? cursor.partner(cursor.at() + 1) + 1 : cursor.at() + 1);
      return true;
    }
    if (arguments && KEPT.contains(word)) {
      int close = cursor.partner(cursor.at() + 1);
      if (parameterDepth == 0) {
        kept.add(
            new TokenClassifier.AttributeTokens(
                word, walk.part(cursor.at() + 2, close).allExpressions()));
      }
      cursor.dropTo(close + 1);
      return true;
    }
    return false;
  }
}
