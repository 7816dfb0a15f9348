package dev.irpscope.app.features;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tests of all modules that carry {@code @Tag("row-...")}, read from their sources because the
 * classes of other modules' tests are not on the class path.
 */
final class TaggedTests {
  private static final List<String> MODULES = List.of("analysis", "graph-layout", "app");

  /** The annotations of a method, then its name. */
  private static final Pattern METHOD =
      Pattern.compile(
          "((?:^  @[A-Z][^\\n]*\\n(?:^ {6,}[^\\n]*\\n|^ {2}}\\)\\n)*)+)"
              + "^  (?:public |private |static |final )*void (\\w+)\\(",
          Pattern.MULTILINE);

  private static final Pattern ROW = Pattern.compile("@Tag\\(\"row-([A-Z]\\d+)\"\\)");

  private TaggedTests() {}

  /** Names of tests by row. */
  static SortedMap<String, SortedSet<String>> read(Path root) throws IOException {
    SortedMap<String, SortedSet<String>> tests = new TreeMap<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/test/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
          read(file, tests);
        }
      }
    }
    return tests;
  }

  private static void read(Path file, SortedMap<String, SortedSet<String>> tests)
      throws IOException {
    String text = Files.readString(file);
    String name = String.valueOf(file.getFileName()).replace(".java", "");
    long found = 0;
    Matcher methods = METHOD.matcher(text);
    while (methods.find()) {
      String annotations = methods.group(1);
      Matcher rows = ROW.matcher(annotations);
      while (rows.find()) {
        found++;
        boolean runs =
            Pattern.compile("@(Test|ParameterizedTest|ArchTest)\\b").matcher(annotations).find()
                && !annotations.contains("@Disabled");
        if (!runs) {
          throw new IllegalStateException(name + "." + methods.group(2) + " is not a test");
        }
        tests
            .computeIfAbsent(rows.group(1), _ -> new TreeSet<>())
            .add(name + "." + methods.group(2));
      }
    }
    long written = ROW.matcher(text).results().count();
    if (written != found) {
      throw new IllegalStateException(
          file + ": " + written + " tags of rows, but only " + found + " stand at a test");
    }
  }
}
