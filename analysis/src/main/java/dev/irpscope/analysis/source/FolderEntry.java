package dev.irpscope.analysis.source;

import java.nio.file.Path;
import java.util.Locale;

/**
 * One file of an opened folder.
 *
 * @param path relative to the folder, with forward slashes
 */
record FolderEntry(String path, Path onDisk) {
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The folder it is in; empty for the opened folder itself. */
  String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  String extension() {
    String name = name();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
