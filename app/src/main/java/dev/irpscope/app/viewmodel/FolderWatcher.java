package dev.irpscope.app.viewmodel;

import java.nio.file.Path;
import java.util.SortedSet;

/** Tells when the source in a folder changes. */
public interface FolderWatcher {
  /** Watches nothing. */
  FolderWatcher NONE = (_, _) -> () -> {};

  /**
   * Watches until told to stop, compared with the folder as it is now; the listener is told on the
   * JavaFX thread.
   */
  Watching watch(Path folder, Changes listener);

  /** A folder being watched. */
  interface Watching {
    void stop();
  }

  /** Hears what differs. */
  interface Changes {
    /**
     * The files that are not as they were when watching began.
     *
     * @param files relative paths with forward slashes; empty when all are as they were again
     */
    void changed(SortedSet<String> files);

    /** The folder itself is not there any more. */
    void gone();
  }
}
