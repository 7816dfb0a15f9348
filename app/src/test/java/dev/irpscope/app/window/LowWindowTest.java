package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.fake.RealSample;
import java.nio.file.Path;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import org.junit.jupiter.api.Test;
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
