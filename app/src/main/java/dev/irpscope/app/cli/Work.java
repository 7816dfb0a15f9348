package dev.irpscope.app.cli;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.DiagnosticText;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.app.task.AnalysisThreads;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;

/** Runs the analysis for a command: on threads of its own, with progress and an ear for Ctrl+C. */
final class Work {
  /** Codes that leave nothing to work on when they are about the opened folder itself. */
  private static final Set<String> NOTHING =
      Set.of(
          "FOLDER-EMPTY", "NO-C-SOURCE", "HEADERS-ONLY", "FOLDER-NOT-FOUND", "FOLDER-UNREADABLE");

  /** Only files that could be read are asked. */
  private static final Pattern SOURCE =
      Pattern.compile("\\.(c|cpp|cc|cxx)$", Pattern.CASE_INSENSITIVE);

  private Work() {}

  /** Checks the rules. */
  static AnalysedFolder analyse(Console console, FolderInput.Checked input) throws InputException {
    return runOnly(console, input, DriverAnalysis::open);
  }

  /** Checks the rules and tells what was found, also when it is stopped before the end. */
  static int tell(Console console, FolderInput.Checked input, Result<Integer> told)
      throws InputException {
    return run(console, input, DriverAnalysis::open, new TerminalProgress(console), told);
  }

  /** Only reads. */
  static AnalysedFolder read(Console console, FolderInput.Checked input) throws InputException {
    return runOnly(console, input, DriverAnalysis::read);
  }

  /** What is made of the analysis. */
  @FunctionalInterface
  interface Result<T> {
    T of(AnalysedFolder analysed) throws InputException;
  }

  @FunctionalInterface
  private interface Door {
    AnalysedFolder open(Path folder, AnalysisOptions options, Executor executor, Progress progress);
  }

  /** Writes nothing, so that nobody who stops it needs to wait. */
  private static AnalysedFolder runOnly(Console console, FolderInput.Checked input, Door door)
      throws InputException {
    TerminalProgress progress = new TerminalProgress(console);
    progress.ended(false);
    return run(console, input, door, progress, analysed -> analysed);
  }

  private static <T> T run(
      Console console,
      FolderInput.Checked input,
      Door door,
      TerminalProgress progress,
      Result<T> result)
      throws InputException {
    Thread onInterrupt = new Thread(progress::stop, "stop");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    boolean whole = false;
    try {
      AnalysedFolder analysed;
      try (ExecutorService threads = AnalysisThreads.newPool(input.threads())) {
        analysed = door.open(input.folder(), input.options(), threads, progress);
      } finally {
        progress.end();
      }
      requireSomething(analysed);
      for (Diagnostic problem : input.catalogue().diagnostics()) {
        console.err().println(DiagnosticText.of(problem));
      }
      T made = result.of(analysed);
      whole = true;
      return made;
    } finally {
      progress.ended(whole);
      forget(onInterrupt);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending already, and the hook runs.
    }
  }

  private static void requireSomething(AnalysedFolder analysed) throws InputException {
    AnalysisReport report = analysed.report();
    List<Diagnostic> problems = report.coverage().diagnostics();
    for (Diagnostic problem : problems) {
      if (problem.path().equals(".") && NOTHING.contains(problem.code())) {
        throw new InputException(problem.message());
      }
    }
    if (analysed.files().stream().noneMatch(path -> SOURCE.matcher(path).find())) {
      String first =
          problems.stream()
              .filter(problem -> problem.severity() == Diagnostic.Severity.ERROR)
              .findFirst()
              .map(problem -> " " + problem.path() + ": " + problem.message())
              .orElse("");
      throw new InputException(
          "none of the C source in '" + report.folder() + "' could be read." + first);
    }
  }
}
