package dev.irpscope.app.task;

import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import java.nio.file.Path;

/** Runs each analysis in a task on a thread of its own. */
public final class BackgroundAnalysis implements AnalysisRunner {
  private final FolderOpener opener;

  public BackgroundAnalysis(FolderOpener opener) {
    this.opener = opener;
  }

  @Override
  public Running start(Path folder, AnalysisOptions options, Listener listener) {
    AnalysisTask task = new AnalysisTask(opener, folder, options, listener);
    Thread thread = new Thread(null, task, "analysis", 256L << 20);
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
