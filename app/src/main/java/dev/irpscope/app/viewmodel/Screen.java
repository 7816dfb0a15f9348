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

  /** The folder was stopped before anything of it could be shown whole. */
  record Stopped(Path folder) implements Screen {}

  /** There is nothing to show, and why. */
  record Problem(Path folder, Reason reason, String sentence, String details) implements Screen {}

  /** Why there is nothing to show. */
  enum Reason {
    GONE,
    NOT_A_FOLDER,
    UNREADABLE,
    NO_SOURCE,
    HEADERS_ONLY,
    FAILED
  }
}
