package dev.irpscope.analysis.source;

import java.util.List;

/**
 * What a project file says, as far as it matters here.
 *
 * @param target the name of what is built
 * @param sources as written there, relative to the project file; may hold {@code *}
 * @param driver whether it says that a driver is built
 * @param defines macros that its sources are compiled with, as {@code NAME} or {@code NAME=VALUE}
 */
record ProjectFile(String target, List<String> sources, boolean driver, List<String> defines) {
  ProjectFile {
    sources = List.copyOf(sources);
    defines = List.copyOf(defines);
  }
}
