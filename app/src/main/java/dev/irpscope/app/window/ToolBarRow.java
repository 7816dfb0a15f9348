package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** Open, analyse, where we are, the step buttons, and what to do with a path. */
final class ToolBarRow extends HBox {
  private static final List<String> EXPORTS =
      List.of("exportReport", "exportPath", "exportGraph", "exportLesson", "copyPath");

  /** In a narrower window the path of calls needs the room of words. */
  private static final double WITH_WORDS = 1400;

  /** In a still narrower one, what has a sign that everybody knows does without its word too. */
  private static final double WITH_KNOWN_WORDS = 1250;

  /** In less room a name says nothing. */
  private static final double SHORTENED = 56;

  private final WindowModel model;
  private final HBox crumbs = new HBox();
  private final Label position = new Label();

  /** Stands for the crumbs that have no room. */
  private final Label left = crumb("\u2026", "crumb-plain");

  private Trail trail = new Trail(Optional.empty(), Optional.empty(), List.of());

  ToolBarRow(WindowModel model, Commands commands) {
    this.model = model;
    setId("tool-bar");
    getStyleClass().add("tool-row");
    setAlignment(Pos.CENTER_LEFT);
    Button open =
        commands.button("open", icon("mdi2f-folder-open-outline"), Messages.get("tool.open"));
    Button analyse =
        commands.button("analyse", icon("mdi2r-refresh"), Messages.get("tool.analyse"));
    Button stop =
        commands.button("stop", icon("mdi2s-stop-circle-outline"), Messages.get("tool.stop"));
    model
        .runningProperty()
        .subscribe(on -> {
          analyse.setVisible(!on);
          analyse.setManaged(!on);
          stop.setVisible(on);
          stop.setManaged(on);
        });
    crumbs.getStyleClass().add("crumbs");
    crumbs.setAlignment(Pos.CENTER_LEFT);
    crumbs.setMinWidth(0);
    crumbs.widthProperty().subscribe(_ -> fitCrumbs());
    HBox.setHgrow(crumbs, Priority.ALWAYS);
    position.setId("tool-position");
    position.getStyleClass().add("step-position");
    position.setMinWidth(Region.USE_PREF_SIZE);
    HBox steps =
        new HBox(
            commands.button("first", icon("mdi2s-skip-previous"), ""),
            commands.button("previous", icon("mdi2m-menu-left"), ""),
            position,
            commands.button("next", icon("mdi2m-menu-right"), ""),
            commands.button("last", icon("mdi2s-skip-next"), ""));
    steps.getStyleClass().add("step-buttons");
    steps.setAlignment(Pos.CENTER);
    Button violation =
        commands.button("violation", icon("mdi2t-target"), Messages.get("tool.violation"));
    Button previousFinding = commands.button("previousViolation", icon("mdi2c-chevron-up"), "");
    Button nextFinding = commands.button("nextViolation", icon("mdi2c-chevron-down"), "");
    Button present =
        commands.button("present", icon("mdi2p-presentation-play"), Messages.get("tool.present"));
    MenuButton export = new MenuButton(Messages.get("tool.export"), icon("mdi2e-export-variant"));
    export.setId("button-export");
    export.setFocusTraversable(false);
    export.setMinWidth(Region.USE_PREF_SIZE);
    for (String id : EXPORTS) {
      MenuItem item = commands.menuItem(id);
      item.setId("tool-" + id);
      export.getItems().add(item);
    }
    commands.get("exportReport").enabled().subscribe(on -> export.setDisable(!on));
    Button theme = commands.button("theme", icon("mdi2t-theme-light-dark"), "");
    previousFinding.getStyleClass().add("icon-button");
    nextFinding.getStyleClass().add("icon-button");
    theme.getStyleClass().add("icon-button");
    for (Button button :
        List.of(open, analyse, stop, violation, previousFinding, nextFinding, present, theme)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren()
        .addAll(
            open,
            analyse,
            stop,
            crumbs,
            steps,
            violation,
            previousFinding,
            nextFinding,
            present,
            export,
            theme);
    widthProperty()
        .subscribe(width -> {
          ContentDisplay words =
              width.doubleValue() < WITH_WORDS ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT;
          present.setContentDisplay(words);
          export.setContentDisplay(words);
          ContentDisplay known =
              width.doubleValue() < WITH_KNOWN_WORDS
                  ? ContentDisplay.GRAPHIC_ONLY
                  : ContentDisplay.LEFT;
          List.of(open, analyse, stop, violation).forEach(b -> b.setContentDisplay(known));
        });
    model.stepping().selectionProperty().subscribe(this::show);
    model.screenProperty().subscribe(_ -> show(model.stepping().selection()));
  }

  private void show(Selection selection) {
    int count = selection.steps().size();
    position.setText(
        count == 0
            ? Messages.get("tool.nostep")
            : Messages.get("tool.step", selection.index() + 1, count));
    Trail next =
        new Trail(
            model.folder().map(f -> String.valueOf(f.getFileName())),
            selection.step().map(s -> s.origin().site().file().name()),
            model.stepping().callStack().stream()
                .map(s -> new Routine(s.function().name(), s.index()))
                .toList());
    if (!next.leadsLike(trail)) {
      List<Node> nodes = crumbs(next);
      nodes.addFirst(left);
      crumbs.getChildren().setAll(nodes);
      fitCrumbs();
    }
    trail = next;
  }

  /** Names are written whole, the innermost first; those that have no room are told on hover. */
  private void fitCrumbs() {
    if (crumbs.getWidth() <= 0 || crumbs.getChildren().size() < 2) {
      return;
    }
    crumbs.applyCss();
    List<Node> nodes = crumbs.getChildren();
    double room = crumbs.getWidth() - crumbs.snappedLeftInset() - crumbs.snappedRightInset();
    double used = left.prefWidth(-1);
    List<String> hidden = new ArrayList<>();
    boolean full = false;
    for (int i = nodes.size() - 1; i > 0; i -= 2) {
      Region crumb = (Region) nodes.get(i);
      boolean innermost = i == nodes.size() - 1;
      double gap = i > 1 ? nodes.get(i - 1).prefWidth(-1) + 2 * crumbs.getSpacing() : 0;
      double width = crumb.prefWidth(-1);
      boolean whole = used + gap + width <= room;
      boolean some = whole || innermost || room - used - gap >= SHORTENED;
      setShown(crumb, some && !full);
      crumb.setMinWidth(whole ? Region.USE_PREF_SIZE : 0);
      if (i > 1) {
        setShown(nodes.get(i - 1), some && !full);
        ((Region) nodes.get(i - 1)).setMinWidth(Region.USE_PREF_SIZE);
      }
      if ((!some || full) && crumb instanceof Labeled labeled) {
        hidden.addFirst(labeled.getText());
      }
      full |= !whole;
      used += gap + width;
    }
    left.setMinWidth(Region.USE_PREF_SIZE);
    setShown(left, !hidden.isEmpty());
    if (nodes.getLast() instanceof Labeled last) {
      boolean isCut = last.getMinWidth() == 0;
      last.setTooltip(isCut ? new Tooltip(trailText(hidden, List.of(last.getText()))) : null);
      if (isCut) {
        nodes.subList(0, nodes.size() - 1).forEach(node -> setShown(node, false));
        last.setMinWidth(last.prefWidth(-1) <= room ? Region.USE_PREF_SIZE : 0);
      }
    }
    left.setTooltip(hidden.isEmpty() ? null : new Tooltip(trailText(hidden, List.of())));
  }

  private static String trailText(List<String> outer, List<String> inner) {
    return Stream.concat(outer.stream(), inner.stream()).collect(Collectors.joining(" \u203a "));
  }

  private static void setShown(Node node, boolean on) {
    node.setVisible(on);
    node.setManaged(on);
  }

  /** What the crumbs are made from; they stay while this does. */
  private record Trail(Optional<String> folder, Optional<String> file, List<Routine> stack) {
    /** The step of the innermost routine is no link. */
    boolean leadsLike(Trail other) {
      return folder.equals(other.folder)
          && file.equals(other.file)
          && stack.size() == other.stack.size()
          && callers().equals(other.callers())
          && (stack.isEmpty() || stack.getLast().name().equals(other.stack.getLast().name()));
    }

    private List<Routine> callers() {
      return stack.subList(0, Math.max(0, stack.size() - 1));
    }
  }

  /** A routine on the call stack and the last step in it. */
  private record Routine(String name, int step) {}

  /** Folder, file, then the routines on the call stack; each leads somewhere. */
  private List<Node> crumbs(Trail of) {
    List<Node> nodes = new ArrayList<>();
    of.folder().ifPresent(f -> nodes.add(crumb(f, "crumb-plain")));
    of.file().ifPresent(f -> add(nodes, crumb(f, "crumb-plain")));
    for (Routine routine : of.callers()) {
      Hyperlink link = new Hyperlink(routine.name());
      link.getStyleClass().add("crumb-link");
      link.setFocusTraversable(false);
      link.setOnAction(_ -> model.stepping().selectStep(routine.step()));
      add(nodes, link);
    }
    if (!of.stack().isEmpty()) {
      add(nodes, crumb(of.stack().getLast().name(), "crumb-here"));
    }
    return nodes;
  }

  private static void add(List<Node> nodes, Node crumb) {
    if (!nodes.isEmpty()) {
      nodes.add(crumb("\u203a", "crumb-gap"));
    }
    nodes.add(crumb);
  }

  private static Label crumb(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    return label;
  }

  private static FontIcon icon(String name) {
    return new FontIcon(name);
  }
}
