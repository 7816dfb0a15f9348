package dev.irpscope.app.window;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the user for a file. */
interface FilePlaces {
  /**
   * A file to write.
   *
   * @param name proposed
   * @param ends endings it may have, the usual one first
   */
  Optional<Path> save(String title, String name, List<String> ends);

  /** A file to read. */
  Optional<Path> open(String title);

  /** A folder. */
  Optional<Path> folder(String title);
}
