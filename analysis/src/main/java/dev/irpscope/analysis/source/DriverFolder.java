package dev.irpscope.analysis.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A folder as opened by the user: which files it holds, their text, where headers are found, and
 * which drivers it is made of. The listing is taken once; files are read when asked for and then
 * kept, so the same path always gives the same {@link SourceFile}. Safe for use by several threads.
 */
public final class DriverFolder {
  private static final Set<String> SOURCES = Set.of("c", "cpp", "cc", "cxx");
  private static final Set<String> HEADERS = Set.of("h", "hpp", "hh", "hxx", "inl");

  private final Path root;
  private final String name;
  private final Map<String, FolderEntry> entries = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private Optional<Grouped> grouped = Optional.empty();
  private final ConcurrentHashMap<String, SourceReader.Result> read = new ConcurrentHashMap<>();

  private DriverFolder(Path root) {
    this.root = root;
    Path last = root.toAbsolutePath().normalize().getFileName();
    this.name = last == null ? "folder" : last.toString();
    FolderWalk walk = new FolderWalk(root);
    walk.run();
    walk.files().forEach(entry -> entries.put(entry.path(), entry));
    diagnostics.addAll(walk.diagnostics());
    nothingToAnalyse().ifPresent(diagnostics::add);
  }

  /** Lists the folder; what cannot be listed is among {@link #diagnostics}. */
  public static DriverFolder open(Path root) {
    return new DriverFolder(root);
  }

  /**
   * The folder as it is now. Files that did not change are the same objects as here.
   *
   * @param changed whether the file of a path may have changed
   */
  public DriverFolder again(Predicate<String> changed) {
    DriverFolder later = new DriverFolder(root);
    read.forEach((path, result) -> {
      if (later.entries.containsKey(path) && !changed.test(path)) {
        later.read.put(path, result);
      }
    });
    return later;
  }

  public Path root() {
    return root;
  }

  /** The folder's own name. */
  public String name() {
    return name;
  }

  /** Paths of the C and C++ source files, sorted. */
  public List<String> sources() {
    return withExtension(SOURCES);
  }

  /** Paths of the headers, sorted. */
  public List<String> headers() {
    return withExtension(HEADERS);
  }

  /** Paths of the C and C++ sources and of the headers, sorted. */
  public List<String> sourcesAndHeaders() {
    TreeSet<String> all = new TreeSet<>(sources());
    all.addAll(headers());
    return List.copyOf(all);
  }

  /** Paths of all files of the listing, whatever their extension. */
  public Set<String> files() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** What went wrong in listing, and why there is nothing to analyse if that is so. */
  public List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  /** The text of one file of the listing, whatever its extension. */
  public SourceReader.Result read(String path) {
    return read.computeIfAbsent(
        path,
        missing -> {
          FolderEntry entry = entries.get(missing);
          return SourceReader.read(
              entry == null ? root.resolve(missing) : entry.onDisk(),
              missing,
              SourceFile.Place.FOLDER);
        });
  }

  /**
   * Finds headers in this folder, then in {@code added}; the built-in ones are not its business.
   */
  public HeaderSearch headerSearch(List<Path> added) {
    return new FolderHeaders(this, List.copyOf(entries.values()), added);
  }

  /** The drivers and libraries that the folder holds; reads the sources and the project files. */
  public List<DriverSources> drivers() {
    return grouped().drivers();
  }

  /**
   * Macros that the project files of the folder compile a source file with, as {@code NAME} or
   * {@code NAME=VALUE}; none if no project lists it.
   */
  public List<String> defines(String path) {
    return grouped().defines().getOrDefault(path, List.of());
  }

  private record Grouped(List<DriverSources> drivers, Map<String, List<String>> defines) {}

  private synchronized Grouped grouped() {
    if (grouped.isEmpty()) {
      Drivers found = new Drivers(this);
      List<DriverSources> drivers = found.find();
      grouped = Optional.of(new Grouped(drivers, found.defines()));
    }
    return grouped.get();
  }

  /** The files of the listing with this name, in any case of letters, or extension. */
  List<String> projectFiles(Set<String> names, Set<String> extensions) {
    return entries.values().stream()
        .filter(entry ->
            names.contains(entry.name().toLowerCase(Locale.ROOT))
                || extensions.contains(entry.extension()))
        .map(FolderEntry::path)
        .toList();
  }

  private List<String> withExtension(Set<String> extensions) {
    return entries.values().stream()
        .filter(entry -> extensions.contains(entry.extension()))
        .map(FolderEntry::path)
        .toList();
  }

  private Optional<Diagnostic> nothingToAnalyse() {
    if (!sources().isEmpty()) {
      return Optional.empty();
    }
    if (!headers().isEmpty()) {
      return nothing(
          "HEADERS-ONLY",
          "The folder '%s' holds headers but no C source; open the folder that also holds the"
              + " driver's .c files.");
    }
    boolean unreadable =
        diagnostics.stream()
            .anyMatch(diagnostic ->
                diagnostic.path().equals(".") && diagnostic.code().startsWith("FOLDER-"));
    if (unreadable) {
      return Optional.empty();
    }
    return entries.isEmpty()
        ? nothing("FOLDER-EMPTY", "The folder '%s' is empty; open one that holds driver source.")
        : nothing(
            "NO-C-SOURCE", "The folder '%s' holds no C source; open one that holds driver source.");
  }

  private Optional<Diagnostic> nothing(String code, String message) {
    return Optional.of(
        Diagnostic.of(code, Diagnostic.Severity.WARNING, ".", message.formatted(name)));
  }
}
