package dev.irpscope.analysis.source;

import dev.irpscope.analysis.source.DriverSources.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Splits an opened folder into drivers and libraries: by its project files first, then by the
 * folders that define an entry routine; what is left is a library per folder. A library that a
 * driver is linked with belongs to the driver.
 */
final class Drivers {
  /**
   * @param links names of what it is linked with, in lower case
   */
  private record Group(
      String name, Kind kind, String folder, Set<String> files, String basis, Set<String> links) {}

  /**
   * Statements of a driver with the libraries that it is linked with: a search of a larger one
   * needs more memory and time than it tells, so larger libraries stay by themselves. Counted by
   * their semicolons; tables have few.
   */
  private static final int MOST_TOGETHER = 20_000;

  private final DriverFolder folder;
  private final List<String> sources;
  private final Map<String, String> bySpelling = new HashMap<>();
  private final Map<String, Integer> statements = new HashMap<>();
  private final Set<String> withEntry = new TreeSet<>();
  private final Set<String> claimed = new HashSet<>();
  private final List<Group> groups = new ArrayList<>();
  private final Map<String, Map<String, String>> defines = new HashMap<>();

  Drivers(DriverFolder folder) {
    this.folder = folder;
    this.sources = folder.sources();
    for (String source : sources) {
      bySpelling.put(source.toLowerCase(Locale.ROOT), source);
      if (folder.read(source) instanceof SourceReader.Result.Read(SourceFile file)
          && EntryRoutine.isDefinedIn(file.text())) {
        withEntry.add(source);
      }
    }
  }

  /** Sorted by folder and name; each source file is in at least one of them. */
  List<DriverSources> find() {
    byProject(folder.projectFiles(Set.of(), Set.of("vcxproj")));
    byProject(folder.projectFiles(Set.of("sources"), Set.of()));
    byProject(folder.projectFiles(Set.of(), Set.of("vcproj")));
    byProject(folder.projectFiles(Set.of("cmakelists.txt"), Set.of()));
    byEntryRoutine();
    link();
    byFolder();
    return named();
  }

  /**
   * The macros that projects compile each file with; call after {@link #find}. A file that several
   * projects list has those of all, and of two values of one macro the first.
   */
  Map<String, List<String>> defines() {
    Map<String, List<String>> all = new HashMap<>();
    defines.forEach((file, own) -> all.put(file, List.copyOf(own.values())));
    return all;
  }

  private void byProject(List<String> projectPaths) {
    Set<String> before = Set.copyOf(claimed);
    for (String path : projectPaths) {
      if (folder.read(path) instanceof SourceReader.Result.Read(SourceFile file)) {
        for (ProjectFile project : ProjectFiles.read(path, file.text())) {
          add(project, path, before);
        }
      }
    }
  }

  private void add(ProjectFile project, String path, Set<String> before) {
    Set<String> files = resolve(project, Paths.folder(path));
    for (String file : files) {
      Map<String, String> own = defines.computeIfAbsent(file, _ -> new LinkedHashMap<>());
      project.defines().forEach(one -> own.putIfAbsent(ProjectDefines.name(one), one));
    }
    List<String> entries = files.stream().filter(withEntry::contains).toList();
    // two descriptions of one driver, for two build systems or two targets
    for (Group known : groups) {
      boolean sameEntry = !entries.isEmpty() && known.files().containsAll(entries);
      if (sameEntry && known.kind() == Kind.DRIVER) {
        known.files().addAll(files);
        known.links().addAll(project.links());
        claimed.addAll(files);
        return;
      }
    }
    if (files.isEmpty() || (entries.isEmpty() && before.containsAll(files))) {
      return;
    }
    Kind kind = entries.isEmpty() ? Kind.LIBRARY : Kind.DRIVER;
    groups.add(
        new Group(
            project.target(),
            kind,
            Paths.folder(path),
            files,
            "listed in " + path,
            new TreeSet<>(project.links())));
    claimed.addAll(files);
  }

  private Set<String> resolve(ProjectFile project, String base) {
    TreeSet<String> files = new TreeSet<>();
    for (String written : project.sources()) {
      Paths.resolve(base, written)
          .ifPresent(path -> {
            if (path.indexOf('*') >= 0) {
              files.addAll(matching(path.toLowerCase(Locale.ROOT)));
            } else {
              String source = bySpelling.get(path.toLowerCase(Locale.ROOT));
              if (source != null) {
                files.add(source);
              }
            }
          });
    }
    return files;
  }

  /** Sources whose path has the text before the first and after the last star. */
  private List<String> matching(String pattern) {
    String start = pattern.substring(0, pattern.indexOf('*'));
    String end = pattern.substring(pattern.lastIndexOf('*') + 1);
    boolean deep = pattern.contains("**");
    return sources.stream()
        .filter(source -> {
          String path = source.toLowerCase(Locale.ROOT);
          return path.length() >= start.length() + end.length()
              && path.startsWith(start)
              && path.endsWith(end)
              && (deep || path.indexOf('/', start.length()) < 0);
        })
        .toList();
  }

  private void byEntryRoutine() {
    Map<String, Set<String>> roots = new TreeMap<>();
    for (String entry : withEntry) {
      if (!claimed.contains(entry)) {
        roots.computeIfAbsent(Paths.folder(entry), _ -> new TreeSet<>());
      }
    }
    Set<String> taken = new HashSet<>(roots.keySet());
    groups.forEach(group -> taken.add(group.folder()));
    for (String source : sources) {
      if (!claimed.contains(source)) {
        String root = Paths.folder(source);
        while (!taken.contains(root) && !root.isEmpty()) {
          root = Paths.folder(root);
        }
        Set<String> files = roots.get(root);
        if (files != null) {
          files.add(source);
        }
      }
    }
    roots.forEach((root, files) -> {
      groups.add(
          new Group(
              root.isEmpty() ? folder.name() : Paths.name(root),
              Kind.DRIVER,
              root,
              files,
              "the folder defines an entry routine",
              Set.of()));
      claimed.addAll(files);
    });
  }

  /** Gives drivers the files of the libraries among the projects that they are linked with. */
  private void link() {
    Set<Group> linked = Collections.newSetFromMap(new IdentityHashMap<>());
    groups.stream()
        .filter(group -> group.kind() == Kind.DRIVER)
        .forEach(driver -> linked.addAll(linked(driver)));
    groups.removeIf(linked::contains);
  }

  /** The libraries that were added to a driver, and those that these are linked with. */
  private Set<Group> linked(Group driver) {
    Set<Group> added = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Group> open = new ArrayDeque<>(List.of(driver));
    while (!open.isEmpty()) {
      Group user = open.poll();
      for (String name : user.links()) {
        library(name, user.folder())
            .filter(library -> !added.contains(library) && add(library, driver))
            .ifPresent(library -> {
              added.add(library);
              open.add(library);
            });
      }
    }
    return added;
  }

  /** Whether a library is not too large for a driver, which then has its files. */
  private boolean add(Group library, Group driver) {
    Set<String> together = new TreeSet<>(driver.files());
    together.addAll(library.files());
    boolean fits = together.stream().mapToInt(this::statements).sum() <= MOST_TOGETHER;
    if (fits) {
      driver.files().addAll(together);
    }
    return fits;
  }

  private int statements(String source) {
    return statements.computeIfAbsent(
        source,
        path ->
            folder.read(path) instanceof SourceReader.Result.Read(SourceFile file)
                ? (int) file.text().chars().filter(c -> c == ';').count()
                : 0);
  }

  /** The library of a name; of several the one that lies nearest to who is linked with it. */
  private Optional<Group> library(String name, String near) {
    return groups.stream()
        .filter(group ->
            group.kind() == Kind.LIBRARY && group.name().toLowerCase(Locale.ROOT).equals(name))
        .min(
            Comparator.<Group>comparingInt(group -> Paths.distance(near, group.folder()))
                .thenComparing(Group::folder));
  }

  private void byFolder() {
    Map<String, Set<String>> rest = new TreeMap<>();
    for (String source : sources) {
      if (!claimed.contains(source)) {
        rest.computeIfAbsent(Paths.folder(source), _ -> new TreeSet<>()).add(source);
      }
    }
    rest.forEach((where, files) ->
        groups.add(
            new Group(
                where.isEmpty() ? folder.name() : Paths.name(where),
                Kind.LIBRARY,
                where,
                files,
                "no driver lists the files of this folder",
                Set.of())));
  }

  /** Gives groups of one name the path of their folder, then a number. */
  private List<DriverSources> named() {
    groups.sort(
        Comparator.comparing(Group::folder).thenComparing(Group::name).thenComparing(Group::kind));
    Map<String, Integer> uses = new HashMap<>();
    groups.forEach(group -> uses.merge(group.name(), 1, Integer::sum));
    Set<String> names = new HashSet<>();
    List<DriverSources> result = new ArrayList<>();
    for (Group group : groups) {
      String name = group.name();
      if (uses.getOrDefault(name, 0) > 1 && !group.folder().isEmpty()) {
        name =
            Paths.name(group.folder()).equals(name) ? group.folder() : group.folder() + "/" + name;
      }
      String unique = name;
      for (int n = 2; !names.add(unique); n++) {
        unique = name + " (" + n + ")";
      }
      result.add(
          new DriverSources(
              unique, group.kind(), group.folder(), List.copyOf(group.files()), group.basis()));
    }
    return result;
  }
}
