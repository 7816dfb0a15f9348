package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** What leaves the window as a file. */
final class ExportsTest extends OnOpenWindow {
  @Test
  @Tag("row-J6")
  void theGraphIsSavedAsPngSvgAndDotAndThePathAsMarkdown() throws IOException {
    byte[] png = Files.readAllBytes(written("exportGraph", "graph.png"));
    var image = new javafx.scene.image.Image(new java.io.ByteArrayInputStream(png));
    assertFalse(image.isError());
    assertTrue(image.getWidth() > 100, "a picture of " + image.getWidth());
    String svg = Files.readString(written("exportGraph", "graph.svg"));
    assertTrue(svg.contains("<svg") && svg.contains("ext-&gt;Filtering"));
    assertTrue(Files.readString(written("exportGraph", "graph.dot")).startsWith("digraph"));
    String path = Files.readString(written("exportPath", "path.md"));
    for (Step step : selection().steps()) {
      assertTrue(path.contains("| " + (step.index() + 1) + " | "), "step " + step.index());
    }
  }

  @Test
  @Tag("row-J5")
  void theReportIsSavedInTheFormOfItsEnding() throws IOException {
    String html = Files.readString(written("exportReport", "report.html"));
    assertTrue(html.contains("<script>") && html.contains("keydown"), "it can be stepped");
    assertFalse(html.matches("(?s).*(src|href)=.https?:.*"), "it needs nothing else");
    assertTrue(Files.readString(written("exportReport", "report.sarif")).contains("\"2.1.0\""));
  }

  @Test
  void anExportThatCannotBeWrittenIsToldAndNothingIsLost() {
    files.set(temporary.resolve("no/such/folder/report.html"));
    robot.interact(() -> window.commands().get("exportReport").run());
    assertTrue(
        robot
            .lookup("#notice-text-NotWritten")
            .queryLabeled()
            .getText()
            .contains("there is no such folder"));
    assertTrue(selection().path().isPresent());
    Path elsewhere = temporary.resolve("elsewhere.html");
    files.set(elsewhere);
    robot.interact(() -> robot.lookup("#notice-exportReport").queryButton().fire());
    assertTrue(Files.exists(elsewhere), "the strip offers another place");
    assertTrue(robot.lookup("#notice-NotWritten").tryQuery().isEmpty());
  }

  @Test
  void whatWasSavedCanBeOpenedFromItsStrip() {
    Path page = written("exportReport", "opened.html");
    robot.interact(() -> robot.lookup("#notice-openWritten").queryButton().fire());
    assertEquals(page.toAbsolutePath().toString(), started.getLast());
    assertEquals(
        List.of("open", page.toAbsolutePath().toString()), EditorStarter.opening(page, "Mac OS X"));
    assertEquals("explorer", EditorStarter.opening(page, "Windows 11").getFirst());
  }

  @Test
  void whatIsKnownOfARuleThatFailedCanBeCopied() {
    String told = robot.lookup("#notice-text-RulesFailed").queryLabeled().getText();
    assertTrue(told.contains("SpinLock"), told);
    robot.interact(() -> robot.lookup("#notice-copyProblems").queryButton().fire());
    List<String> copied = new ArrayList<>();
    robot.interact(() -> copied.add(Clipboard.getSystemClipboard().getString()));
    assertTrue(copied.getFirst().contains("SpinLock in "), copied.toString());
    assertTrue(selection().path().isPresent(), "the other rules are not affected");
  }

  @Test
  @Tag("row-J5")
  void theSavedPageHasEveryStepUnderTheNamesThatItsKeysLookFor() throws IOException {
    String html = Files.readString(written("exportReport", "steps.html"));
    int steps =
        fake.report().violations().stream().mapToInt(v -> v.shortest().steps().size()).sum();
    assertEquals(steps, html.split("<tr class=\"step ", -1).length - 1);
    assertTrue(html.contains("querySelectorAll(\"tr.step\")"), "the script finds the steps");
    assertTrue(html.contains("querySelectorAll(\"section.violation\")"));
    assertTrue(html.contains("<section class=\"violation\""));
    for (String key : List.of("j", "k", "home", "end", "v", "o", "f8", "f10", "alt+3")) {
      assertTrue(html.contains("\"" + key + "\": () =>"), key);
    }
    assertTrue(html.contains("tr.step.current") || html.contains(".step.current"), "it is seen");
  }

  @Test
  void whatWasDoneStandsInPlaceOfTheStatusBarAndMovesNothing() {
    Node source = robot.lookup("#source-list").query();
    Bounds before = source.localToScene(source.getBoundsInLocal());
    robot.interact(() -> opened.run("copyPath"));
    Node told = robot.lookup("#notice-Copied").query();
    WaitForAsyncUtils.waitForFxEvents();
    assertEquals(before, source.localToScene(source.getBoundsInLocal()));
    assertFalse(robot.lookup("#status-bar").query().isVisible());
    assertTrue(told.getBoundsInParent().getHeight() <= 29, told.getBoundsInParent().toString());
    robot.interact(() -> robot.lookup("#notice-hide-Copied").queryButton().fire());
    assertTrue(robot.lookup("#status-bar").query().isVisible());
  }

  @Test
  void whatSomebodyThinksOfAFindingGoesWithItsPath() throws IOException {
    String fingerprint = selection().violation().orElseThrow().fingerprint();
    robot.interact(() -> model.stepping().selectStep(3));
    robot.interact(() -> model.stepping().notes().set(selection(), "Look here"));
    Mark mark = new Mark(Mark.Kind.FALSE_ALARM, "the caller waits");
    robot.interact(() -> model.violations().marks().set(fingerprint, mark));
    String said = "arked: false alarm: the caller waits";
    String path = Files.readString(written("exportPath", "marked.md"));
    assertTrue(path.contains(said) && path.contains("<br>*Look here* |"), path);
    for (String end : List.of("html", "md", "txt")) {
      String report = Files.readString(written("exportReport", "marked." + end));
      assertTrue(report.contains(said) && report.contains("Look here"), end);
    }
    String json = Files.readString(written("exportReport", "marked.json"));
    assertTrue(json.contains("\"false alarm: the caller waits\"") && json.contains("Look here"));
    assertTrue(
        Files.readString(written("exportReport", "marked.sarif"))
            .contains("\"false alarm: the caller waits\""));
    robot.interact(() -> model.violations().marks().remove(fingerprint, Mark.Kind.FALSE_ALARM));
    robot.interact(() -> model.stepping().notes().set(selection(), ""));
    assertFalse(Files.readString(written("exportReport", "plain.html")).contains("arked: "));
  }

  @Test
  @Tag("row-I4")
  void aLessonIsOnePageWithOneViolationAndItsNotes() throws IOException {
    robot.interact(() -> model.stepping().selectStep(3));
    robot.interact(() -> model.stepping().notes().set(selection(), "Look <here>"));
    String page = Files.readString(written("exportLesson", "lesson.html"));
    assertTrue(page.contains("<div class=\"taught\">Look &lt;here&gt;</div>"));
    assertEquals(1, page.split("<section class=\"violation\"", -1).length - 1);
    assertEquals(selection().steps().size(), page.split("<tr class=\"step ", -1).length - 1);
    assertFalse(page.matches("(?s).*(src|href)=.?(https?:|file:|//).*"), "it needs nothing else");
    assertFalse(page.contains("@import") || page.contains("url("), "its looks are its own");
    assertFalse(page.contains(temporary.toString()), "and it names no place of this machine");
    assertTrue(page.contains("<p>1 violation in 1 driver.</p>"), "and counts nothing else");
    assertEquals(page, Files.readString(written("exportLesson", "again.html")));
    robot.interact(() -> model.stepping().notes().set(selection(), ""));
  }
}
