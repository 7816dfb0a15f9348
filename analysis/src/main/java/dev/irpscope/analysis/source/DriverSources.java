package dev.irpscope.analysis.source;

import java.util.List;

/**
 * The source files of one driver, or of one library.
 *
 * @param name unique in the opened folder
 * @param folder where its project file or its entry routine is; empty for the opened folder itself
 * @param files sorted paths; a file may belong to several drivers
 * @param basis one phrase: why these files belong together
 */
public record DriverSources(
    String name, Kind kind, String folder, List<String> files, String basis) {
  /** What the files make up. */
  public enum Kind {
    /** They define the routine that a driver starts with. */
    DRIVER,
    /** They do not: roles are taken from signatures, or another driver calls them. */
    LIBRARY
  }

  public DriverSources {
    files = List.copyOf(files);
  }
}
