package dev.irpscope.app.features;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/features.md} says for each row which tests show it. Run with {@code
 * -Ddocs.update=true} to write it anew.
 */
final class FeaturesPageTest {
  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/features.md");

  private static List<FeatureRow> rows() throws IOException {
    SortedMap<String, SortedSet<String>> tests = TaggedTests.read(ROOT);
    List<FeatureRow> rows = new ArrayList<>();
    String group = "";
    for (String line : lines()) {
      List<String> parts = List.of(line.split(" \\| ", 3));
      if (line.startsWith("== ")) {
        group = parts.get(0).substring(3) + ". " + parts.get(1);
      } else if (!line.startsWith("#") && !line.isBlank()) {
        String id = parts.get(0);
        List<String> shown = List.copyOf(tests.getOrDefault(id, new TreeSet<>()));
        rows.add(new FeatureRow(id, group, parts.get(1), parts.get(2), shown));
      }
    }
    return rows;
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = FeaturesPageTest.class.getResourceAsStream("rows.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  @Test
  void thePageSaysWhatTheTestsShow() throws IOException {
    String page = page(rows());
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(PAGE, page);
    }
    assertEquals(page, Files.readString(PAGE), "run with -Ddocs.update=true");
  }

  @Test
  void everyTagNamesARowOfTheList() throws IOException {
    Set<String> known = rows().stream().map(FeatureRow::id).collect(Collectors.toSet());
    assertEquals(85, known.size());
    for (String tagged : TaggedTests.read(ROOT).keySet()) {
      assertTrue(known.contains(tagged), "row-" + tagged);
    }
  }

  private static String page(List<FeatureRow> rows) {
    StringBuilder page = new StringBuilder();
    long passed = rows.stream().filter(FeatureRow::passes).count();
    page.append(
        """
        # What the window can do

        What a complete viewer of counterexamples would have, row by row. A row is *passed* only if a
        test that would fail without it carries the row's tag; the tests are named. Everything else is
        *not yet*, whatever may already work. This page is written by `FeaturesPageTest`.

        """);
    page.append("**%d of %d rows pass**".formatted(passed, rows.size()));
    for (String level : List.of("must", "should", "could")) {
      List<FeatureRow> of = rows.stream().filter(r -> r.level().equals(level)).toList();
      page.append(
          "; %s: %d of %d"
              .formatted(level, of.stream().filter(FeatureRow::passes).count(), of.size()));
    }
    page.append(".\n");
    String group = "";
    for (FeatureRow row : rows) {
      if (!row.group().equals(group)) {
        group = row.group();
        page.append("\n## ").append(group).append("\n\n");
        page.append("| Row | | What | Shown by |\n|---|---|---|---|\n");
      }
      String tests =
          row.passes()
              ? "passed: "
                  + row.tests().stream().map(t -> "`" + t + "`").collect(Collectors.joining("<br>"))
              : "not yet";
      page.append("| %s | %s | %s | %s |\n".formatted(row.id(), row.level(), row.what(), tests));
    }
    return page.toString();
  }
}
