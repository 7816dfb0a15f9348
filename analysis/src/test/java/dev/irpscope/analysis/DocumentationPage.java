package dev.irpscope.analysis;

import dev.irpscope.analysis.rule.Automaton;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.Transition;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with parts that are made from something else, each announced by a comment:
 *
 * <ul>
 *   <li>{@code <!-- sample: FOLDER/FILE#FUNCTION -->} above a fenced block of C: from the sample
 *       drivers, or from the small ones of the tests
 *   <li>{@code <!-- rule: NAME -->} to {@code <!-- end of rule -->}: states, transitions, messages
 *   <li>{@code <!-- rules: named -->} or {@code others} to {@code <!-- end of rules -->}: a table
 *       of rules; the named ones are those that stand in the table
 * </ul>
 */
final class DocumentationPage {
  private static final Pattern SAMPLE =
      Pattern.compile("(<!-- sample: (\\S+)#(\\w+) -->\n```c\n)(.*?)(```\n)", Pattern.DOTALL);
  private static final Pattern RULE =
      Pattern.compile("(<!-- rule: (\\w+) -->\n)(.*?)(<!-- end of rule -->)", Pattern.DOTALL);
  private static final Pattern RULES =
      Pattern.compile(
          "(<!-- rules: (named|others) -->\n)(.*?)(<!-- end of rules -->)", Pattern.DOTALL);
  private static final Pattern ROW = Pattern.compile("(?m)^\\| \\[?(\\w+)]?[ (].*$");

  private final Path root;
  private final Path page;
  private final RuleCatalogue catalogue;

  DocumentationPage(Path root, Path page, RuleCatalogue catalogue) {
    this.root = root;
    this.page = page;
    this.catalogue = catalogue;
  }

  String text() throws IOException {
    return Files.readString(page);
  }

  /** The page as it should be. */
  String refreshed() throws IOException {
    String text = text();
    Set<String> named = names(text);
    text = replaced(SAMPLE, text, found -> snippet(found.group(2), found.group(3)) + "\n");
    text = replaced(RULE, text, found -> description(rule(found.group(2))));
    return replaced(RULES, text, found -> table(found.group(2).equals("named"), named));
  }

  /** The rules in the table of the named ones. */
  static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher tables = RULES.matcher(text);
    while (tables.find()) {
      if (tables.group(2).equals("named")) {
        ROW.matcher(tables.group(3)).results().map(row -> row.group(1)).forEach(names::add);
      }
    }
    names.remove("rule");
    return names;
  }

  private static String replaced(
      Pattern pattern, String text, Function<MatchResult, String> content) {
    return pattern
        .matcher(text)
        .replaceAll(found ->
            Matcher.quoteReplacement(
                found.group(1) + content.apply(found) + found.group(found.groupCount())));
  }

  private String snippet(String file, String function) {
    try {
      Path sample = root.resolve("sample-drivers").resolve(file);
      Path small = root.resolve("analysis/src/test/resources/drivers").resolve(file);
      return SampleFunction.in(Files.readString(Files.exists(sample) ? sample : small), function)
          .orElseThrow(
              () -> new AssertionError(page + ": no function " + function + " in " + file));
    } catch (IOException e) {
      throw new AssertionError(page + ": no sample " + file, e);
    }
  }

  private Rule rule(String name) {
    return catalogue
        .rule(name)
        .orElseThrow(() -> new AssertionError(page + ": there is no rule " + name));
  }

  private static String description(Rule rule) {
    List<String> lines = new ArrayList<>();
    Automaton drawn = rule.automaton();
    lines.add("");
    lines.add("| state | | meaning |");
    lines.add("| --- | --- | --- |");
    for (State state : rule.states()) {
      lines.add("| " + state.name() + " | " + marks(state) + " | " + state.note() + " |");
    }
    lines.add("");
    lines.add("| from | to | when |");
    lines.add("| --- | --- | --- |");
    for (Automaton.Edge edge : drawn.edges()) {
      lines.add("| " + edge.from() + " | " + edge.to() + " | " + edge.label() + " |");
    }
    lines.add("");
    lines.add("Messages:");
    lines.add("");
    messages(rule).forEach(message -> lines.add("- " + message));
    lines.add("");
    return String.join("\n", lines) + "\n";
  }

  private static String marks(State state) {
    List<String> marks = new ArrayList<>();
    if (state.initial() || !state.initialFor().isEmpty()) {
      marks.add("initial");
    }
    if (state.obligation()) {
      marks.add("obligation");
    }
    if (state.satisfied()) {
      marks.add("satisfied");
    }
    return String.join(", ", marks);
  }

  private static Set<String> messages(Rule rule) {
    Set<String> messages = new LinkedHashSet<>();
    for (Transition transition : rule.transitions()) {
      transition
          .report()
          .ifPresent(report ->
              report
                  .message()
                  .ifPresent(message ->
                      messages.add(
                          switch (report.kind()) {
                                case VIOLATION, SUSPECTED, CONFIRMED -> "";
                                case HINT -> "(hint) ";
                              }
                              + "`"
                              + message.text()
                              + "`")));
    }
    return messages;
  }

  private String table(boolean ofNamed, Set<String> named) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("| rule | class | state | demands |");
    lines.add("| --- | --- | --- | --- |");
    catalogue.rules().stream()
        .filter(rule -> named.contains(rule.name()) == ofNamed)
        .sorted(java.util.Comparator.comparing(Rule::name))
        .forEach(rule -> lines.add(row(rule)));
    lines.add("");
    return String.join("\n", lines) + "\n";
  }

  private String row(Rule rule) {
    boolean hasPage = Files.exists(page.resolveSibling(rule.name() + ".md"));
    String name = hasPage ? "[" + rule.name() + "](" + rule.name() + ".md)" : rule.name();
    return "| "
        + name
        + " | "
        + rule.severity().name().toLowerCase(Locale.ROOT)
        + " | "
        + (rule.isRunnable() ? "runs" : "written")
        + " | "
        + rule.summary()
        + " |";
  }
}
