package dev.irpscope.app.window;

import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Theme;
import java.util.Arrays;
import java.util.Locale;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Parent;
import javafx.scene.Scene;

/** Theme, text sizes and motion of a window; a presentation has sizes of its own. */
final class Look {
  private static final int DEFAULT_TEXT = 13;
  private static final int SMALLEST = 9;
  private static final int LARGEST = 28;

  private final Parent window;
  private final WindowSettings settings;
  private final ObservableBooleanValue presenting;

  Look(Parent window, WindowSettings settings, ObservableBooleanValue presenting) {
    this.window = window;
    this.settings = settings;
    this.presenting = presenting;
  }

  /** Gives a scene its first look. */
  void dress(Scene scene) {
    theme().apply(scene, settings.textSize());
  }

  void apply() {
    boolean on = presenting.get();
    window.getStyleClass().removeAll("presenting", "still");
    if (settings.isStill()) {
      window.getStyleClass().add("still");
    }
    if (on) {
      window.getStyleClass().add("presenting");
      theme().apply(window.getScene(), settings.presentText(), settings.presentCode());
    } else {
      theme().apply(window.getScene(), settings.textSize());
    }
  }

  private Theme theme() {
    return Arrays.stream(Theme.values())
        .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(settings.theme()))
        .findFirst()
        .orElse(Theme.LIGHT);
  }

  void switchTheme() {
    settings.setTheme(theme().next().name().toLowerCase(Locale.ROOT));
    apply();
  }

  void switchMotion() {
    settings.setStill(!settings.isStill());
    apply();
  }

  boolean resizeText(int change) {
    if (presenting.get()) {
      settings.setPresentText(settings.presentText() + change * 2);
    } else {
      settings.setTextSize(Math.clamp(settings.textSize() + change, SMALLEST, LARGEST));
    }
    apply();
    return true;
  }

  boolean resetText() {
    return resizeText(DEFAULT_TEXT - settings.textSize());
  }

  /** The code of a presentation, apart from its other text. */
  boolean resizeCode(int change) {
    settings.setPresentCode(settings.presentCode() + change);
    apply();
    return true;
  }
}
