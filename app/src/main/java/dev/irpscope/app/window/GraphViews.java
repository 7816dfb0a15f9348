package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;

/** The views that share the graph's pane, one of them in front. */
public final class GraphViews extends StackPane {
  /** What can be shown. */
  public enum View {
    FLOW,
    LANES,
    BOTH
  }

  private final Map<View, Supplier<? extends Node>> makers = new EnumMap<>(View.class);
  private final Map<View, Node> contents = new EnumMap<>(View.class);
  private final SegmentedButton buttons = new SegmentedButton();
  private final ToggleGroup group = new ToggleGroup();
  private final ReadOnlyObjectWrapper<View> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", View.FLOW);

  GraphViews() {
    setMinSize(0, 0);
    buttons.setId("graph-views");
  }

  /**
   * @param content makes what the view shows when it is first brought to the front
   */
  void setContent(View view, Supplier<? extends Node> content) {
    makers.put(view, content);
    String name = view.name().toLowerCase(Locale.ROOT);
    ToggleButton button = new ToggleButton(Messages.get("view." + name));
    button.setId("view-" + name);
    button.setFocusTraversable(false);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setTooltip(new Tooltip(Messages.get("view." + name + ".tip")));
    button.setToggleGroup(group);
    button.setUserData(view);
    button.setOnAction(_ -> show(view));
    buttons.getButtons().add(button);
    button.setSelected(view == shown());
    if (view == shown()) {
      show(view);
    }
  }

  Node buttons() {
    return buttons;
  }

  /** Brings a view to the front. */
  public void show(View view) {
    shown.set(view);
    Supplier<? extends Node> maker = makers.remove(view);
    if (maker != null) {
      Node content = maker.get();
      contents.put(view, content);
      getChildren().add(content);
    }
    contents.forEach((v, node) -> node.setVisible(v == view));
    buttons.getButtons().forEach(b -> b.setSelected(b.getUserData() == view));
  }

  /** The view in front. */
  public View shown() {
    return shown.get();
  }

  ReadOnlyObjectProperty<View> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /** The next one in a circle. */
  boolean next() {
    View next =
        switch (shown()) {
          case FLOW -> View.LANES;
          case LANES -> View.BOTH;
          case BOTH -> View.FLOW;
        };
    show(next);
    return true;
  }
}
