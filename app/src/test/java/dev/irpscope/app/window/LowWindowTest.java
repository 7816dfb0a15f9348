package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.fake.RealSample;
import java.nio.file.Path;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** A window in which the list of findings has room for a row or two. */
final class LowWindowTest {
  @TempDir static Path temporary = Path.of("");

  @Test
  void theChosenFindingIsInSight() throws Exception {
    OpenedWindow opened = OpenedWindow.show(temporary, 990, 600);
    try {
      opened.show(RealSample.of("weather-station"));
      for (Violation violation : opened.model().stepping().violations()) {
        opened.robot().interact(() -> opened.model().stepping().showViolation(violation));
        WaitForAsyncUtils.waitForFxEvents();
        assertInside(opened.robot().lookup("#violation-" + violation.id()).query());
      }
    } finally {
      opened.hide();
    }
  }

  /** In a low window the menu takes no row of its own; names of rules are written whole. */
  @Test
  void everyRowOfTheHeadAndEveryNameIsWhole() throws Exception {
    OpenedWindow opened = OpenedWindow.show(temporary, 1280, 720);
    try {
      opened.show(RealSample.of("weather-station"));
      WaitForAsyncUtils.waitForFxEvents();
      Scene scene = opened.robot().lookup("#menu-bar").query().getScene();
      assertEquals(
          middle(opened, "#menu-bar"),
          middle(opened, "#tool-bar"),
          3,
          () -> "in one row of " + scene.getWidth() + " x " + scene.getHeight());
      for (Node node : opened.robot().lookup(".violation-cell .label").queryAll()) {
        if (node instanceof Label label && label.isVisible() && !label.getText().isEmpty()) {
          Node shown = label.lookup(".text");
          assertFalse(
              shown instanceof Text text && text.getText().contains("..."),
              () -> label.getText() + " is cut");
        }
      }
    } finally {
      opened.hide();
    }
  }

  /** Rows whose height is known late asked for each other's scrolling for ever. */
  @Test
  @Timeout(90)
  void predictingAfterASecondFolderGoesOn() throws Exception {
    OpenedWindow opened = OpenedWindow.show(temporary, 1280, 720);
    try {
      opened.show(RealSample.of("gauge-filter"));
      opened.show(RealSample.of("weather-station"));
      for (String command : List.of("nextViolation", "nextViolation", "present", "predict")) {
        opened.robot().interact(() -> opened.run(command));
      }
      for (int i = 0; i < 8; i++) {
        int before = opened.selection().index();
        opened.robot().interact(() -> opened.run("presentReveal"));
        opened.robot().interact(() -> opened.run("presentNext"));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(opened.selection().index() > before, () -> "still at " + before);
      }
      opened.robot().interact(() -> opened.run("presentLeave"));
    } finally {
      opened.hide();
    }
  }

  private static double middle(OpenedWindow opened, String selector) {
    Node node = opened.robot().lookup(selector).query();
    return node.localToScene(node.getLayoutBounds()).getCenterY();
  }

  private static void assertInside(Node row) {
    Node list = row;
    while (!list.getStyleClass().contains("virtual-flow")) {
      list = list.getParent();
    }
    Bounds around = list.localToScene(list.getLayoutBounds());
    Bounds inside = row.localToScene(row.getLayoutBounds());
    assertTrue(
        inside.getMinY() > around.getMinY() - 1 && inside.getMaxY() < around.getMaxY() + 1,
        () -> row.getId() + ": " + inside + " in " + around);
  }
}
