package dev.irpscope.analysis;

import dev.irpscope.analysis.explore.WdkConstants;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.rule.KnownConstants;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.DriverSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The one door: opens a folder of driver source, reads it, checks the rules. Works driver by
 * driver: only those at work are in memory whole.
 */
public final class DriverAnalysis {
  private final DriverFolder folder;
  private final AnalysisOptions options;
  private final FolderReader reader;
  private final Executor executor;
  private final Progress progress;
  private final DriverGraphs graphs;
  private final boolean search;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, UnitResult.Summary> units = new TreeMap<>();
  private final Map<String, DriverOutcome> outcomes = new LinkedHashMap<>();

  private DriverAnalysis(
      DriverFolder folder,
      AnalysisOptions options,
      FolderReader reader,
      boolean search,
      Executor executor,
      Progress progress) {
    this.folder = folder;
    this.options = options;
    this.reader = reader;
    this.search = search;
    this.executor = executor;
    this.progress = progress;
    this.graphs = new DriverGraphs(reader);
  }

  /**
   * Analyses a folder. Blocks until it is done or cancelled; what the folder contains never makes
   * it throw.
   *
   * @param executor runs the parts, on threads with large stacks (256 MB); it must have threads of
   *     its own, because the caller waits
   */
  public static AnalysedFolder open(
      Path folder, AnalysisOptions options, Executor executor, Progress progress) {
    return start(folder, options, true, executor, progress);
  }

  /** Reads a folder without checking any rule: its report has no results. */
  public static AnalysedFolder read(
      Path folder, AnalysisOptions options, Executor executor, Progress progress) {
    return start(folder, options, false, executor, progress);
  }

  private static AnalysedFolder start(
      Path root, AnalysisOptions options, boolean search, Executor executor, Progress progress) {
    DriverFolder folder = DriverFolder.open(root);
    FolderReader reader = FolderReader.of(folder, options);
    return new DriverAnalysis(folder, options, reader, search, executor, progress).analyse();
  }

  private AnalysedFolder analyse() {
    diagnostics.addAll(folder.diagnostics());
    for (String path : folder.sources()) {
      // from the disk by all threads, before the drivers are made out by one
      executor.execute(() -> folder.read(path));
    }
    List<DriverSources> drivers = folder.drivers();
    if (search) {
      check(drivers);
    } else {
      readRest();
    }
    return result(drivers);
  }

  /** Analyses again after changes; only what can depend on them is read. */
  private AnalysedFolder again(
      AnalysedFolder before, Collection<String> changed, Executor next, Progress watching) {
    if (before.report().stopped()) {
      return start(folder.root(), options, search, next, watching);
    }
    DriverFolder later = folder.again(path -> isIn(changed, path));
    Set<String> names = new HashSet<>();
    Set<String> paths = new HashSet<>(folder.files());
    paths.addAll(later.files());
    paths.stream()
        .filter(path -> isIn(changed, path) || isOneSided(path, later))
        .forEach(path -> names.add(UnitResult.name(path)));
    changed.forEach(path -> names.add(UnitResult.name(path)));
    DriverAnalysis fresh =
        new DriverAnalysis(later, options, reader.successor(later, names), search, next, watching);
    units.forEach((path, unit) -> {
      if (unit.names().stream().noneMatch(names::contains) && later.files().contains(path)) {
        fresh.units.put(path, unit);
      }
    });
    fresh.takeOver(this);
    return fresh.analyse();
  }

  private boolean isOneSided(String path, DriverFolder later) {
    return folder.files().contains(path) != later.files().contains(path);
  }

  private static boolean isIn(Collection<String> changed, String path) {
    return changed.stream()
        .anyMatch(one -> one.isEmpty() || path.equals(one) || path.startsWith(one + "/"));
  }

  /** Drivers of which no file has to be read again. */
  private void takeOver(DriverAnalysis earlier) {
    for (DriverSources driver : search ? folder.drivers() : List.<DriverSources>of()) {
      DriverOutcome known = earlier.outcomes.get(driver.name());
      if (known != null
          && known.driver().equals(driver)
          && units.keySet().containsAll(driver.files())) {
        outcomes.put(driver.name(), known);
        graphs.keep(driver.name(), earlier.graphs);
      }
    }
  }

  private FolderResult result(List<DriverSources> drivers) {
    List<DriverOutcome> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (DriverSources driver : drivers) {
      Optional<DriverOutcome> outcome = Optional.ofNullable(outcomes.get(driver.name()));
      outcome.ifPresent(all::add);
      if (outcome.map(DriverOutcome::isDriver).orElse(true)) {
        names.add(driver.name());
      }
    }
    CoverageCount count = new CoverageCount(folder, diagnostics);
    Set<String> aside = ofProgramsOnly(drivers);
    units.forEach((path, unit) -> count.add(aside.contains(path) ? unit.ofProgram() : unit));
    Coverage coverage = count.finish(options.roles());
    AnalysisReport report =
        new AnalysisReport(
            folder.name(),
            names,
            all.stream().flatMap(outcome -> outcome.results().stream()).toList(),
            all.stream().flatMap(outcome -> outcome.entries().stream()).toList(),
            coverage,
            progress.isCancelled());
    return new FolderResult(report, folder, drivers, all, graphs, reader::preprocess, this::again);
  }

  /** The files of programs that no driver is made of. */
  private Set<String> ofProgramsOnly(List<DriverSources> drivers) {
    Set<String> aside = new HashSet<>();
    Set<String> needed = new HashSet<>();
    for (DriverSources driver : drivers) {
      Optional<DriverOutcome> outcome = Optional.ofNullable(outcomes.get(driver.name()));
      boolean program = outcome.isPresent() && !outcome.get().isDriver();
      (program ? aside : needed).addAll(driver.files());
    }
    aside.removeAll(needed);
    return aside;
  }

  // ---- reading only

  private void readRest() {
    UnitGraphs functions = new UnitGraphs();
    Map<String, CompletableFuture<UnitResult.Summary>> pending = new LinkedHashMap<>();
    for (String path : folder.sources()) {
      if (!units.containsKey(path)) {
        pending.put(path, CompletableFuture.supplyAsync(() -> summary(path, functions), executor));
      }
    }
    int done = 0;
    for (Map.Entry<String, CompletableFuture<UnitResult.Summary>> entry : pending.entrySet()) {
      progress.report("Reading", entry.getKey(), done++, pending.size());
      units.put(entry.getKey(), entry.getValue().join());
    }
  }

  private UnitResult.Summary summary(String path, UnitGraphs functions) {
    if (progress.isCancelled()) {
      return UnitResult.failed(path).summary(List.of());
    }
    UnitResult read = reader.read(path);
    return read.summary(read.unit().map(unit -> functions.check(unit.unit())).orElse(List.of()));
  }

  // ---- checking

  private void check(List<DriverSources> drivers) {
    List<Rule> rules = rules();
    CompletableFuture<WdkConstants> constants =
        CompletableFuture.supplyAsync(
            () ->
                WdkConstants.read(reader::ownUnit, KnownConstants.names(), reader.builtInHeaders()),
            executor);
    DriverQueue queue = new DriverQueue(reader, rules, constants, options, executor, progress);
    Map<String, DriverOutcome> known = new HashMap<>(outcomes);
    outcomes.clear();
    queue.run(
        drivers.stream().filter(driver -> !known.containsKey(driver.name())).toList(),
        graphs,
        (path, unit) -> units.putIfAbsent(path, unit),
        outcome -> known.put(outcome.driver().name(), outcome));
    for (DriverSources driver : drivers) {
      DriverOutcome outcome = known.get(driver.name());
      if (outcome != null) {
        outcomes.put(driver.name(), outcome);
        diagnostics.addAll(outcome.diagnostics());
      }
    }
    readRest();
  }

  private List<Rule> rules() {
    RuleCatalogue catalogue = RuleCatalogue.builtIn();
    for (Path rules : options.ruleFolders()) {
      catalogue = catalogue.withFolder(rules);
    }
    diagnostics.addAll(catalogue.diagnostics());
    RuleCatalogue.Selection selection = catalogue.select(String.join(",", options.rules()));
    for (String unknown : selection.unknown()) {
      diagnostics.add(
          Diagnostic.of(
              "RULE-UNKNOWN",
              Diagnostic.Severity.ERROR,
              unknown,
              "There is no rule named '" + unknown + "'."));
    }
    return selection.rules().stream().sorted(Comparator.comparing(Rule::name)).toList();
  }
}
