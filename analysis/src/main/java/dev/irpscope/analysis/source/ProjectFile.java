package dev.irpscope.analysis.source;

import java.util.List;

/**
 * What a project file says, as far as it matters here.
 *
 * @param target the name of what is built
 * @param sources as written there, relative to the project file; may hold {@code *}
 * @param driver whether it says that a driver is built
 * @param defines macros that its sources are compiled with, as {@code NAME} or {@code NAME=VALUE}
 * @param links targets that it is linked with, in lower case, most of them not among the projects
 */
record ProjectFile(
    String target, List<String> sources, boolean driver, List<String> defines, List<String> links) {
  ProjectFile {
    links = List.copyOf(links);
    sources = List.copyOf(sources);
    defines = List.copyOf(defines);
  }
}
