package dev.irpscope.app.task;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executor;

/** The one door of the analysis, as a function; tests put another behind it. */
@FunctionalInterface
public interface FolderOpener {
  AnalysedFolder open(Path folder, AnalysisOptions options, Executor executor, Progress progress)
      throws IOException;
}
