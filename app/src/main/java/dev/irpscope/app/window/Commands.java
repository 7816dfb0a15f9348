package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;

/** All commands of a window. Menus, buttons, keys and the list of keys are made from it. */
final class Commands {
  private final Map<String, Command> byId = new LinkedHashMap<>();

  /** Counts up whenever keys change, for what shows them. */
  private final IntegerProperty rebound = new SimpleIntegerProperty();

  /** Adds a command; keys as {@link Key#of} reads them. */
  void add(String id, ObservableBooleanValue enabled, BooleanSupplier action, String... keys) {
    List<Key> parsed = new ArrayList<>();
    for (String key : keys) {
      parsed.add(Key.of(key));
    }
    if (byId.put(id, new Command(id, parsed, action, enabled)) != null) {
      throw new IllegalArgumentException("command twice: " + id);
    }
  }

  /** Gives a command one key of the user's; whoever had that key loses it. */
  void rebind(String id, Key key) {
    byId.replaceAll((other, command) ->
        other.equals(id)
            ? command.withKeys(List.of(key))
            : command.withKeys(
                command.keys().stream().filter(k -> !k.label().equals(key.label())).toList()));
    rebound.set(rebound.get() + 1);
  }

  /** The command that a key belongs to now. */
  Optional<Command> owner(Key key) {
    return byId.values().stream()
        .filter(c -> c.keys().stream().anyMatch(k -> k.label().equals(key.label())))
        .findFirst();
  }

  Command get(String id) {
    Command command = byId.get(id);
    if (command == null) {
      throw new IllegalArgumentException("no command " + id);
    }
    return command;
  }

  List<Command> all() {
    return List.copyOf(byId.values());
  }

  /** The name of a command, with dots where it asks for more. */
  static String name(String id) {
    return Messages.get("command." + id);
  }

  MenuItem menuItem(String id) {
    Command command = get(id);
    MenuItem item = new MenuItem();
    // The key is shown as text only: the scene's filter handles it, once, and knows text fields.
    rebound.subscribe(() -> item.setText(menuText(id)));
    item.setText(menuText(id));
    item.setMnemonicParsing(false);
    item.setId("menu-" + id);
    item.setGraphic(null);
    item.setOnAction(_ -> command.run());
    item.setDisable(!command.enabled().get());
    command.enabled().addListener((_, _, on) -> item.setDisable(!on));
    return item;
  }

  private String menuText(String id) {
    List<Key> keys = get(id).keys();
    return keys.isEmpty() ? name(id) : name(id) + "\t" + keys.getFirst().label();
  }

  /** A button that does not take the focus away from the pane that is worked in. */
  Button button(String id, Node graphic, String text) {
    Command command = get(id);
    Button button = new Button(text, graphic);
    button.setId("button-" + id);
    button.setFocusTraversable(false);
    Tooltip tip = new Tooltip(hint(command));
    rebound.subscribe(() -> tip.setText(hint(get(id))));
    button.setTooltip(tip);
    button.setOnAction(_ -> command.run());
    button.setDisable(!command.enabled().get());
    command.enabled().addListener((_, _, on) -> button.setDisable(!on));
    return button;
  }

  /** Name and keys. */
  static String hint(Command command) {
    String keys = String.join(", ", command.keys().stream().map(Key::label).toList());
    return keys.isEmpty() ? name(command.id()) : name(command.id()) + " (" + keys + ")";
  }

  /** Takes the keys of the commands before any control sees them, F10 from the menu bar too. */
  void install(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::handle);
    scene.addEventFilter(KeyEvent.KEY_TYPED, this::handle);
  }

  private void handle(KeyEvent event) {
    boolean typing =
        event.getTarget() instanceof Node node
            && node.getScene() != null
            && node.getScene().getFocusOwner() instanceof TextInputControl;
    boolean taken = false;
    for (Command command : byId.values().stream().toList().reversed()) {
      for (Key key : command.keys()) {
        if (key.matches(event) && !(typing && key.isTyping())) {
          if (command.run()) {
            event.consume();
            return;
          }
          taken |= !key.isTyping();
        }
      }
    }
    if (taken) {
      event.consume();
    }
  }
}
