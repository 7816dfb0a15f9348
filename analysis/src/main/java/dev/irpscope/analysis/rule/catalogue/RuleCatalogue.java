package dev.irpscope.analysis.rule.catalogue;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.Severity;
import dev.irpscope.analysis.rule.syntax.RuleFile;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All rules, in a fixed order: the built-in ones as their index lists them, then those of added
 * files by path.
 *
 * @param diagnostics what is wrong with added files; empty for the built-in rules
 */
public record RuleCatalogue(List<Rule> rules, List<Diagnostic> diagnostics) {
  private static final String INDEX = "index.txt";

  /** Names of the built-in rules that were held against samples and public drivers, one a line. */
  private static final String HELD = "held.txt";

  public RuleCatalogue {
    rules = List.copyOf(rules);
    diagnostics = List.copyOf(diagnostics);
  }

  /**
   * @param rules in catalogue order, each once
   * @param unknown names that no rule has, as given
   */
  public record Selection(List<Rule> rules, List<String> unknown) {
    public Selection {
      rules = List.copyOf(rules);
      unknown = List.copyOf(unknown);
    }
  }

  /** The rules that come with the program. Read once. */
  public static RuleCatalogue builtIn() {
    return BuiltIn.CATALOGUE;
  }

  /**
   * The same with the rules of every {@code .rule} file directly in {@code folder}. A broken file,
   * a broken rule or one whose name is taken is told in the diagnostics; the others are added.
   */
  public RuleCatalogue withFolder(Path folder) {
    List<Path> paths;
    try (Stream<Path> found = Files.list(folder)) {
      paths =
          found
              .filter(path -> path.getFileName().toString().endsWith(".rule"))
              .filter(Files::isRegularFile)
              .sorted()
              .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return with(List.of(), List.of(unreadable(folder, "folder of rules")));
    }
    RuleCatalogue all = this;
    for (Path path : paths) {
      all = all.withFile(path);
    }
    return all;
  }

  /** The same with the rules of one file. */
  public RuleCatalogue withFile(Path path) {
    String name = path.toString().replace('\\', '/');
    try {
      String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
      return with(RuleFile.read(new SourceFile(name, SourceFile.Place.INCLUDED, text)), name);
    } catch (IOException unreadable) {
      return with(List.of(), List.of(unreadable(path, "rule file")));
    }
  }

  /** The same with the rules of a file that was read already; {@code path} is for messages. */
  public RuleCatalogue with(RuleFile file, String path) {
    List<Diagnostic> found = new ArrayList<>(file.diagnostics());
    List<Rule> added = new ArrayList<>();
    for (Rule rule : file.rules()) {
      if (rule(rule.name()).isPresent()) {
        found.add(
            Diagnostic.of(
                "RULE-DUPLICATE",
                Diagnostic.Severity.ERROR,
                path,
                "There is a rule named '"
                    + rule.name()
                    + "' already; this one is not used. Give it another name."));
      } else {
        added.add(rule);
      }
    }
    return with(added, found);
  }

  private RuleCatalogue with(List<Rule> added, List<Diagnostic> found) {
    return new RuleCatalogue(
        Stream.concat(rules.stream(), added.stream()).toList(),
        Stream.concat(diagnostics.stream(), found.stream()).toList());
  }

  private static Diagnostic unreadable(Path path, String what) {
    return Diagnostic.of(
        "RULE-UNREADABLE",
        Diagnostic.Severity.ERROR,
        path.toString().replace('\\', '/'),
        "This " + what + " cannot be read.");
  }

  /** The rule with exactly this name. */
  public Optional<Rule> rule(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Every rule that is ready to run. */
  public List<Rule> runnable() {
    return rules.stream().filter(Rule::isRunnable).toList();
  }

  /**
   * Chooses rules.
   *
   * @param words {@code default} (class defect), {@code practice} (class practice), {@code all}, or
   *     rule names, several with commas between them; a rule that is named is chosen also when it
   *     is a draft
   */
  public Selection select(String words) {
    Map<String, Rule> chosen = new LinkedHashMap<>();
    List<String> unknown = new ArrayList<>();
    for (String word : words.split(",", -1)) {
      String wanted = word.strip();
      List<Rule> found =
          switch (wanted) {
            case "" -> List.of();
            case "default" -> runnable(Severity.DEFECT);
            case "practice" -> runnable(Severity.PRACTICE);
            case "all" -> runnable();
            default -> rule(wanted).stream().toList();
          };
      if (found.isEmpty() && !List.of("", "default", "practice", "all").contains(wanted)) {
        unknown.add(wanted);
      }
      found.forEach(rule -> chosen.putIfAbsent(rule.name(), rule));
    }
    return new Selection(
        rules.stream().filter(rule -> chosen.containsKey(rule.name())).toList(), unknown);
  }

  private List<Rule> runnable(Severity severity) {
    return runnable().stream().filter(rule -> rule.severity() == severity).toList();
  }

  /** Read on first use. */
  private static final class BuiltIn {
    static final RuleCatalogue CATALOGUE = load();

    private static RuleCatalogue load() {
      RuleCatalogue all = new RuleCatalogue(List.of(), List.of());
      for (String line : RuleFile.builtIn(INDEX).text().lines().toList()) {
        if (!line.isBlank()) {
          SourceFile file = RuleFile.builtIn(line.strip());
          all = all.with(RuleFile.read(file), file.path());
        }
      }
      Set<String> held =
          RuleFile.builtIn(HELD).text().lines().map(String::strip).collect(Collectors.toSet());
      return new RuleCatalogue(
          all.rules.stream()
              .map(rule -> held.contains(rule.name()) ? rule : unproven(rule))
              .toList(),
          all.diagnostics);
    }

    private static Rule unproven(Rule rule) {
      return rule.isRunnable()
          ? rule.asDraft("it has not been held against real drivers yet; name it to try it")
          : rule;
    }
  }
}
