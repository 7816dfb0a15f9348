package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.report.RuleResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** Analyses folders in the background. */
public interface AnalysisRunner {
  /** Starts at once and returns; tells the listener on the JavaFX thread. */
  Running start(Path folder, AnalysisOptions options, Listener listener);

  /**
   * Analyses a folder again after files changed, taking over what does not depend on them.
   *
   * @param changed relative paths with forward slashes
   */
  Running startAgain(AnalysedFolder before, Collection<String> changed, Listener listener);

  /** An analysis under way. */
  interface Running {
    /** Asks it to stop; what is finished is still delivered. */
    void stop();

    /** Asks it to leave the processors to the window until what was found has been drawn. */
    default void giveWay() {}
  }

  /** Hears what happens; after {@code ended} or {@code failed} nothing more. */
  interface Listener {
    void progress(String phase, String subject, int done, int total);

    /** Rules that are done, those that came at the same time together. */
    void finished(List<RuleResult> results);

    void ended(AnalysedFolder folder);

    /**
     * The folder could not be analysed.
     *
     * @param sentence what happened, for people
     * @param details for a report to us; may be empty
     */
    void failed(String sentence, String details);

    /** The memory was not enough; what was finished counts. */
    void outOfMemory();
  }
}
