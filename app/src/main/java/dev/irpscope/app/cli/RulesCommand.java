package dev.irpscope.app.cli;

import dev.irpscope.analysis.report.DiagnosticText;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.analysis.rule.catalogue.RuleText;
import dev.irpscope.analysis.source.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code irpscope rules}. */
@Command(
    name = "rules",
    description = "Lists the rules, shows one, or checks a file with rules of your own.")
final class RulesCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private Output output = new Output();

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "NAME",
      description = "The rule to show; all are listed without it.")
  private @Nullable String name;

  @Option(
      names = "--check",
      paramLabel = "FILE",
      description = "Read a rule file and tell what is wrong with it; exits with 2 if so.")
  private @Nullable Path check;

  @Option(
      names = "--rule-folder",
      paramLabel = "DIR",
      description = "Add the .rule files in DIR; may be given several times.")
  private List<Path> ruleFolders = new ArrayList<>();

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    output.check();
    Optional<Path> file = Optional.ofNullable(check);
    if (file.isPresent()) {
      return check(file.get());
    }
    RuleCatalogue catalogue = RuleCatalogue.builtIn();
    for (Path folder : ruleFolders) {
      if (!Files.isDirectory(folder)) {
        throw new InputException("there is no folder of rules " + folder + ".");
      }
      catalogue = catalogue.withFolder(folder);
    }
    for (Diagnostic problem : catalogue.diagnostics()) {
      console.err().println(DiagnosticText.of(problem));
    }
    Optional<String> wanted = Optional.ofNullable(name);
    output.write(console, wanted.isPresent() ? one(wanted.get(), catalogue) : list(catalogue));
    return ExitCode.NONE_FOUND;
  }

  private static String one(String wanted, RuleCatalogue catalogue) throws InputException {
    Optional<Rule> rule = catalogue.rule(wanted);
    if (rule.isEmpty()) {
      throw new InputException(FolderInput.unknownRule(wanted, catalogue));
    }
    return new RuleText(rule.get()).full();
  }

  private static String list(RuleCatalogue catalogue) {
    StringBuilder out = new StringBuilder();
    for (Rule rule : catalogue.rules()) {
      out.append(new RuleText(rule).line().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private int check(Path file) throws InputException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new InputException("there is no rule file " + file + " that can be read.");
    }
    RuleCatalogue builtIn = RuleCatalogue.builtIn();
    RuleCatalogue with = builtIn.withFile(file);
    List<Diagnostic> problems = with.diagnostics();
    StringBuilder out = new StringBuilder();
    problems.forEach(problem -> out.append(DiagnosticText.of(problem)).append('\n'));
    List<String> names =
        with.rules().subList(builtIn.rules().size(), with.rules().size()).stream()
            .map(Rule::name)
            .toList();
    boolean wrong = problems.stream().anyMatch(one -> one.severity() == Diagnostic.Severity.ERROR);
    if (!names.isEmpty()) {
      out.append("can be used: ").append(String.join(", ", names)).append('\n');
    } else if (!wrong) {
      out.append("there is no rule in this file\n");
    }
    output.write(console, out.toString());
    return wrong ? ExitCode.USAGE_OR_INPUT : ExitCode.NONE_FOUND;
  }
}
