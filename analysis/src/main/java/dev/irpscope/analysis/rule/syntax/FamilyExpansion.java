package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Replaces every {@code instance X of F (p = ...)} by {@code rule X { body of F }} in which each
 * {@code $p} is replaced, in the text of strings as well. Works on tokens, so a parameter may stand
 * for anything: a word, a list of origins, a condition. Tokens keep their place in the file.
 */
final class FamilyExpansion {
  private record Family(Token name, List<String> parameters, List<Token> body) {}

  private static final Pattern IN_STRING = Pattern.compile("\\$([A-Za-z][A-Za-z0-9_]*)");

  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

  private final List<Token> tokens;
  private final Problems problems;
  private final Map<String, Family> families = new TreeMap<>();
  private final List<String> used = new ArrayList<>();
  private final List<Token> out = new ArrayList<>();
  private int at;

  private FamilyExpansion(List<Token> tokens, Problems problems) {
    this.tokens = tokens;
    this.problems = problems;
  }

  /**
   * @param tokens a whole file with EOF at the end
   * @return the same without families and instances
   */
  static List<Token> expand(List<Token> tokens, Problems problems) {
    FamilyExpansion expansion = new FamilyExpansion(tokens, problems);
    expansion.collect();
    expansion.run();
    return expansion.out;
  }

  /** Families may stand behind their instances. */
  private void collect() {
    while (type() != Token.EOF) {
      if (type() == RuleLanguageLexer.FAMILY) {
        family().ifPresent(this::declare);
      } else {
        at++;
      }
    }
    at = 0;
  }

  private void declare(Family family) {
    if (families.putIfAbsent(family.name().getText(), family) != null) {
      problems.error(
          Code.DUPLICATE,
          family.name(),
          "There are two families named '" + family.name().getText() + "'.");
    }
  }

  private void run() {
    while (type() != Token.EOF) {
      switch (type()) {
        case RuleLanguageLexer.FAMILY -> skipFamily();
        case RuleLanguageLexer.INSTANCE -> instance();
        case RuleLanguageLexer.PARAMETER -> {
          problems.error(
              Code.MISPLACED,
              token(),
              "'" + token().getText() + "' stands outside a family, so it has no value.");
          at++;
        }
        default -> {
          out.add(token());
          at++;
        }
      }
    }
    out.add(token());
    families.forEach((name, family) -> {
      if (!used.contains(name)) {
        problems.warning(Code.UNUSED, family.name(), "Family '" + name + "' has no instance.");
      }
    });
  }

  private void skipFamily() {
    int start = at;
    while (type() != Token.EOF && type() != RuleLanguageLexer.OPEN) {
      at++;
    }
    body();
    at = Math.max(at, start + 1);
  }

  /** family NAME ( a, b ) { ... } */
  private Optional<Family> family() {
    Token keyword = token();
    at++;
    Token name = token();
    if (!take(RuleLanguageLexer.ID) || !take(RuleLanguageLexer.LEFT)) {
      problems.error(
          Code.SYNTAX,
          keyword,
          "A family is written: family Name (parameter, ...) { ... }; here "
              + SyntaxErrors.shown(token())
              + " is in the way.");
      return Optional.empty();
    }
    List<String> parameters = new ArrayList<>();
    while (isWord()) {
      parameters.add(token().getText());
      at++;
      take(RuleLanguageLexer.COMMA);
    }
    if (!take(RuleLanguageLexer.RIGHT) || type() != RuleLanguageLexer.OPEN) {
      problems.error(
          Code.SYNTAX,
          token(),
          "The parameters of family '" + name.getText() + "' are names between ( and ), then {.");
      return Optional.empty();
    }
    Family family = new Family(name, List.copyOf(parameters), body());
    checkParameters(family);
    return Optional.of(family);
  }

  private void checkParameters(Family family) {
    for (Token token : family.body()) {
      if (token.getType() == RuleLanguageLexer.PARAMETER
          && !family.parameters().contains(token.getText().substring(1))) {
        problems.error(
            Code.UNKNOWN,
            token,
            Words.unknown("parameter", token.getText().substring(1), family.parameters()));
      }
    }
  }

  /** The tokens between matching braces; leaves {@code at} behind the closing one. */
  private List<Token> body() {
    List<Token> inside = new ArrayList<>();
    Token open = token();
    if (!take(RuleLanguageLexer.OPEN)) {
      return inside;
    }
    int depth = 1;
    while (type() != Token.EOF) {
      depth += type() == RuleLanguageLexer.OPEN ? 1 : 0;
      depth -= type() == RuleLanguageLexer.CLOSE ? 1 : 0;
      if (depth == 0) {
        at++;
        return inside;
      }
      inside.add(token());
      at++;
    }
    problems.error(Code.SYNTAX, open, "This { is never closed by a }.");
    return inside;
  }

  /** instance NAME of FAMILY ( a = tokens, ... ) */
  private void instance() {
    Token keyword = token();
    at++;
    Token name = token();
    boolean headIsRight = take(RuleLanguageLexer.ID) && take(RuleLanguageLexer.OF);
    Token familyName = token();
    if (!headIsRight || !take(RuleLanguageLexer.ID) || !take(RuleLanguageLexer.LEFT)) {
      problems.error(
          Code.SYNTAX,
          keyword,
          "An instance is written: instance Name of Family (parameter = value, ...); here "
              + SyntaxErrors.shown(token())
              + " is in the way.");
      return;
    }
    Map<String, List<Token>> values = values();
    Optional<Family> family = Optional.ofNullable(families.get(familyName.getText()));
    if (family.isEmpty()) {
      problems.error(
          Code.UNKNOWN,
          familyName,
          Words.unknown("family", familyName.getText(), families.keySet()));
      return;
    }
    used.add(familyName.getText());
    if (fits(name, family.get(), values)) {
      emit(keyword, name, family.get(), values);
    }
  }

  private Map<String, List<Token>> values() {
    Map<String, List<Token>> values = new TreeMap<>();
    while (isWord()) {
      Token parameter = token();
      at++;
      if (!take(RuleLanguageLexer.EQUAL)) {
        problems.error(
            Code.SYNTAX,
            token(),
            "Parameter '" + parameter.getText() + "' needs a value: write = and the value.");
        return values;
      }
      if (values.putIfAbsent(parameter.getText(), value()) != null) {
        problems.error(
            Code.DUPLICATE, parameter, "Parameter '" + parameter.getText() + "' is given twice.");
      }
      take(RuleLanguageLexer.COMMA);
    }
    if (!take(RuleLanguageLexer.RIGHT)) {
      problems.error(
          Code.SYNTAX,
          token(),
          "The list of parameters is not closed: "
              + SyntaxErrors.shown(token())
              + " stands where ) or a parameter's name is expected.");
    }
    return values;
  }

  /** Up to the comma or parenthesis that ends it; either may stand inside brackets. */
  private List<Token> value() {
    List<Token> value = new ArrayList<>();
    int depth = 0;
    while (type() != Token.EOF) {
      boolean closes = type() == RuleLanguageLexer.RIGHT || type() == RuleLanguageLexer.CLOSE;
      if (depth == 0 && (closes || type() == RuleLanguageLexer.COMMA)) {
        return value;
      }
      boolean opens = type() == RuleLanguageLexer.LEFT || type() == RuleLanguageLexer.OPEN;
      depth += opens ? 1 : 0;
      depth -= closes ? 1 : 0;
      value.add(token());
      at++;
    }
    return value;
  }

  private boolean fits(Token name, Family family, Map<String, List<Token>> values) {
    boolean fits = true;
    for (String parameter : family.parameters()) {
      if (!values.containsKey(parameter)) {
        problems.error(
            Code.INCOMPLETE,
            name,
            "'" + name.getText() + "' gives no value for parameter '" + parameter + "'.");
        fits = false;
      }
    }
    for (String given : values.keySet()) {
      if (!family.parameters().contains(given)) {
        problems.error(Code.UNKNOWN, name, Words.unknown("parameter", given, family.parameters()));
        fits = false;
      }
    }
    return fits;
  }

  private void emit(Token keyword, Token name, Family family, Map<String, List<Token>> values) {
    out.add(like(keyword, RuleLanguageLexer.RULE, "rule"));
    out.add(name);
    out.add(like(name, RuleLanguageLexer.OPEN, "{"));
    for (Token token : family.body()) {
      if (token.getType() == RuleLanguageLexer.PARAMETER) {
        out.addAll(values.getOrDefault(token.getText().substring(1), List.of()));
      } else if (token.getType() == RuleLanguageLexer.STRING) {
        out.add(like(token, token.getType(), filled(token.getText(), values)));
      } else {
        out.add(token);
      }
    }
    out.add(like(name, RuleLanguageLexer.CLOSE, "}"));
  }

  private static String filled(String text, Map<String, List<Token>> values) {
    return IN_STRING
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                Optional.ofNullable(values.get(found.group(1)))
                    .map(FamilyExpansion::plain)
                    .orElse(found.group())));
  }

  /** The words of a value, a string without its quotes. */
  private static String plain(List<Token> value) {
    StringBuilder text = new StringBuilder();
    for (Token token : value) {
      String word = token.getText();
      boolean isString = token.getType() == RuleLanguageLexer.STRING;
      text.append(isString ? word.substring(1, word.length() - 1) : word);
    }
    return text.toString();
  }

  private static Token like(Token token, int type, String text) {
    CommonToken copy = new CommonToken(token);
    copy.setType(type);
    copy.setText(text);
    return copy;
  }

  private boolean take(int type) {
    if (type() != type) {
      return false;
    }
    at++;
    return true;
  }

  /** Parameters may have names that are keywords elsewhere. */
  private boolean isWord() {
    return type() != Token.EOF && WORD.matcher(token().getText()).matches();
  }

  private Token token() {
    return tokens.get(Math.min(at, tokens.size() - 1));
  }

  private int type() {
    return token().getType();
  }
}
