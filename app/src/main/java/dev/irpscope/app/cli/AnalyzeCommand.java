package dev.irpscope.app.cli;

import dev.irpscope.analysis.report.Baseline;
import dev.irpscope.analysis.report.ReportContent;
import dev.irpscope.analysis.report.ReportFormat;
import dev.irpscope.analysis.report.Totals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code irpscope analyze}. */
@Command(
    name = "analyze",
    description = "Checks the rules on a folder of driver source.",
    footer = {
      "",
      "Exit codes: 0 none found, 1 violations, 2 wrong usage or input, 3 with --strict when",
      "a rule's search failed or did not end."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private FolderInput input = new FolderInput();
  @Mixin private Output output = new Output();

  @Option(
      names = "--rules",
      paramLabel = "RULES",
      description = "default, practice, all, or names of rules with commas between them.")
  private @Nullable String rules;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "text (default), sarif, json, html or md.")
  private String format = "text";

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description = "Compare with an earlier SARIF or JSON report: new, still there, gone.")
  private @Nullable Path baseline;

  @Option(
      names = "--strict",
      description = "Exit with 3 when a rule's search failed or did not end.")
  private boolean strict;

  AnalyzeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    ReportFormat chosen = format(format);
    output.check();
    FolderInput.Checked checked = input.check(Optional.ofNullable(rules));
    Optional<Baseline> earlier = earlier();
    return Work.tell(
        console,
        checked,
        analysed -> {
          ReportContent content =
              new ReportContent(
                  analysed.report(),
                  checked.catalogue().rules(),
                  earlier.map(one -> one.compare(analysed.report())),
                  checked.settings().suppressions());
          output.write(console, chosen.write(content));
          return exitCode(Totals.of(content));
        });
  }

  private int exitCode(Totals totals) {
    boolean unfinished =
        totals.verdicts().failed() > 0 || totals.verdicts().inconclusive() > 0 || totals.stopped();
    if (strict && unfinished) {
      return ExitCode.NOT_CONCLUSIVE;
    }
    return totals.violations() > 0 ? ExitCode.VIOLATIONS : ExitCode.NONE_FOUND;
  }

  private static ReportFormat format(String word) throws InputException {
    Optional<ReportFormat> found = ReportFormat.of(word);
    if (found.isEmpty()) {
      List<String> words = Arrays.stream(ReportFormat.values()).map(ReportFormat::word).toList();
      throw new InputException(
          "there is no format '" + word + "'; give --format " + String.join(", ", words) + ".");
    }
    return found.get();
  }

  private Optional<Baseline> earlier() throws InputException {
    Optional<Path> file = Optional.ofNullable(baseline);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Baseline.read(new String(Files.readAllBytes(file.get()), StandardCharsets.UTF_8)));
    } catch (IOException _) {
      throw new InputException("the earlier report " + file.get() + " cannot be read.");
    } catch (Baseline.NotAReportException e) {
      throw new InputException(
          file.get() + " is no earlier report of IrpScope: " + e.getMessage() + ".");
    }
  }
}
