package dev.irpscope.app.window;

import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A key that does something. */
sealed interface Key {
  /** Whether this event is it. */
  boolean matches(KeyEvent event);

  /** Whether text is typed with it, so that it must be left to a text field that has focus. */
  boolean isTyping();

  /** As shown to people. */
  String label();

  /** A key with its modifiers, whatever it types. */
  record Press(KeyCodeCombination combination) implements Key {
    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_PRESSED && combination.match(event);
    }

    @Override
    public boolean isTyping() {
      boolean plain =
          combination.getControl() != KeyCombination.ModifierValue.DOWN
              && combination.getAlt() != KeyCombination.ModifierValue.DOWN
              && combination.getShortcut() != KeyCombination.ModifierValue.DOWN;
      KeyCode code = combination.getCode();
      return plain && !code.isFunctionKey() && code != KeyCode.ESCAPE;
    }

    @Override
    public String label() {
      return combination.getDisplayText();
    }
  }

  /** A character, however the keyboard makes it: brackets lie elsewhere on many. */
  record Sign(String text) implements Key {
    @Override
    public boolean matches(KeyEvent event) {
      return event.getEventType() == KeyEvent.KEY_TYPED
          && !event.isControlDown()
          && !event.isMetaDown()
          && event.getCharacter().equals(text);
    }

    @Override
    public boolean isTyping() {
      return true;
    }

    @Override
    public String label() {
      return text;
    }
  }

  /** The key that an event is; empty for a modifier alone. */
  static Optional<String> textOf(KeyEvent event) {
    KeyCode code = event.getCode();
    if (code.isModifierKey() || code == KeyCode.UNDEFINED) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder();
    text.append(event.isShortcutDown() ? "Ctrl+" : "");
    text.append(event.isAltDown() ? "Alt+" : "");
    text.append(event.isShiftDown() ? "Shift+" : "");
    return Optional.of(text.append(code.getName()).toString());
  }

  /**
   * {@code Ctrl+O}, {@code Shift+F8}, {@code V}; a single sign that is no letter is a character.
   */
  static Key of(String text) {
    if (text.length() == 1 && !Character.isLetter(text.charAt(0))) {
      return new Sign(text);
    }
    String portable = text.replace("Ctrl+", "Shortcut+");
    return new Press((KeyCodeCombination) KeyCombination.valueOf(portable));
  }
}
