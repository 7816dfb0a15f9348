package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;

/** Says in a sentence where a text stops being a rule file. */
final class SyntaxErrors extends BaseErrorListener {
  /** What may stand at the beginning of a definition or of a line of a rule. */
  private static final Set<Integer> STARTS =
      Set.of(
          RuleLanguageLexer.DDIS,
          RuleLanguageLexer.EVENT,
          RuleLanguageLexer.PART,
          RuleLanguageLexer.RULE,
          RuleLanguageLexer.MODEL,
          RuleLanguageLexer.SEVERITY,
          RuleLanguageLexer.GROUP,
          RuleLanguageLexer.SOURCE,
          RuleLanguageLexer.SUMMARY,
          RuleLanguageLexer.CLAUSE,
          RuleLanguageLexer.CONSEQUENCE,
          RuleLanguageLexer.DRAFT,
          RuleLanguageLexer.ENTRY,
          RuleLanguageLexer.EXCEPT,
          RuleLanguageLexer.REQUIRES,
          RuleLanguageLexer.TRACK,
          RuleLanguageLexer.SHARED,
          RuleLanguageLexer.STATE,
          RuleLanguageLexer.MESSAGE,
          RuleLanguageLexer.USE,
          RuleLanguageLexer.ALWAYS);

  private static final Pattern KEYWORD = Pattern.compile("[a-z]+");

  private final Problems problems;
  private int lastError = -1;

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
    int index = parser.getInputStream().index();
    if (lastError < 0 || isNewStart(parser.getInputStream(), lastError, index)) {
      problems.error(Code.SYNTAX, token, sentence(token, parser));
    }
    lastError = Math.max(lastError, index);
  }

  /**
   * Whether some line of the rule, or a definition, begins after one error and before the next. If
   * none does, the second is an echo of the first.
   */
  private static boolean isNewStart(TokenStream tokens, int from, int to) {
    for (int i = from + 1; i <= to; i++) {
      Token token = tokens.get(i);
      boolean firstOnLine = token.getLine() > tokens.get(i - 1).getLine();
      if (firstOnLine && (STARTS.contains(token.getType()) || isTransition(tokens, i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransition(TokenStream tokens, int at) {
    int type = tokens.get(at).getType();
    boolean isSource = type == RuleLanguageLexer.ID || type == RuleLanguageLexer.ANY;
    if (!isSource || at + 1 >= tokens.size()) {
      return false;
    }
    int next = tokens.get(at + 1).getType();
    return next == RuleLanguageLexer.ARROW || next == RuleLanguageLexer.COMMA;
  }

  private static String sentence(Token token, Parser parser) {
    if (token.getType() == RuleLanguageLexer.OPEN_STRING) {
      return "This text has no closing quote on its line.";
    }
    if (token.getType() == RuleLanguageLexer.OTHER) {
      return "The character '" + token.getText() + "' has no meaning in the rule language.";
    }
    boolean isKeyword = KEYWORD.matcher(token.getText()).matches();
    if (isKeyword && parser.getExpectedTokens().contains(RuleLanguageLexer.ID)) {
      return shown(token)
          + " is a word of the rule language and cannot be a name in "
          + place(parser)
          + "; choose another name.";
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
