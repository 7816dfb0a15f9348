package dev.irpscope.analysis.source;

import java.util.List;

/**
 * What a project file says, as far as it matters here.
 *
 * @param target the name of what is built
 * @param sources as written there, relative to the project file; may hold {@code *}
 * @param driver whether it says that a driver is built
 */
record ProjectFile(String target, List<String> sources, boolean driver) {
  ProjectFile {
    sources = List.copyOf(sources);
  }
}
