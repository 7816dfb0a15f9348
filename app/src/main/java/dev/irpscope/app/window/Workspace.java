package dev.irpscope.app.window;

import dev.irpscope.app.graph.AutomatonPane;
import dev.irpscope.app.graph.GraphPane;
import dev.irpscope.app.graph.LanesPane;
import dev.irpscope.app.graph.ScrubberPane;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.task.DrawingThread;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.PaneFrame;
import dev.irpscope.app.view.PathPane;
import dev.irpscope.app.view.SourceLines;
import dev.irpscope.app.view.SourcePane;
import dev.irpscope.app.view.StatePane;
import dev.irpscope.app.view.TwoPathsPane;
import dev.irpscope.app.view.ViolationsPane;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The panes of an opened folder and how they stand beside each other, by the room there is. */
public final class Workspace extends BorderPane {
  /** Four columns from here up. */
  private static final double WIDE = 1500;

  /** Below this, graph, rule and state share one pane. */
  private static final double NARROW = 1280;

  private enum Layout {
    WIDE,
    MEDIUM,
    NARROW
  }

  private final SteppingModel model;
  private final WindowSettings settings;
  private final Splits splits;
  private final GraphPane graph;
  private final GraphViews views = new GraphViews();
  private final SourcePane source;
  private final StatePane state;
  private final PathPane path;
  private final ViolationsPane violations;
  private final PaneFrame violationsFrame;
  private final PaneFrame pathFrame;
  private final PaneFrame sourceFrame;
  private final PaneFrame graphFrame;
  private final PaneFrame ruleFrame;
  private final PaneFrame stateFrame;
  private final PaneFrame scrubberFrame;
  private Optional<Layout> layout = Optional.empty();
  private Optional<PaneFrame> maximised = Optional.empty();
  private boolean nothing;
  private boolean low;

  public Workspace(WindowModel window, WindowSettings settings) {
    this.model = window.stepping();
    this.settings = settings;
    splits = new Splits(settings);
    setId("workspace");
    graph = new GraphPane(model);
    source = new SourcePane(model, DrawingThread.shared(), lines());
    state = new StatePane(model);
    violations = new ViolationsPane(window.violations(), model);
    violationsFrame = frame("violations", violations);
    HBox.setHgrow(violations.tools(), Priority.ALWAYS);
    HBox.setHgrow(violationsFrame.tools(), Priority.ALWAYS);
    violationsFrame.keepDetail();
    violationsFrame.tools().getChildren().add(violations.tools());
    path = new PathPane(model);
    pathFrame = frame("path", path);
    sourceFrame = frame("source", source);
    graphFrame = frame("graph", views);
    views.setContent(GraphViews.View.FLOW, () -> graph);
    views.setContent(GraphViews.View.LANES, () -> new LanesPane(model));
    views.setContent(
        GraphViews.View.BOTH,
        () -> new TwoPathsPane(model, span -> source.reveal(span.file(), span.line())));
    graphFrame.tools().getChildren().add(views.buttons());
    views
        .shownProperty()
        .subscribe(view ->
            graphFrame
                .titleProperty()
                .set(
                    Messages.get(
                        switch (view) {
                          case FLOW -> "pane.graph";
                          case LANES -> "view.lanes";
                          case BOTH -> "view.both";
                        })));
    ruleFrame = frame("rule", new AutomatonPane(model));
    stateFrame = frame("state", state);
    scrubberFrame = frame("scrubber", new ScrubberPane(model));
    scrubberFrame.getStyleClass().add("scrubber-frame");
    scrubberFrame.setTop(null);
    sourceFrame.setHeading(source.tabs());
    sourceFrame.tools().getChildren().add(PaneTools.summary(source));
    pathFrame.tools().getChildren().add(PaneTools.detail(model));
    stateFrame.tools().getChildren().add(PaneTools.changedOnly(state));
    window
        .violations()
        .treeProperty()
        .subscribe(_ -> {
          long count = window.violations().totalCount();
          int shown = window.violations().shownCount();
          violationsFrame
              .detailProperty()
              .set(
                  shown == count
                      ? String.valueOf(count)
                      : Messages.get("pane.violations.of", shown, count));
        });
    model.selectionProperty().subscribe(this::showDetails);
    model.selectionProperty().subscribe(this::makeRoom);
    window.changedFilesProperty().subscribe(source::markChanged);
    widthProperty().subscribe(w -> arrangeFor(w.doubleValue()));
    heightProperty().subscribe(_ -> arrangeFor(getWidth()));
  }

  /** The graph pane, for the commands that move its view. */
  public GraphPane graph() {
    return graph;
  }

  /** What the graph pane shows: flow, lanes, or both paths. */
  public GraphViews views() {
    return views;
  }

  public SourcePane source() {
    return source;
  }

  public PathPane path() {
    return path;
  }

  public StatePane state() {
    return state;
  }

  public ViolationsPane violations() {
    return violations;
  }

  private SourceLines lines() {
    return settings.isWrapping() ? SourceLines.WRAPPED : SourceLines.WHOLE;
  }

  /** Lines that are wider than the source pane go on below themselves, or beside its edge. */
  boolean switchWrapping() {
    settings.setWrapping(!settings.isWrapping());
    source.setLines(lines());
    return true;
  }

  /** Panes in the order of Ctrl+1 to Ctrl+6. */
  List<PaneFrame> panes() {
    return List.of(violationsFrame, pathFrame, sourceFrame, graphFrame, ruleFrame, stateFrame);
  }

  /** Moves the focus into a pane, bringing it to the front if it is behind a tab. */
  boolean goTo(PaneFrame pane) {
    if (settings.hiddenPanes().contains(pane.getId())) {
      toggleHidden(pane);
    }
    maximised.filter(m -> m != pane).ifPresent(_ -> restore());
    pane.bringToFront();
    pane.focusTarget().requestFocus();
    return true;
  }

  /** To the next pane in a circle, or the previous one. */
  boolean cycle(int direction) {
    List<PaneFrame> all = panes();
    int now = -1;
    Node at = getScene() == null ? null : getScene().getFocusOwner();
    while (at != null) {
      for (int i = 0; i < all.size(); i++) {
        now = all.get(i) == at ? i : now;
      }
      at = at.getParent();
    }
    return goTo(all.get(Math.floorMod(now + direction, all.size())));
  }

  /** Gives a pane all the room, or gives it back. */
  boolean toggleMaximised(PaneFrame pane) {
    if (maximised.isPresent()) {
      restore();
    } else {
      layout.ifPresent(l -> save());
      maximised = Optional.of(pane);
      setCenter(pane);
    }
    return true;
  }

  boolean maximiseSource() {
    return toggleMaximised(sourceFrame);
  }

  private void restore() {
    maximised = Optional.empty();
    layout.ifPresent(this::arrange);
  }

  /** Takes a pane away, or brings it back; the last one stays. */
  boolean toggleHidden(PaneFrame pane) {
    Set<String> hidden = new HashSet<>(settings.hiddenPanes());
    if (!hidden.remove(pane.getId())) {
      if (hidden.size() + 1 >= panes().size()) {
        return false;
      }
      save();
      hidden.add(pane.getId());
    }
    settings.setHiddenPanes(hidden);
    maximised = Optional.empty();
    layout.ifPresent(this::arrange);
    return true;
  }

  private boolean isHidden(Node part) {
    return part instanceof PaneFrame
        && (settings.hiddenPanes().contains(part.getId()) || (nothing && part == pathFrame));
  }

  /** Forgets the sizes that the user gave to panes. */
  boolean resetLayout() {
    settings.resetLayout();
    maximised = Optional.empty();
    layout.ifPresent(this::arrange);
    return true;
  }

  /** Remembers the sizes of the panes. */
  void save() {
    if (maximised.isEmpty()) {
      splits.remember(getCenter());
    }
  }

  private void arrangeFor(double width) {
    if (width <= 0) {
      return;
    }
    Layout wanted = width >= WIDE ? Layout.WIDE : width >= NARROW ? Layout.MEDIUM : Layout.NARROW;
    boolean lower = getScene() != null && StripStack.isLow(getScene().getHeight());
    if (!layout.equals(Optional.of(wanted)) || lower != low) {
      layout.ifPresent(_ -> save());
      layout = Optional.of(wanted);
      low = lower;
      maximised = Optional.empty();
      arrange(wanted);
    }
  }

  private void arrange(Layout wanted) {
    setCenter(null);
    getStyleClass().remove("low");
    if (low) {
      getStyleClass().add("low");
    }
    for (PaneFrame frame : List.of(graphFrame, ruleFrame, stateFrame)) {
      frame.setTabbed(wanted == Layout.NARROW || (wanted == Layout.MEDIUM && frame != graphFrame));
    }
    // In a low window the path needs the room more than the list that it was chosen from.
    SplitPane left =
        split(
            low ? "left-low" : "left",
            Orientation.VERTICAL,
            List.of(low ? 0.4 : 0.5),
            violationsFrame,
            pathFrame);
    SplitPane columns =
        switch (wanted) {
          case WIDE -> {
            SplitPane right =
                split("right", Orientation.VERTICAL, List.of(0.45), ruleFrame, stateFrame);
            yield split(
                named("columns-wide"),
                Orientation.HORIZONTAL,
                nothing ? List.of(0.3, 0.62, 0.82) : List.of(0.18, 0.59, 0.82),
                left,
                sourceFrame,
                graphFrame,
                right);
          }
          case MEDIUM -> {
            SplitPane right =
                split(
                    "right-medium",
                    Orientation.VERTICAL,
                    List.of(0.55),
                    graphFrame,
                    tabs(ruleFrame, stateFrame));
            yield split(
                named("columns-medium"),
                Orientation.HORIZONTAL,
                nothing ? List.of(0.36, 0.7) : List.of(0.22, 0.66),
                left,
                sourceFrame,
                right);
          }
          case NARROW ->
              split(
                  named("columns-narrow"),
                  Orientation.HORIZONTAL,
                  nothing ? List.of(0.42, 0.7) : List.of(0.25, 0.66),
                  left,
                  sourceFrame,
                  tabs(graphFrame, ruleFrame, stateFrame));
        };
    setCenter(columns);
    setBottom(scrubberFrame);
  }

  /** Without a violation the names of rules, which are all there is to read, have more room. */
  private String named(String columns) {
    return nothing ? columns + "-clean" : columns;
  }

  private SplitPane split(
      String name, Orientation orientation, List<Double> positions, Node... parts) {
    return splits.split(name, orientation, positions, this::isHidden, List.of(parts));
  }

  private Node tabs(PaneFrame... frames) {
    if (Arrays.stream(frames).allMatch(this::isHidden)) {
      return new SplitPane();
    }
    TabPane pane = new TabPane();
    pane.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    pane.getStyleClass().add("pane-tabs");
    for (PaneFrame frame : frames) {
      if (isHidden(frame)) {
        continue;
      }
      Tab tab = new Tab(frame.titleProperty().get(), frame);
      tab.setId("tab-of-" + frame.getId());
      pane.getTabs().add(tab);
    }
    return pane;
  }

  /** Without any violation the verdicts of the rules get the room of steps and time line. */
  private void makeRoom(Selection selection) {
    boolean now = selection.isClean();
    if (now != nothing) {
      layout.ifPresent(_ -> save());
      nothing = now;
      scrubberFrame.setVisible(!now);
      scrubberFrame.setManaged(!now);
      layout.ifPresent(this::arrange);
    }
  }

  private void showDetails(Selection selection) {
    ruleFrame.detailProperty().set(selection.violation().map(v -> v.rule()).orElse(""));
    stateFrame
        .detailProperty()
        .set(selection.step().map(s -> Messages.get("pane.state.at", s.index() + 1)).orElse(""));
    pathFrame
        .detailProperty()
        .set(
            selection.path().isEmpty()
                ? ""
                : Messages.count("violations.steps", selection.steps().size()));
  }

  private PaneFrame frame(String name, Node content) {
    PaneFrame frame = new PaneFrame(name + "-pane", Messages.get("pane." + name), content);
    frame
        .header()
        .addEventHandler(
            MouseEvent.MOUSE_CLICKED,
            e -> {
              if (e.getClickCount() == 2) {
                toggleMaximised(frame);
              }
            });
    return frame;
  }
}
