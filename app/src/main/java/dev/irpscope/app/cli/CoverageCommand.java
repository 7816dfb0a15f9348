package dev.irpscope.app.cli;

import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.Json;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code irpscope coverage}. */
@Command(
    name = "coverage",
    description = "Tells which functions of a folder were read, and why others were not.")
final class CoverageCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private FolderInput input = new FolderInput();
  @Mixin private Output output = new Output();

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  private String format = "text";

  CoverageCommand(Console console) {
    this.console = console;
  }

  private record Document(
      int files,
      long lines,
      int functions,
      long analysed,
      long partial,
      long skipped,
      long inactive,
      double seconds,
      List<Detail> detail) {}

  private record Detail(String file, String function, int line, String status, String reason) {}

  @Override
  public Integer call() throws InputException {
    if (!format.equals("text") && !format.equals("json")) {
      throw new InputException("there is no format '" + format + "' here; give text or json.");
    }
    output.check();
    FolderInput.Checked checked = input.check(Optional.empty());
    long start = System.nanoTime();
    Coverage coverage = Work.read(console, checked).coverage();
    double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
    Document document =
        new Document(
            coverage.files(),
            coverage.lines(),
            coverage.functions().size(),
            coverage.count(FunctionCoverage.Status.ANALYSED),
            coverage.count(FunctionCoverage.Status.PARTIAL),
            coverage.count(FunctionCoverage.Status.SKIPPED),
            coverage.count(FunctionCoverage.Status.INACTIVE),
            seconds,
            coverage.functions().stream().map(CoverageCommand::detail).toList());
    output.write(console, format.equals("json") ? Json.write(document) : text(document));
    return ExitCode.NONE_FOUND;
  }

  private static Detail detail(FunctionCoverage function) {
    return new Detail(
        function.file(),
        function.function(),
        function.span().line(),
        function.status().name().toLowerCase(Locale.ROOT),
        function.reason());
  }

  private static String text(Document document) {
    StringBuilder out = new StringBuilder();
    for (Detail one : document.detail()) {
      if (!one.status().equals("analysed")) {
        out.append(one.file()).append(':').append(one.line()).append(": ");
        out.append(one.function()).append(": ").append(one.status());
        out.append(one.reason().isEmpty() ? "" : ": " + one.reason()).append('\n');
      }
    }
    return out.append(document.files())
        .append(" files, ")
        .append(document.lines())
        .append(" lines, ")
        .append(document.functions())
        .append(" functions: ")
        .append(document.analysed())
        .append(" analysed, ")
        .append(document.partial())
        .append(" partial, ")
        .append(document.skipped())
        .append(" skipped, ")
        .append(document.inactive())
        .append(" inactive\n")
        .toString();
  }
}
