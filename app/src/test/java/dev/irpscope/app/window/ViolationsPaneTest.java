package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.view.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/** The list of findings: signs, marks, comparison with an earlier report. */
final class ViolationsPaneTest extends OnOpenWindow {
  @Test
  @Tag("row-B5")
  void aMarkByKeyStaysWithTheFindingAndInTheChosenFile() throws IOException {
    String fingerprint = selection().violation().orElseThrow().fingerprint();
    Path file = temporary.resolve("kept.marks.txt");
    files.set(file);
    robot.interact(() -> window.commands().get("saveMarks").run());
    press(KeyCode.SHIFT, KeyCode.X);
    assertTrue(robot.lookup(".mark-false-alarm").tryQuery().isPresent(), "it is in the list");
    assertTrue(Files.readString(file).contains(fingerprint + " false-alarm"));
    robot.interact(() -> {
      model.close();
      model.open(temporary);
    });
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        model.violations().marks().of(fingerprint).isPresent(), "read again with the folder");
    press(KeyCode.SHIFT, KeyCode.X);
    assertFalse(Files.readString(file).contains(fingerprint), "the same key takes it away");
  }

  @Test
  void whereThereArePracticeFindingsOnlyTheyAreSaidAndOpen() {
    AnalysedFolder real = RealSample.of("weather-station");
    List<RuleResult> practice =
        real.report().results().stream()
            .filter(r ->
                r.verdict().found().stream()
                    .allMatch(v -> v.severity() != Violation.Severity.DEFECT))
            .toList();
    assertTrue(practice.stream().anyMatch(r -> !r.verdict().found().isEmpty()));
    show(real);
    robot.interact(() -> {
      model.stepping().openFolder(new FakeFolder());
      model.violations().results().setAll(practice);
    });
    WaitForAsyncUtils.waitForFxEvents();
    String headline = robot.lookup("#headline").queryLabeled().getText();
    assertTrue(headline.contains("practice finding"), headline);
    Violation first = model.stepping().violations().getFirst();
    assertTrue(robot.lookup("#violation-" + first.id()).tryQuery().isPresent(), "it can be seen");
  }

  @Test
  @Tag("row-B6")
  void anEarlierReportTellsNewStillThereAndGone() throws IOException {
    AnalysedFolder gauge = RealSample.of("gauge-filter");
    show(gauge);
    Path earlier = written("exportReport", "earlier.sarif");
    files.set(earlier);
    robot.interact(() -> window.commands().get("compare").run());
    int count = gauge.report().violations().size();
    assertEquals(
        Messages.get("notice.compared", "earlier.sarif", 0L, (long) count, 0L),
        robot.lookup("#notice-text-Compared").queryLabeled().getText());
    show(RealSample.of("modem-macros"));
    robot.interact(() -> window.commands().get("compare").run());
    String text = robot.lookup("#notice-text-Compared").queryLabeled().getText();
    int fresh = RealSample.of("modem-macros").report().violations().size();
    assertTrue(text.contains(fresh + " new, 0 still there"), text);
    assertTrue(
        robot.lookup(".violation-detail").queryAllAs(Label.class).stream()
            .anyMatch(l -> l.getText().startsWith("new")));
  }

  private List<String> signsInView() {
    return robot.lookup(".verdict-sign").match(Node::isVisible).queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  @Test
  @Tag("row-K2")
  void everyVerdictAndEveryChangeHasASignOfItsOwn() {
    Set<String> signs = new HashSet<>(signsInView());
    TreeView<?> list = robot.lookup("#violation-tree").queryAs(TreeView.class);
    robot.interact(() -> list.scrollTo(list.getExpandedItemCount() - 1));
    WaitForAsyncUtils.waitForFxEvents();
    signs.addAll(signsInView());
    assertTrue(signs.containsAll(List.of("\u2715", "!", "?")), signs.toString());
    robot.interact(() -> model.stepping().selectStep(8));
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        robot.lookup(".state-letter").queryAllAs(Label.class).stream()
            .anyMatch(l -> l.getText().matches("[AMD]")),
        "what changed has a letter");
    robot.interact(() -> model.stepping().goToViolation());
    WaitForAsyncUtils.waitForFxEvents();
    assertTrue(
        robot.lookup(".row-ghost").queryAll().stream()
            .flatMap(n -> robot.from(n).lookup(".label").queryAllAs(Label.class).stream())
            .anyMatch(l -> l.getText().equals("+")),
        "the missing call has a plus");
    assertTrue(robot.lookup("#headline").query().getParent().getParent().isVisible());
  }

  @Test
  @Tag("row-F5")
  void theStatePaneSaysUnknownAndWhy() {
    AnalysedFolder folder = RealSample.of("weather-station");
    show(folder);
    var violation =
        RealSample.violation(folder, "IoAllocateIrpSignalEventInCompletion", "WxRainDone");
    robot.interact(() -> model.stepping().showViolation(violation));
    WaitForAsyncUtils.waitForFxEvents();
    var unknown =
        selection().step().orElseThrow().facts().stream()
            .filter(f -> f.certainty() == dev.irpscope.analysis.trace.Fact.Certainty.UNKNOWN)
            .findFirst()
            .orElseThrow();
    robot.interact(() -> robot.lookup("#state-list").queryListView().scrollTo(0));
    var list = robot.lookup("#state-list").queryListView();
    for (int i = 0; i < list.getItems().size(); i++) {
      if (list.getItems().get(i)
              instanceof dev.irpscope.app.viewmodel.StateRow.Value(var fact, _, _, _)
          && fact.equals(unknown)) {
        int row = i;
        robot.interact(() -> list.scrollTo(row));
      }
    }
    WaitForAsyncUtils.waitForFxEvents();
    List<String> texts =
        robot.from(list).lookup(".label").queryAllAs(Label.class).stream()
            .map(Labeled::getText)
            .toList();
    assertTrue(texts.contains(Messages.get("state.unknown")), texts.toString());
    assertTrue(texts.contains(unknown.reason()), texts.toString());
  }
}
