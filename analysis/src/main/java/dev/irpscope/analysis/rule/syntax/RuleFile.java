package dev.irpscope.analysis.rule.syntax;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.syntax.Problems.Code;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageLexer;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.DefinitionContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.FileContext;
import dev.irpscope.analysis.rule.syntax.grammar.RuleLanguageParser.RuleDefinitionContext;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ErrorNode;
import org.antlr.v4.runtime.tree.ParseTree;

/**
 * A rule file as read.
 *
 * @param rules those without an error, in the order of the file
 * @param diagnostics in the order of the text; errors name rules that are not in {@code rules}
 */
public record RuleFile(List<Rule> rules, List<Diagnostic> diagnostics) {
  /** Folder of the built-in rules on the class path. */
  public static final String BUILT_IN = "/dev/irpscope/analysis/rules/";

  private static final int MAX_LENGTH = 1 << 20;

  public RuleFile {
    rules = List.copyOf(rules);
    diagnostics = List.copyOf(diagnostics);
  }

  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(one -> one.severity() == Diagnostic.Severity.ERROR);
  }

  /**
   * Reads a rule file. What the built-in {@code common.rule} defines may be used in it. Any text
   * gives a result; what cannot be read is told in the diagnostics.
   */
  public static RuleFile read(SourceFile file) {
    return read(file, List.of(Common.DEFINITIONS));
  }

  private static RuleFile read(SourceFile file, List<Definitions> common) {
    CharStream characters = CharStreams.fromString(file.text(), file.path());
    Problems problems = new Problems(file, characters);
    List<Rule> rules = new ArrayList<>();
    if (file.text().length() > MAX_LENGTH) {
      return tooMuch(file, "This file is larger than a rule file can sensibly be (1 MB).");
    }
    try {
      FileContext tree = parse(characters, problems);
      Definitions definitions = new Definitions(common);
      definitions.add(sound(tree), problems);
      rules.addAll(rules(tree, definitions, problems));
    } catch (StackOverflowError tooDeep) {
      return tooMuch(file, "This file is nested too deeply to be read as a rule file.");
    }
    return new RuleFile(rules, problems.inOrder());
  }

  private static RuleFile tooMuch(SourceFile file, String message) {
    return new RuleFile(
        List.of(),
        List.of(Diagnostic.of("RULE-SYNTAX", Diagnostic.Severity.ERROR, file.path(), message)));
  }

  private static FileContext parse(CharStream characters, Problems problems) {
    RuleLanguageLexer lexer = new RuleLanguageLexer(characters);
    lexer.removeErrorListeners();
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = lexer.nextToken();
      tokens.add(token);
    } while (token.getType() != Token.EOF);
    List<Token> expanded = FamilyExpansion.expand(tokens, problems);
    RuleLanguageParser parser =
        new RuleLanguageParser(new CommonTokenStream(new ListTokenSource(expanded)));
    parser.removeErrorListeners();
    parser.addErrorListener(new SyntaxErrors(problems));
    return parser.file();
  }

  /** Removes the definitions in which the parser lost its way: they have been told about. */
  private static FileContext sound(FileContext tree) {
    if (tree.children != null) {
      tree.children.removeIf(child -> child instanceof DefinitionContext && !isSound(child));
    }
    return tree;
  }

  private static List<Rule> rules(FileContext tree, Definitions definitions, Problems problems) {
    List<Rule> rules = new ArrayList<>();
    Map<String, Token> seen = new TreeMap<>();
    for (DefinitionContext definition : tree.definition()) {
      if (definition instanceof RuleDefinitionContext written) {
        Token name = written.ID().getSymbol();
        if (seen.putIfAbsent(name.getText(), name) != null) {
          problems.error(
              Code.DUPLICATE, name, "There are two rules named '" + name.getText() + "'.");
          continue;
        }
        int before = problems.errors();
        Rule rule = new RuleBuilder(written, definitions, problems).build();
        if (problems.errors() == before) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  private static boolean isSound(ParseTree tree) {
    if (tree instanceof ErrorNode) {
      return false;
    }
    if (tree instanceof ParserRuleContext context && context.exception != null) {
      return false;
    }
    for (int i = 0; i < tree.getChildCount(); i++) {
      if (!isSound(tree.getChild(i))) {
        return false;
      }
    }
    return true;
  }

  /** The text of a built-in file. */
  public static SourceFile builtIn(String name) {
    try (InputStream in = RuleFile.class.getResourceAsStream(BUILT_IN + name)) {
      if (in == null) {
        throw new IllegalStateException("built-in rule file " + name + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new SourceFile("rules/" + name, SourceFile.Place.BUILT_IN, text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Read on first use. */
  private static final class Common {
    static final Definitions DEFINITIONS = load();

    private static Definitions load() {
      SourceFile file = builtIn("common.rule");
      CharStream characters = CharStreams.fromString(file.text(), file.path());
      Problems problems = new Problems(file, characters);
      Definitions definitions = new Definitions(List.of());
      definitions.add(parse(characters, problems), problems);
      if (problems.hasErrors()) {
        throw new IllegalStateException(problems.inOrder().toString());
      }
      return definitions;
    }
  }
}
