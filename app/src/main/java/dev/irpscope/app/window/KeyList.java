package dev.irpscope.app.window;

import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.stage.Modality;
import javafx.stage.Window;

/** All keys and what they do, made from the commands. */
final class KeyList {
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
    Dressed.like(owner.getScene(), dialog, 960);
    dialog.initModality(Modality.NONE);
    dialog.setTitle(Messages.get("command.keys"));
    dialog.getDialogPane().setId("key-list");
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    ScrollPane scroll = new ScrollPane(grid());
    scroll.setFitToWidth(true);
    scroll.setPrefSize(920, 600);
    dialog.getDialogPane().setContent(scroll);
    dialog.show();
  }

  /** In two columns, by menu; what is in no menu belongs to the presentation. */
  private GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-grid");
    List<Section> sections = sections();
    int total = sections.stream().mapToInt(s -> s.commands().size() + 1).sum();
    int row = 0;
    int column = 0;
    for (Section section : sections) {
      if (column == 0 && row + section.commands().size() / 2 > total / 2) {
        column = 2;
        row = 0;
      }
      Label title = new Label(Messages.get("menu." + section.menu()));
      title.getStyleClass().add("key-section");
      grid.add(title, column, row++, 2, 1);
      for (Command command : section.commands()) {
        Label name = new Label(Commands.name(command.id()));
        name.setMinWidth(Region.USE_PREF_SIZE);
        grid.add(cap(command), column, row);
        grid.add(name, column + 1, row++);
      }
    }
    return grid;
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
    Button cap = new Button(label(command.id()));
    cap.setId("key-" + command.id());
    cap.getStyleClass().add("key-cap");
    cap.setMinWidth(Region.USE_PREF_SIZE);
    cap.setMaxWidth(Double.MAX_VALUE);
    cap.setTooltip(new Tooltip(Messages.get("keys.change")));
    cap.setOnAction(_ -> cap.setText(Messages.get("keys.press")));
    cap.focusedProperty()
        .addListener((_, _, on) -> {
          if (!on) {
            cap.setText(label(command.id()));
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
              cap.setText(label(command.id()));
            }
          }
        });
    return cap;
  }

  private String label(String id) {
    return commands.get(id).keys().stream()
        .findFirst()
        .map(Key::label)
        .orElse(Messages.get("keys.none"));
  }

  private void change(String id, String text, Button cap) {
    parsed(text)
        .ifPresent(key -> {
          commands.rebind(id, key);
          settings.setKey(id, text);
        });
    cap.setText(label(id));
  }
}
