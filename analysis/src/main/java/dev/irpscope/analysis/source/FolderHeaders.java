package dev.irpscope.analysis.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds headers in an opened folder as a build would, without knowing its include path: in the
 * including file's folder, in {@code inc} and {@code include} of that folder and its parents, then
 * in the folders that the user added, then anywhere by base name, nearest first. Names match in any
 * case of letters. For a {@code .tmh}, which a build generates from trace calls, stands one that
 * makes these calls vanish.
 */
final class FolderHeaders implements HeaderSearch {
  private final DriverFolder folder;
  private final List<Path> added;
  private final Map<String, FolderEntry> byPath = new HashMap<>();
  private final Map<String, List<FolderEntry>> byName = new HashMap<>();
  private final TraceMacros traceMacros;
  private final ConcurrentHashMap<String, Result> answers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Path, Result> addedFiles = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<SourceFile, Path> addedFolders = new ConcurrentHashMap<>();

  FolderHeaders(DriverFolder folder, List<FolderEntry> entries, List<Path> added) {
    this.folder = folder;
    this.added = List.copyOf(added);
    this.traceMacros = new TraceMacros(folder, entries);
    for (FolderEntry entry : entries) {
      byPath.putIfAbsent(key(entry.path()), entry);
      byName.computeIfAbsent(key(entry.name()), _ -> new ArrayList<>()).add(entry);
    }
  }

  @Override
  public Result find(String name, Form form, SourceFile includer) {
    String path = name.replace('\\', '/');
    if (includer.place() == SourceFile.Place.BUILT_IN || path.isBlank()) {
      return new Result.Missing();
    }
    String from = includer.place() == SourceFile.Place.FOLDER ? Paths.folder(includer.path()) : "";
    if (includer.place() == SourceFile.Place.INCLUDED) {
      Optional<Result> beside =
          Optional.ofNullable(addedFolders.get(includer)).flatMap(at -> inAdded(at, path));
      if (beside.isPresent()) {
        return beside.get();
      }
    }
    String question = form + "\n" + from + "\n" + path;
    Result known = answers.get(question);
    if (known == null) {
      known = search(path, form, from);
      Result earlier = answers.putIfAbsent(question, known);
      known = earlier == null ? known : earlier;
    }
    return known;
  }

  private Result search(String path, Form form, String from) {
    Optional<FolderEntry> near = nearby(path, from);
    if (near.isPresent()) {
      return read(near.get());
    }
    for (Path folderAdded : added) {
      Optional<Result> result = inAdded(folderAdded, path);
      if (result.isPresent()) {
        return result.get();
      }
    }
    Optional<FolderEntry> far = anywhere(path, form, from);
    if (far.isPresent()) {
      return read(far.get());
    }
    if (key(path).endsWith(".tmh")) {
      return new Result.Found(
          new SourceFile(path, SourceFile.Place.BUILT_IN, traceMacros.text(from)));
    }
    return new Result.Missing();
  }

  private Result read(FolderEntry entry) {
    return switch (folder.read(entry.path())) {
      case SourceReader.Result.Read(SourceFile file) -> new Result.Found(file);
      case SourceReader.Result.Failed(Diagnostic problem) -> new Result.Unreadable(problem);
    };
  }

  private Optional<FolderEntry> nearby(String path, String from) {
    Optional<FolderEntry> beside = at(from, path);
    if (beside.isPresent()) {
      return beside;
    }
    String parent = from;
    while (true) {
      for (String usual : List.of("inc", "include")) {
        Optional<FolderEntry> there = at(Paths.join(parent, usual), path);
        if (there.isPresent()) {
          return there;
        }
      }
      if (parent.isEmpty()) {
        break;
      }
      parent = Paths.folder(parent);
    }
    return Optional.empty();
  }

  private Optional<FolderEntry> at(String base, String path) {
    return Paths.resolve(base, path).map(full -> byPath.get(key(full)));
  }

  /** By base name: the most of the written folders first, then the nearest, then by path. */
  private Optional<FolderEntry> anywhere(String path, Form form, String from) {
    List<FolderEntry> candidates = byName.getOrDefault(key(Paths.name(path)), List.of());
    String written = key(Paths.withoutDots(path));
    // <sys/types.h> is not the types.h of the driver
    boolean whole = form == Form.ANGLED && written.indexOf('/') >= 0;
    FolderEntry best = null;
    int bestShared = -1;
    int bestDistance = Integer.MAX_VALUE;
    for (FolderEntry candidate : candidates) {
      String full = key(candidate.path());
      int shared = Paths.sharedEnd(full, written);
      if (whole && !("/" + full).endsWith("/" + written)) {
        continue;
      }
      int distance = Paths.distance(from, candidate.folder());
      if (shared > bestShared || (shared == bestShared && distance < bestDistance)) {
        best = candidate;
        bestShared = shared;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Result> inAdded(Path base, String path) {
    Optional<Path> file = onDisk(base, path);
    return file.map(found ->
        addedFiles.computeIfAbsent(
            found,
            missing -> {
              String name = missing.toString().replace('\\', '/');
              return switch (SourceReader.read(missing, name, SourceFile.Place.INCLUDED)) {
                case SourceReader.Result.Read(SourceFile text) -> {
                  Path parent = missing.getParent();
                  addedFolders.put(text, parent == null ? base : parent);
                  yield new Result.Found(text);
                }
                case SourceReader.Result.Failed(Diagnostic problem) ->
                    new Result.Unreadable(problem);
              };
            }));
  }

  private static Optional<Path> onDisk(Path base, String path) {
    try {
      Path direct = base.resolve(path).normalize();
      if (Files.isRegularFile(direct)) {
        return Optional.of(direct);
      }
      Path parent = direct.getParent();
      Path wanted = direct.getFileName();
      if (parent == null || wanted == null || !Files.isDirectory(parent)) {
        return Optional.empty();
      }
      try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
        List<Path> matches = new ArrayList<>();
        for (Path child : children) {
          if (child.getFileName().toString().equalsIgnoreCase(wanted.toString())
              && Files.isRegularFile(child)) {
            matches.add(child);
          }
        }
        return matches.stream().sorted().findFirst();
      }
    } catch (IOException | InvalidPathException | SecurityException _) {
      return Optional.empty();
    }
  }

  private static String key(String path) {
    return path.toLowerCase(Locale.ROOT);
  }
}
