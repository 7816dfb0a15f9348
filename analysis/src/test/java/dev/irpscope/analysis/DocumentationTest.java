package dev.irpscope.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages under {@code docs} say what the samples and rules say. Run with {@code
 * -Ddocs.update=true} to rewrite the parts that are made from them, then review the difference.
 */
final class DocumentationTest {
  private static final Path ROOT = Path.of("..");
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path RULES = DOCS.resolve("rules");
  private static final RuleCatalogue CATALOGUE = RuleCatalogue.builtIn();
  private static final Pattern LINK = Pattern.compile("]\\(([^)#\\s]+)(#[^)\\s]*)?\\)");

  @Test
  void snippetsAndTablesAreThoseOfTheSamplesAndRules() throws IOException {
    for (Path path : pages()) {
      DocumentationPage page = new DocumentationPage(ROOT, path, CATALOGUE);
      String refreshed = page.refreshed();
      if (Boolean.getBoolean("docs.update") && !refreshed.equals(page.text())) {
        Files.writeString(path, refreshed);
      }
      assertEquals(refreshed, page.text(), path.toString());
    }
  }

  @Test
  void everySnippetOnARulePageIsAFunctionOfASample() throws IOException {
    for (Path path : rulePages()) {
      String text = Files.readString(path);
      long marked = count(text, "<!-- sample: \\S+#\\w+ -->\n```c\n");
      assertEquals(count(text, "```c\n"), marked, path.toString());
      assertTrue(marked >= 2, path + ": a violating and a correct snippet");
    }
  }

  @Test
  void everyRuleThatRunsHasAPage() {
    List<String> without =
        CATALOGUE.runnable().stream()
            .map(Rule::name)
            .filter(name -> !Files.exists(RULES.resolve(name + ".md")))
            .toList();
    assertEquals(List.of(), without);
  }

  @Test
  void rulePagesShowTheirOwnRule() throws IOException {
    for (Path path : rulePages()) {
      String name = String.valueOf(path.getFileName()).replace(".md", "");
      String text = Files.readString(path);
      assertTrue(text.startsWith("# " + name + "\n"), path.toString());
      assertEquals(1, count(text, "<!-- rule: " + name + " -->"), path.toString());
    }
  }

  @Test
  void theTableOfNamedRulesHasAllOfThem() throws IOException {
    assertEquals(29, DocumentationPage.names(Files.readString(RULES.resolve("README.md"))).size());
  }

  /** Pictures are drawn by the window's tests, so they are not asked for here. */
  @Test
  void linksLeadToFilesOfTheProject() throws IOException {
    List<String> broken = new ArrayList<>();
    int seen = 0;
    for (Path path : pages()) {
      Matcher links = LINK.matcher(Files.readString(path));
      while (links.find()) {
        String target = links.group(1);
        if (!target.contains("://") && !target.endsWith(".png")) {
          seen++;
          if (!Files.exists(path.resolveSibling(target))) {
            broken.add(path + " -> " + target);
          }
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(seen > 20, "links seen: " + seen);
  }

  @Test
  void cutsAFunctionOutWithItsComment() {
    String source =
        """
        VOID Wanted(int a);

        /* Before. */
        VOID Other(VOID)
        {
            Wanted(1);
        }

        /*
         * What it does.
         */
        VOID
        Wanted(
            int a)
        {
            if (a) {
            }
        }
        """;
    assertEquals(
        """
        /*
         * What it does.
         */
        VOID
        Wanted(
            int a)
        {
            if (a) {
            }
        }\
        """,
        SampleFunction.in(source, "Wanted").orElseThrow());
    assertTrue(SampleFunction.in(source, "Missing").isEmpty());
  }

  private static long count(String text, String regex) {
    return Pattern.compile(regex).matcher(text).results().count();
  }

  private static List<Path> rulePages() throws IOException {
    try (Stream<Path> found = Files.list(RULES)) {
      return found.filter(path -> !path.endsWith("README.md")).sorted().toList();
    }
  }

  /** All pages for people: the project's, the samples' and those under {@code docs}. */
  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (Path folder : List.of(DOCS, ROOT.resolve("sample-drivers"))) {
      try (Stream<Path> found = Files.walk(folder)) {
        found.filter(path -> path.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }
}
