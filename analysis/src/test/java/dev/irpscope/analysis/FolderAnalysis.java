package dev.irpscope.analysis;

import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.VerdictWords;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Analyses a folder for tests, with two threads whose stacks are as large as a deep file needs. */
public final class FolderAnalysis {
  private FolderAnalysis() {}

  /** The verdict on one rule in the folder's first driver, and why: as a report words them. */
  public static String verdict(Path folder, String rule) {
    Verdict verdict = report(folder, rule).results().getFirst().verdict();
    return VerdictWords.name(verdict) + ": " + VerdictWords.reason(verdict);
  }

  /**
   * @param rules names of rules, or of groups like {@code all}
   */
  public static AnalysisReport report(Path folder, String... rules) {
    AnalysisOptions options =
        new AnalysisOptions(
            List.of(rules), List.of(), List.of(), List.of(), AnalysisOptions.Limits.DEFAULT);
    ExecutorService threads =
        Executors.newFixedThreadPool(
            2,
            work -> {
              Thread thread = new Thread(null, work, "test", 256L << 20);
              thread.setDaemon(true);
              return thread;
            });
    try (threads) {
      return DriverAnalysis.open(folder, options, threads, Progress.NONE).report();
    }
  }
}
