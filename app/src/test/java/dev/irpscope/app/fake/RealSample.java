package dev.irpscope.app.fake;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.task.AnalysisThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** The samples of the project, each analysed once for all tests of a process. */
public final class RealSample {
  private static final Map<String, AnalysedFolder> KNOWN = new ConcurrentHashMap<>();
  private static final AnalysisOptions OPTIONS =
      new AnalysisOptions(
          List.of("all"), List.of(), List.of(), List.of(), AnalysisOptions.Limits.DEFAULT);

  private RealSample() {}

  /** The folder of a sample. */
  public static Path folder(String name) throws IOException {
    return SampleCatalogue.locate().orElseThrow().resolve(name);
  }

  /** The analysed sample. */
  public static AnalysedFolder of(String name) {
    return KNOWN.computeIfAbsent(name, RealSample::analyse);
  }

  /** The violation of a rule in a function of an analysed folder. */
  public static Violation violation(AnalysedFolder folder, String rule, String function) {
    return folder.report().violations().stream()
        .filter(v -> v.rule().equals(rule) && v.function().name().equals(function))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + rule + " in " + function));
  }

  /** A folder with one file of this text, analysed. */
  public static AnalysedFolder written(Path folder, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder).resolve("driver.c"), text);
    return analyse(folder);
  }

  private static AnalysedFolder analyse(String name) {
    try {
      return analyse(folder(name));
    } catch (IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static AnalysedFolder analyse(Path folder) {
    try (ExecutorService threads = AnalysisThreads.newPool()) {
      return DriverAnalysis.open(folder, OPTIONS, threads, Progress.NONE);
    }
  }
}
