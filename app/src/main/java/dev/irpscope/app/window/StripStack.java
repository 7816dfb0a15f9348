package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The strips above the panes. In a low window one of them stands for all, with the number of the
 * others: each takes the room of a step of the path.
 */
final class StripStack extends VBox {
  /** Windows at least as high show every strip. */
  private static final double HIGH = 800;

  private final NoticeStrips notices;
  private final Region trouble;
  private final StackPane troubleHolder;
  private final Button more = new Button();
  private boolean low;
  private boolean open;

  StripStack(NoticeStrips notices, Region trouble) {
    this.notices = notices;
    this.trouble = trouble;
    troubleHolder = new StackPane(trouble);
    more.setId("more-strips");
    more.getStyleClass().add("chip-button");
    more.setFocusTraversable(false);
    more.setMinWidth(Region.USE_PREF_SIZE);
    more.setOnAction(_ -> {
      open = true;
      fold();
    });
    getChildren().addAll(notices, troubleHolder);
    notices.getChildren().addListener((ListChangeListener<Node>) _ -> fold());
    trouble.managedProperty().subscribe(_ -> fold());
    fold();
  }

  /** Whether a window of this height is low; one that is about to be shown has none yet. */
  static boolean isLow(double height) {
    return height > 0 && height < HIGH;
  }

  /** Tells the height of the window. */
  void fitInto(double height) {
    low = isLow(height);
    open = false;
    fold();
  }

  private void fold() {
    int lines = notices.getChildren().size();
    boolean troubled = trouble.isManaged();
    int all = lines + (troubled ? 1 : 0);
    boolean folded = low && !open && all > 1;
    if (more.getParent() instanceof HBox line) {
      line.getChildren().remove(more);
    }
    for (int i = 0; i < lines; i++) {
      setShown(notices.getChildren().get(i), !folded || i == 0);
    }
    setShown(troubleHolder, troubled && !(folded && lines > 0));
    if (folded && notices.getChildren().getFirst() instanceof HBox line) {
      more.setText(Messages.count("strips.more", all - 1));
      line.getChildren().add(line.getChildren().size() - 1, more);
    }
  }

  private static void setShown(Node node, boolean on) {
    node.setVisible(on);
    node.setManaged(on);
  }
}
