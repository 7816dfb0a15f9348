package dev.irpscope.app.window;

import dev.irpscope.app.graph.AutomatonPane;
import dev.irpscope.app.graph.GraphPane;
import dev.irpscope.app.graph.ScrubberPane;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.PaneFrame;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;

/** The panes of an opened folder and how they stand beside each other. */
public final class Workspace extends BorderPane {
  private final GraphPane graph;

  public Workspace(SteppingModel model) {
    setId("workspace");
    graph = new GraphPane(model);
    PaneFrame violations = frame("violations", new Label());
    PaneFrame path = frame("path", new Label());
    PaneFrame source = frame("source", new Label());
    PaneFrame graphFrame = frame("graph", graph);
    PaneFrame rule = frame("rule", new AutomatonPane(model));
    PaneFrame state = frame("state", new Label());
    PaneFrame scrubber = frame("scrubber", new ScrubberPane(model));
    SplitPane left = split(Orientation.VERTICAL, violations, path);
    SplitPane right = split(Orientation.VERTICAL, rule, state);
    SplitPane columns = split(Orientation.HORIZONTAL, left, source, graphFrame, right);
    setCenter(columns);
    setBottom(scrubber);
  }

  /** The graph pane, for the commands that move its view. */
  public GraphPane graph() {
    return graph;
  }

  private static PaneFrame frame(String name, javafx.scene.Node content) {
    return new PaneFrame(name + "-pane", Messages.get("pane." + name), content);
  }

  private static SplitPane split(Orientation orientation, javafx.scene.Node... parts) {
    SplitPane split = new SplitPane(parts);
    split.setOrientation(orientation);
    return split;
  }
}
