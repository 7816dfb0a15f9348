package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.stage.Window;

/** All keys and what they do, made from the commands. */
final class KeyList {
  private final Commands commands;

  KeyList(Commands commands) {
    this.commands = commands;
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
    List<Command> all = commands.all().stream().filter(c -> !c.keys().isEmpty()).toList();
    int half = (all.size() + 1) / 2;
    for (int i = 0; i < all.size(); i++) {
      Command command = all.get(i);
      Label keys =
          new Label(String.join("  ", command.keys().stream().limit(1).map(Key::label).toList()));
      keys.getStyleClass().add("key-cap");
      grid.add(keys, i < half ? 0 : 2, i % half);
      grid.add(new Label(Commands.name(command.id())), i < half ? 1 : 3, i % half);
    }
    return grid;
  }
}
