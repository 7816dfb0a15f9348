package dev.irpscope.analysis.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Lists the files of a folder and its subfolders. Links are not followed: one that leads out of the
 * folder is named, one that stays in it only repeats what is listed anyway. So links cannot lead
 * astray or in circles.
 */
final class FolderWalk {
  private static final int MAX_DEPTH = 64;
  private static final Set<String> SKIPPED = Set.of(".git", ".svn", ".hg", ".vs", "node_modules");

  private record Pending(Path folder, String path, int depth) {}

  private final Path root;
  private final List<FolderEntry> files = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();

  FolderWalk(Path root) {
    this.root = root;
  }

  /** Sorted by path. */
  List<FolderEntry> files() {
    return files;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  void run() {
    Path real;
    try {
      real = root.toRealPath();
    } catch (IOException | SecurityException _) {
      boolean there = Files.exists(root, LinkOption.NOFOLLOW_LINKS);
      problem(
          there ? "FOLDER-UNREADABLE" : "FOLDER-NOT-FOUND",
          ".",
          there
              ? "The folder cannot be read; check that you may read it."
              : "There is no such folder; choose one that holds driver source.");
      return;
    }
    Deque<Pending> pending = new ArrayDeque<>();
    pending.add(new Pending(real, "", 0));
    while (!pending.isEmpty()) {
      list(pending.removeFirst(), real, pending);
    }
    files.sort(Comparator.comparing(FolderEntry::path));
    diagnostics.sort(Comparator.comparing(Diagnostic::path).thenComparing(Diagnostic::code));
  }

  private void list(Pending at, Path real, Deque<Pending> pending) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(at.folder())) {
      stream.forEach(children::add);
    } catch (IOException | SecurityException | java.nio.file.DirectoryIteratorException _) {
      problem(
          "FOLDER-UNREADABLE",
          at.path().isEmpty() ? "." : at.path(),
          "This folder cannot be read, so the files in it are not analysed.");
      return;
    }
    for (Path child : children) {
      String name = child.getFileName().toString();
      String path = at.path().isEmpty() ? name : at.path() + "/" + name;
      try {
        visit(child, path, at, real, pending);
      } catch (IOException | SecurityException _) {
        problem("FILE-UNREADABLE", path, "This link or file cannot be read, so it is left out.");
      }
    }
  }

  private void visit(Path child, String path, Pending parent, Path real, Deque<Pending> pending)
      throws IOException {
    boolean folder = Files.isDirectory(child);
    if (folder ? leadsElsewhere(child, parent.folder()) : Files.isSymbolicLink(child)) {
      // what a link within the folder leads to is listed at its own place
      if (Files.exists(child) && !child.toRealPath().startsWith(real)) {
        problem(
            "LINK-OUT-OF-FOLDER",
            path,
            "This link leads out of the opened folder and is not followed.");
      }
    } else if (folder) {
      if (parent.depth() + 1 >= MAX_DEPTH) {
        problem(
            "FOLDER-TOO-DEEP",
            path,
            "This folder is nested more than " + MAX_DEPTH + " deep and is left out.");
      } else if (!SKIPPED.contains(child.getFileName().toString())) {
        pending.add(new Pending(child, path, parent.depth() + 1));
      }
    } else if (Files.isRegularFile(child)) {
      files.add(new FolderEntry(path, child));
    }
  }

  /** Also sees the junctions of Windows, which are no symbolic links. */
  private static boolean leadsElsewhere(Path child, Path realParent) throws IOException {
    return !child.toRealPath().equals(realParent.resolve(child.getFileName()));
  }

  private void problem(String code, String path, String message) {
    diagnostics.add(Diagnostic.of(code, Diagnostic.Severity.WARNING, path, message));
  }
}
