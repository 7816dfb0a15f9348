package dev.irpscope.app.window;

import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;

/** All keys and what they do, made from the commands. */
final class KeyList {
  private static final PseudoClass NONE = PseudoClass.getPseudoClass("none");

  private final Commands commands;
  private final WindowSettings settings;

  /**
   * @param settings where changed keys are kept
   */
  KeyList(Commands commands, WindowSettings settings) {
    this.commands = commands;
    this.settings = settings;
    for (Command command : commands.all()) {
      settings
          .key(command.id())
          .flatMap(KeyList::parsed)
          .ifPresent(key -> commands.rebind(command.id(), key));
    }
  }

  /** A key from a settings file, which may have anything in it. */
  private static Optional<Key> parsed(String text) {
    try {
      return Optional.of(Key.of(text));
    } catch (IllegalArgumentException | ClassCastException _) {
      return Optional.empty();
    }
  }

  void show(Window owner) {
    Dialog<ButtonType> dialog = new Dialog<>();
    Dressed.like(owner.getScene(), dialog, 860);
    dialog.initModality(Modality.NONE);
    dialog.setTitle(Messages.get("command.keys"));
    dialog.getDialogPane().setId("key-list");
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    ScrollPane scroll = new ScrollPane(columns());
    scroll.setFitToWidth(true);
    scroll.setPrefSize(820, 600);
    dialog.getDialogPane().setContent(scroll);
    dialog.show();
  }

  /** In two columns, by menu; what is in no menu belongs to the presentation. */
  private HBox columns() {
    HBox columns = new HBox(grid(), grid());
    columns.getStyleClass().add("key-columns");
    List<Section> sections = sections();
    int total = sections.stream().mapToInt(s -> s.commands().size() + 1).sum();
    int rows = 0;
    for (Section section : sections) {
      boolean first = rows + section.commands().size() / 2 <= total / 2;
      add((GridPane) columns.getChildren().get(first ? 0 : 1), section);
      rows += section.commands().size() + 1;
    }
    return columns;
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-grid");
    HBox.setHgrow(grid, Priority.ALWAYS);
    return grid;
  }

  private void add(GridPane grid, Section section) {
    int row = grid.getRowCount();
    Label title = new Label(Messages.get("menu." + section.menu()));
    title.getStyleClass().add("key-section");
    grid.add(title, 0, row++, 2, 1);
    for (Command command : section.commands()) {
      Label name = new Label(Commands.name(command.id()));
      name.setMinWidth(Region.USE_PREF_SIZE);
      grid.add(cap(command), 0, row);
      grid.add(name, 1, row++);
    }
  }

  private record Section(String menu, List<Command> commands) {}

  private List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    WindowMenus.entries()
        .forEach((menu, ids) -> {
          placed.addAll(ids);
          sections.add(new Section(menu, ids.stream().map(commands::get).toList()));
        });
    List<Command> others = commands.all().stream().filter(c -> !placed.contains(c.id())).toList();
    sections.add(new Section("presentation", others));
    return sections;
  }

  /** A command's key; pressed, it waits for another one. */
  private Button cap(Command command) {
    Button cap = new Button();
    show(cap, command.id());
    cap.setId("key-" + command.id());
    cap.getStyleClass().add("key-cap");
    cap.setMinWidth(Region.USE_PREF_SIZE);
    cap.setMaxWidth(Double.MAX_VALUE);
    cap.setTooltip(new Tooltip(Messages.get("keys.change")));
    cap.setOnAction(_ -> cap.setText(Messages.get("keys.press")));
    cap.focusedProperty()
        .addListener((_, _, on) -> {
          if (!on) {
            show(cap, command.id());
          }
        });
    cap.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (cap.getText().equals(Messages.get("keys.press"))) {
            event.consume();
            if (event.getCode() != KeyCode.ESCAPE) {
              Key.textOf(event).ifPresent(text -> change(command.id(), text, cap));
            } else {
              show(cap, command.id());
            }
          }
        });
    return cap;
  }

  private void show(Button cap, String id) {
    Optional<String> key = commands.get(id).keys().stream().findFirst().map(Key::label);
    cap.setText(key.orElse(Messages.get("keys.none")));
    cap.pseudoClassStateChanged(NONE, key.isEmpty());
  }

  private void change(String id, String text, Button cap) {
    parsed(text)
        .ifPresent(key -> {
          commands.rebind(id, key);
          settings.setKey(id, text);
        });
    show(cap, id);
  }
}
