package dev.irpscope.analysis;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.preprocess.MacroCall;
import dev.irpscope.analysis.preprocess.MacroCallReader;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/** What {@link DriverAnalysis} hands out. */
final class FolderResult implements AnalysedFolder {
  /** How a folder is analysed again. */
  interface Again {
    AnalysedFolder analyse(Collection<String> changed, Executor executor, Progress progress);
  }

  private final AnalysisReport report;
  private final Again again;
  private final SortedMap<FunctionKey, ControlFlowGraph> graphs = new TreeMap<>();
  private final Map<String, List<Counterexample>> paths;
  private final Map<String, SourceFile> files;
  private final MacroCallReader macroCalls;

  FolderResult(
      AnalysisReport report,
      Map<String, Program> programs,
      Map<String, List<Counterexample>> paths,
      Map<String, SourceFile> files,
      MacroCallReader macroCalls,
      Again again) {
    this.again = again;
    this.report = report;
    this.macroCalls = macroCalls;
    this.paths = Map.copyOf(paths);
    this.files = new TreeMap<>(files);
    programs
        .values()
        .forEach(program ->
            program.functions().forEach(graph -> graphs.putIfAbsent(graph.key(), graph)));
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
    return Optional.ofNullable(graphs.get(function));
  }

  @Override
  public List<FunctionKey> functions() {
    return List.copyOf(graphs.keySet());
  }

  @Override
  public Optional<SourceFile> file(String path) {
    return Optional.ofNullable(files.get(path));
  }

  @Override
  public List<MacroCall> macroCalls(SourceFile file) {
    return macroCalls.in(file);
  }

  @Override
  public List<String> files() {
    return List.copyOf(files.keySet());
  }

  @Override
  public List<Counterexample> paths(Violation violation) {
    return paths.getOrDefault(violation.id(), List.of(violation.shortest()));
  }

  @Override
  public AnalysedFolder reanalyse(
      Collection<String> changed, Executor executor, Progress progress) {
    return again.analyse(changed, executor, progress);
  }
}
