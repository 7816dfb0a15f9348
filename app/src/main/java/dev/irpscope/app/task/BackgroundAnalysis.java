package dev.irpscope.app.task;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Runs each analysis in a task on a thread of its own. */
public final class BackgroundAnalysis implements AnalysisRunner {
  private final FolderOpener opener;

  public BackgroundAnalysis(FolderOpener opener) {
    this.opener = opener;
  }

  /** Reads what every analysis needs, beside whatever else there is to do at the start. */
  public static void prepare() {
    Thread thread = new Thread(null, RuleCatalogue::builtIn, "rules", 16L << 20);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public Running start(Path folder, AnalysisOptions options, Listener listener) {
    return run(
        new AnalysisTask(
            (threads, progress) -> opener.open(folder, options, threads, progress), listener));
  }

  @Override
  public Running startAgain(AnalysedFolder before, Collection<String> changed, Listener listener) {
    List<String> paths = List.copyOf(changed);
    return run(
        new AnalysisTask(
            (threads, progress) -> before.reanalyse(paths, threads, progress), listener));
  }

  private static Running run(AnalysisTask task) {
    Thread thread = new Thread(null, task, "analysis", 256L << 20);
    thread.setDaemon(true);
    thread.start();
    return task;
  }
}
