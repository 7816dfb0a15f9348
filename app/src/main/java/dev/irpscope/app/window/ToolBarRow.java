package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
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

  private final WindowModel model;
  private final HBox crumbs = new HBox();
  private final Label position = new Label();
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
      crumbs.getChildren().setAll(crumbs(next));
    }
    trail = next;
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
