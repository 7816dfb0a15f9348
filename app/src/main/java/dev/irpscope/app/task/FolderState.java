package dev.irpscope.app.task;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The files of a folder that an analysis reads, at one moment: when each was written and how long
 * it is.
 *
 * @param files by relative path with forward slashes
 */
record FolderState(SortedMap<String, Stamp> files) {
  private static final Set<String> ENDS =
      Set.of(
          ".c",
          ".cpp",
          ".cc",
          ".cxx",
          ".h",
          ".hpp",
          ".hxx",
          ".inl",
          ".inc",
          ".tpp",
          ".vcxproj",
          ".vcproj",
          ".rule");
  private static final Set<String> NAMES = Set.of("sources", "cmakelists.txt");

  /** Two equal stamps mean that a file was not written to. */
  record Stamp(long written, long size) {}

  /** Looks at a folder; what cannot be read is left out. Follows no links. */
  static FolderState of(Path root) throws IOException {
    SortedMap<String, Stamp> files = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = String.valueOf(folder.getFileName());
            return !folder.equals(root) && name.startsWith(".")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isRead(String.valueOf(file.getFileName()))) {
              files.put(
                  root.relativize(file).toString().replace('\\', '/'),
                  new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem)
              throws IOException {
            if (file.equals(root)) {
              throw problem;
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, java.io.IOException problem) {
            return FileVisitResult.CONTINUE;
          }
        });
    return new FolderState(files);
  }

  private static boolean isRead(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    int dot = lower.lastIndexOf('.');
    return NAMES.contains(lower) || (dot >= 0 && ENDS.contains(lower.substring(dot)));
  }

  /** Files that were written, made or deleted between this state and a later one. */
  SortedSet<String> changedIn(FolderState later) {
    SortedSet<String> changed = new TreeSet<>();
    for (Map.Entry<String, Stamp> file : files.entrySet()) {
      if (!file.getValue().equals(later.files.get(file.getKey()))) {
        changed.add(file.getKey());
      }
    }
    for (String file : later.files.keySet()) {
      if (!files.containsKey(file)) {
        changed.add(file);
      }
    }
    return changed;
  }
}
