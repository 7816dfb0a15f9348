package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import java.nio.file.Path;

/** What the window shows as a whole. */
public sealed interface Screen {
  /** Nothing is open. */
  record Start() implements Screen {}

  /** A folder is being analysed; what is found can be looked at. */
  record Analysing(Path folder) implements Screen {}

  /** An analysed folder. */
  record Opened(Path folder, AnalysedFolder result) implements Screen {}

  /**
   * The analysis ended before anything of the folder could be shown whole.
   *
   * @param byUser whether the user stopped it; if not, a notice says what happened
   */
  record Stopped(Path folder, boolean byUser) implements Screen {}

  /** There is nothing to show, and why. */
  record Problem(Path folder, Reason reason, String sentence, String details) implements Screen {}

  /** Why there is nothing to show. */
  enum Reason {
    GONE,
    NOT_A_FOLDER,
    UNREADABLE,
    NO_SOURCE,
    HEADERS_ONLY,
    FAILED,
    OUT_OF_MEMORY
  }
}
