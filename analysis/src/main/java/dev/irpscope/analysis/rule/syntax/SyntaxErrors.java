package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Says in a sentence where a text stops being a rule file. */
final class SyntaxErrors extends BaseErrorListener {
  private final Problems problems;

  SyntaxErrors(Problems problems) {
    this.problems = problems;
  }

  @Override
  public void syntaxError(
      Recognizer<?, ?> recognizer,
      @Nullable Object symbol,
      int line,
      int column,
      @Nullable String message,
      @Nullable RecognitionException cause) {
    if (!(symbol instanceof Token token) || !(recognizer instanceof Parser parser)) {
      return;
    }
    problems.error(Code.SYNTAX, token, sentence(token, parser));
  }

  private static String sentence(Token token, Parser parser) {
    if (token.getType() == RuleLanguageLexer.OPEN_STRING) {
      return "This text has no closing quote on its line.";
    }
    if (token.getType() == RuleLanguageLexer.OTHER) {
      return "The character '" + token.getText() + "' has no meaning in the rule language.";
    }
    return "In "
        + place(parser)
        + ", "
        + shown(token)
        + " stands where "
        + expected(parser)
        + " is expected.";
  }

  /** A token as a message names it. */
  static String shown(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end of the file";
    }
    String text = token.getText();
    return text.length() > 40 ? text.substring(0, 37) + "..." : "'" + text + "'";
  }

  private static String place(Parser parser) {
    return switch (parser.getContext().getRuleIndex()) {
      case RuleLanguageParser.RULE_item -> "a line of a rule";
      case RuleLanguageParser.RULE_target, RuleLanguageParser.RULE_report ->
          "the target of a transition";
      case RuleLanguageParser.RULE_triggers,
          RuleLanguageParser.RULE_trigger,
          RuleLanguageParser.RULE_event ->
          "an event";
      case RuleLanguageParser.RULE_arguments,
          RuleLanguageParser.RULE_argument,
          RuleLanguageParser.RULE_pattern ->
          "a list of arguments";
      case RuleLanguageParser.RULE_guard, RuleLanguageParser.RULE_operand -> "a condition";
      case RuleLanguageParser.RULE_effects, RuleLanguageParser.RULE_effect -> "an action";
      case RuleLanguageParser.RULE_text -> "a text";
      case RuleLanguageParser.RULE_sources -> "a transition";
      default -> "a rule file";
    };
  }

  private static String expected(Parser parser) {
    IntervalSet types = parser.getExpectedTokens();
    if (types.isNil()) {
      return "something else";
    }
    List<String> names = new ArrayList<>();
    for (int type : types.toList()) {
      names.add(name(type));
    }
    List<String> distinct = names.stream().distinct().toList();
    if (distinct.size() > 8) {
      return "one of " + String.join(", ", distinct.subList(0, 7)) + ", ...";
    }
    return distinct.size() == 1 ? distinct.getFirst() : "one of " + String.join(", ", distinct);
  }

  private static String name(int type) {
    return switch (type) {
      case Token.EOF -> "the end of the file";
      case RuleLanguageLexer.ID -> "a name";
      case RuleLanguageLexer.STRING -> "a text in quotes";
      case RuleLanguageLexer.NUMBER -> "a number";
      case RuleLanguageLexer.HYPHENATED -> "a word with a hyphen";
      default -> RuleLanguageLexer.VOCABULARY.getDisplayName(type);
    };
  }
}
