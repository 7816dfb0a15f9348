package dev.irpscope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.irpscope.analysis.FolderAnalysis;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a browser that is cut off from any network. Skipped where there is none: install
 * Chromium, or name one with {@code IRPSCOPE_BROWSER}. Leaves pictures in {@code
 * target/html-report}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // there is no browser before the first method
final class HtmlReportBrowserTest {
  private static final Path PICTURES = Path.of("target", "html-report");
  private static final String CURRENT =
      "(document.querySelector('tr.current') || {cells: [{textContent: ''}]}).cells[0].textContent";

  @TempDir private static Path folder = Path.of("");

  private Browser browser;
  private Path page;

  @BeforeAll
  void start() throws Exception {
    Optional<Path> program = Browser.find();
    assumeTrue(program.isPresent(), "no Chromium found: install one or set IRPSCOPE_BROWSER to it");
    browser = Browser.start(program.get());
    AnalysisReport report =
        FolderAnalysis.report(Path.of("..", "sample-drivers", "weather-station"), "all");
    page = folder.resolve("report of a driver.html");
    Files.writeString(
        page, ReportFormat.HTML.write(ReportContent.of(report, RuleCatalogue.builtIn().rules())));
  }

  @AfterAll
  void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    browser.media("screen", "light");
    browser.open(page);
  }

  private String current() throws Exception {
    return browser.ask(CURRENT);
  }

  private int count(String selector) throws Exception {
    return Integer.parseInt(
        browser.ask(
            "[...document.querySelectorAll('%s')].filter(e => e.offsetParent !== null).length"
                .formatted(selector)));
  }

  private String pressed(String key) throws Exception {
    browser.press(key);
    return current();
  }

  @Test
  void thePageAsksForNothingAndComplainsOfNothing() throws Exception {
    browser.press("j");
    assertEquals(List.of(), browser.complaints());
    assertEquals(
        List.of(),
        browser.requests().stream().filter(url -> !url.equals(page.toUri().toString())).toList());
  }

  @Test
  void theKeysOfTheWindowStepThePath() throws Exception {
    browser.press("Alt+3");
    assertEquals("1", pressed("j"));
    assertEquals("2", pressed("j"));
    assertEquals("1", pressed("k"));
    assertEquals("1", pressed("k"));
    String last = pressed("End");
    assertTrue(Integer.parseInt(last) > 3, last);
    assertEquals("1", pressed("Home"));
    String violating = pressed("v");
    assertEquals(
        violating, browser.ask("document.querySelector('tr.violating').cells[0].textContent"));
    String opening = pressed("o");
    assertTrue(Integer.parseInt(opening) < Integer.parseInt(violating));
    assertEquals(
        "true",
        browser.ask("document.querySelector('tr.current').matches('.opening, .violating')"));
    browser.press("Home");
    browser.press("]");
    assertEquals("true", browser.ask("document.querySelector('tr.current').matches('.fires')"));
    browser.press("Home");
    browser.press(".");
    assertEquals("true", browser.ask("document.querySelector('tr.current').matches('.branch')"));
  }

  @Test
  void theNextViolationIsSelectedWhereItBreaksTheRule() throws Exception {
    browser.press("F8");
    String first = browser.ask("document.querySelector('tr.current').closest('section').id");
    assertEquals("true", browser.ask("document.querySelector('tr.current').matches('.violating')"));
    browser.press("F8");
    String second = browser.ask("document.querySelector('tr.current').closest('section').id");
    assertNotEquals(first, second);
    browser.press("Shift+F8");
    assertEquals(first, browser.ask("document.querySelector('tr.current').closest('section').id"));
    assertEquals(
        "true",
        browser.ask(
            "(r => r.top >= 0 && r.bottom <= innerHeight)"
                + "(document.querySelector('tr.current').getBoundingClientRect())"));
  }

  @Test
  void everyStepIsShownOrCountedAtEveryDetail() throws Exception {
    browser.press("Alt+3");
    int all = count("tr.step");
    assertEquals(0, count("tr.gap"));
    int shown = all;
    for (int level = 2; level >= 1; level--) {
      browser.press("Alt+" + level);
      int now = count("tr.step");
      assertTrue(now < shown, now + " at level " + level);
      shown = now;
      String hidden =
          browser.ask(
              "[...document.querySelectorAll('tr.gap')]"
                  + ".reduce((sum, gap) => sum + parseInt(gap.textContent), 0)");
      assertEquals(all - now, Integer.parseInt(hidden));
    }
    browser.press("j");
    browser.press("F11");
    assertEquals("2", current());
    assertEquals(1, count("tr.current"));
  }

  @Test
  void darkAndPaperHaveLooksOfTheirOwn() throws Exception {
    browser.press("F8");
    browser.picture(PICTURES.resolve("light.png"));
    String ground = "getComputedStyle(document.body).backgroundColor";
    assertEquals("rgb(255, 255, 255)", browser.ask(ground));
    browser.media("screen", "dark");
    browser.picture(PICTURES.resolve("dark.png"));
    assertNotEquals("rgb(255, 255, 255)", browser.ask(ground));
    browser.media("print", "dark");
    browser.picture(PICTURES.resolve("print.png"));
    assertEquals("rgb(255, 255, 255)", browser.ask(ground));
    assertEquals(0, count(".keys"));
    browser.media("print", "light");
    assertEquals("rgb(0, 0, 0)", browser.ask("getComputedStyle(document.body).color"));
  }
}
