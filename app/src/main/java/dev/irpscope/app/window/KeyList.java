package dev.irpscope.app.window;

import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
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
    dialog.initOwner(owner);
    dialog.setTitle(Messages.get("command.keys"));
    dialog.getDialogPane().setId("key-list");
    dialog.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    dialog.getDialogPane().getStyleClass().addAll(owner.getScene().getRoot().getStyleClass());
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    ScrollPane scroll = new ScrollPane(grid());
    scroll.setFitToWidth(true);
    scroll.setPrefSize(620, 560);
    dialog.getDialogPane().setContent(scroll);
    dialog.show();
  }

  private GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("key-grid");
    List<Command> all = commands.all();
    int half = (all.size() + 1) / 2;
    for (int i = 0; i < all.size(); i++) {
      Command command = all.get(i);
      grid.add(cap(command), i < half ? 0 : 2, i % half);
      grid.add(new Label(Commands.name(command.id())), i < half ? 1 : 3, i % half);
    }
    return grid;
  }

  /** A command's key; pressed, it waits for another one. */
  private Button cap(Command command) {
    Button cap = new Button(label(command.id()));
    cap.setId("key-" + command.id());
    cap.getStyleClass().add("key-cap");
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
