package dev.irpscope.analysis.drivers;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** Where the annotated drivers are and how they are analysed. */
public final class AnnotatedDrivers {
  /** Names the rules of a folder, one a line, where its comments announce no others. */
  private static final String RULES = "rules.txt";

  private AnnotatedDrivers() {}

  /** The folders of the sample drivers. */
  public static List<Path> samples() {
    return folders(sampleFolder());
  }

  /** The folder that holds the sample drivers. */
  static Path sampleFolder() {
    Path from = Path.of("").toAbsolutePath();
    for (Path at = from; at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("sample-drivers/README.md"))) {
        return at.resolve("sample-drivers");
      }
    }
    throw new IllegalStateException("no folder sample-drivers above " + from);
  }

  static Path sample(String name) {
    return named(samples(), name);
  }

  /** The folders of the small drivers that are test data only. */
  public static List<Path> small() {
    return folders(Path.of("src/test/resources/drivers").toAbsolutePath());
  }

  static Path small(String name) {
    return named(small(), name);
  }

  private static Path named(List<Path> folders, String name) {
    return folders.stream()
        .filter(folder -> folder.endsWith(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no driver " + name + " in " + folders));
  }

  private static List<Path> folders(Path parent) {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(Files::isDirectory)
          .filter(folder -> !folder.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rules whose findings a driver's comments announce: those that run, if it names none. */
  static List<String> rules(Path folder) {
    Path named = folder.resolve(RULES);
    if (!Files.exists(named)) {
      return RuleCatalogue.builtIn().runnable().stream().map(Rule::name).toList();
    }
    try {
      return Files.readAllLines(named);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a folder one whose comments are about the three rules that came first. */
  static void nameFirstRules(Path folder) throws IOException {
    Files.copy(small("flow").resolve(RULES), folder.resolve(RULES));
  }

  /** Makes a folder one that is checked for these rules only. */
  static void nameRules(Path folder, Collection<String> rules) throws IOException {
    Files.write(folder.resolve(RULES), rules);
  }

  static AnalysedFolder analyse(Path folder, int threads) {
    return analyse(folder, threads, AnalysisOptions.Limits.DEFAULT);
  }

  static AnalysedFolder analyse(Path folder, int threads, AnalysisOptions.Limits limits) {
    AnalysisOptions options =
        new AnalysisOptions(rules(folder), List.of(), List.of(), List.of(), limits);
    try (ExecutorService executor = executor(threads)) {
      return DriverAnalysis.open(folder, options, executor, Progress.NONE);
    }
  }

  private static ExecutorService executor(int threads) {
    return Executors.newFixedThreadPool(
        threads, work -> new Thread(null, work, "analysis", 256L << 20));
  }
}
