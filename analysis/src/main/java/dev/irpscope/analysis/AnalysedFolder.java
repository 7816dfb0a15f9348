package dev.irpscope.analysis;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.preprocess.MacroCall;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** An analysed folder: an immutable value that can be asked. */
public interface AnalysedFolder {
  AnalysisReport report();

  Coverage coverage();

  /** The control-flow graph of a function; empty if it was skipped or does not exist. */
  Optional<ControlFlowGraph> graph(FunctionKey function);

  /** Functions with a graph, sorted. */
  List<FunctionKey> functions();

  /** A file of the folder by its relative path. */
  Optional<SourceFile> file(String path);

  /**
   * The macro calls of a file and what they became, in the order of its text. Reads the file again;
   * used on one thread.
   */
  default List<MacroCall> macroCalls(SourceFile file) {
    return List.of();
  }

  /** Paths of the source files and headers of the folder, sorted. */
  List<String> files();

  /** The paths of one violation, the shortest first; at least one. */
  List<Counterexample> paths(Violation violation);

  /**
   * The folder analysed anew with the same options after files changed, appeared or vanished; what
   * cannot depend on them is taken over. The result equals that of a fresh analysis. Blocks like
   * {@link DriverAnalysis#open}; this value stays as it is.
   *
   * @param changed paths relative to the folder, with forward slashes; a folder's path stands for
   *     all in it
   */
  AnalysedFolder reanalyse(Collection<String> changed, Executor executor, Progress progress);
}
