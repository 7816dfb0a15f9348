package dev.irpscope.app.view;

import java.util.List;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/**
 * A pane's frame: title, a detail beside it, tools at the right end of the header, the content
 * below.
 */
public final class PaneFrame extends BorderPane {
  private final Label title = new Label();
  private final Label detail = new Label();
  private final HBox tools = new HBox();
  private final HBox header;

  /**
   * @param id stable id of the pane, for tests and settings
   */
  public PaneFrame(String id, String titleText, Node content) {
    setId(id);
    getStyleClass().add("pane-frame");
    title.setText(titleText);
    title.getStyleClass().add("pane-title");
    title.setMinWidth(Region.USE_PREF_SIZE);
    detail.getStyleClass().add("pane-detail");
    detail.setMinWidth(0);
    // Beside nothing no gap is needed: a narrow pane has none to spare.
    detail.managedProperty().bind(detail.textProperty().isNotEmpty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    tools.getStyleClass().add("pane-tools");
    header = new HBox(title, detail, gap, tools);
    header.getStyleClass().add("pane-header");
    setTop(header);
    setCenter(content);
    setMinSize(0, 0);
    // What finds no room is cut at the lower edge and does not rise into the header.
    if (content instanceof Region inner) {
      inner.setMinSize(0, 0);
    }
  }

  public StringProperty titleProperty() {
    return title.textProperty();
  }

  /** Smaller text beside the title: what the pane shows just now. */
  public StringProperty detailProperty() {
    return detail.textProperty();
  }

  /** A detail as short as a number stays whole when the tools need room. */
  public void keepDetail() {
    detail.setMinWidth(Region.USE_PREF_SIZE);
  }

  /** Where buttons of the pane go. */
  public HBox tools() {
    return tools;
  }

  /** The header, for the double click that maximises the pane. */
  public Node header() {
    return header;
  }

  /** In a tab that has its name, the pane does not tell it again. */
  public void setTabbed(boolean on) {
    title.setVisible(!on);
    title.setManaged(!on);
    setTop(on && tools.getChildren().isEmpty() ? null : header);
  }

  /** Replaces the plain title by something richer, tabs for example. */
  public void setHeading(Node heading) {
    HBox.setHgrow(heading, Priority.ALWAYS);
    header.getChildren().setAll(heading, tools);
  }

  /** Shows the pane if it is behind a tab. */
  public void bringToFront() {
    for (Node at = this; at != null; at = at.getParent()) {
      if (at instanceof TabPane tabs) {
        tabs.getTabs().stream()
            .filter(t -> t.getContent() == this)
            .forEach(t -> tabs.getSelectionModel().select(t));
      }
    }
  }

  /** What takes the keys when somebody goes to the pane. */
  public Node focusTarget() {
    Node inner = getCenter();
    for (String list : List.of("#violation-tree", "#path-list", "#source-list", "#state-list")) {
      Node found = lookup(list);
      inner = found == null ? inner : found;
    }
    return inner;
  }
}
