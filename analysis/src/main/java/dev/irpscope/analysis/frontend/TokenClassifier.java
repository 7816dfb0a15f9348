package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.frontend.Names.Place;
import dev.irpscope.analysis.preprocess.Token;
import java.util.List;

/**
 * Prepares one external declaration for the grammar: tells type names from other identifiers with
 * C's scopes, leaves out calling conventions, annotations and stray macro names, and marks the
 * parentheses that open type names and parameter lists. Where it does not understand the text it
 * passes tokens on as they are; the parser then says what is wrong.
 */
final class TokenClassifier {
  /** An annotation that matters: its name and the tokens of its arguments. */
  record AttributeTokens(String name, List<GrammarToken> arguments) {}

  /**
   * The result.
   *
   * @param tokens for the parser, the last one being the end mark
   * @param doubts what was left out although it may matter: an unknown macro where a macro may hide
   *     a jump, a call or half a statement; a function in a function
   */
  record Classified(
      List<GrammarToken> tokens, List<AttributeTokens> attributes, List<String> doubts) {}

  private TokenClassifier() {}

  /** Classifies a declaration or function definition at file scope. */
  static Classified external(List<Token> tokens, Scope file, Vocabulary vocabulary) {
    TokenWalk walk = new TokenWalk(tokens, 0, tokens.size(), file, vocabulary);
    TokenCursor cursor = walk.cursor();
    walk.declarations().declaration(Place.FILE);
    if (vocabulary.isCpp() && cursor.is(":")) {
      walk.declarations().memberInitializers();
    }
    if (cursor.is("{")) {
      walk.statements().compound();
    }
    while (!cursor.atEnd()) {
      cursor.emit();
    }
    return new Classified(cursor.finish(), walk.attributes().kept(), cursor.doubts());
  }
}
