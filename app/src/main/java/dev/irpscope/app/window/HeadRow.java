package dev.irpscope.app.window;

import javafx.geometry.Pos;
import javafx.scene.control.MenuBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Menu and tool bar: side by side where the window is wide enough for both, or low and not too
 * narrow, since a row of its own takes the room of a step of the path; else one below the other.
 */
final class HeadRow extends VBox {
  /** From this width on the tool bar keeps its words beside the menu. */
  private static final double WIDE = 1500;

  /** From this width on it has its signs beside the menu. */
  private static final double LEAST = 1200;

  private final MenuBar menu;
  private final Region tools;
  private final HBox together = new HBox();

  HeadRow(MenuBar menu, Region tools) {
    this.menu = menu;
    this.tools = tools;
    together.getStyleClass().add("head-row");
    together.setAlignment(Pos.CENTER_LEFT);
    menu.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(tools, Priority.ALWAYS);
    getChildren().setAll(menu, tools);
  }

  /** Tells the size of the window. */
  void fitInto(double width, double height) {
    boolean beside = width >= WIDE || (StripStack.isLow(height) && width >= LEAST);
    if (beside == getChildren().contains(together)) {
      return;
    }
    getChildren().clear();
    together.getChildren().clear();
    if (beside) {
      together.getChildren().setAll(menu, tools);
      getChildren().setAll(together);
    } else {
      getChildren().setAll(menu, tools);
    }
  }
}
