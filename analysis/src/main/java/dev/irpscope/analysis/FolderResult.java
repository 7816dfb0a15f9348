package dev.irpscope.analysis;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.preprocess.MacroCall;
import dev.irpscope.analysis.preprocess.MacroCallReader;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.DriverSources;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** What {@link DriverAnalysis} hands out. */
final class FolderResult implements AnalysedFolder {
  /** How a folder is analysed again. */
  interface Again {
    AnalysedFolder analyse(
        AnalysedFolder before, Collection<String> changed, Executor executor, Progress progress);
  }

  private final AnalysisReport report;
  private final DriverFolder folder;
  private final List<DriverSources> drivers;
  private final SortedMap<FunctionKey, DriverSources> functions = new TreeMap<>();
  private final DriverGraphs graphs;
  private final Map<String, List<Counterexample>> paths = new HashMap<>();

  /** Sorted. */
  private final List<String> files;

  private final Again again;
  private final MacroCallReader macroCalls;
  private boolean known;

  FolderResult(
      AnalysisReport report,
      DriverFolder folder,
      List<DriverSources> drivers,
      List<DriverOutcome> outcomes,
      DriverGraphs graphs,
      Function<SourceFile, PreprocessedUnit> preprocess,
      Again again) {
    this.macroCalls = new MacroCallReader(preprocess, folder.sources(), this::file);
    this.report = report;
    this.folder = folder;
    this.drivers = List.copyOf(drivers);
    this.graphs = graphs;
    this.again = again;
    for (DriverOutcome outcome : outcomes) {
      outcome.functions().forEach(key -> functions.putIfAbsent(key, outcome.driver()));
      paths.putAll(outcome.paths());
    }
    this.known = outcomes.size() == drivers.size();
    this.files =
        folder.sourcesAndHeaders().stream()
            .filter(path -> folder.read(path) instanceof SourceReader.Result.Read)
            .toList();
  }

  @Override
  public AnalysisReport report() {
    return report;
  }

  @Override
  public Coverage coverage() {
    return report.coverage();
  }

  @Override
  public Optional<ControlFlowGraph> graph(FunctionKey function) {
    return Optional.ofNullable(allFunctions().get(function))
        .map(driver -> graphs.of(driver).get(function));
  }

  @Override
  public List<FunctionKey> functions() {
    return List.copyOf(allFunctions().keySet());
  }

  /** Puts the programs together if the folder was only read. */
  private synchronized SortedMap<FunctionKey, DriverSources> allFunctions() {
    if (!known) {
      for (DriverSources driver : drivers) {
        graphs.of(driver).keySet().forEach(key -> functions.putIfAbsent(key, driver));
      }
      known = true;
    }
    return functions;
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return Collections.binarySearch(files, path) >= 0
            && folder.read(path) instanceof SourceReader.Result.Read read
        ? Optional.of(read.file())
        : Optional.empty();
  }

  @Override
  public List<MacroCall> macroCalls(SourceFile file) {
    return macroCalls.in(file);
  }

  @Override
  public List<String> files() {
    return files;
  }

  @Override
  public List<Counterexample> paths(Violation violation) {
    return paths.getOrDefault(violation.id(), List.of(violation.shortest()));
  }

  @Override
  public AnalysedFolder reanalyse(
      Collection<String> changed, Executor executor, Progress progress) {
    return again.analyse(this, changed, executor, progress);
  }
}
