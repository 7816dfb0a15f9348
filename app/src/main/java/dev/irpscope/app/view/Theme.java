package dev.irpscope.app.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import javafx.scene.Scene;

/**
 * Light, dark or of high contrast, and how text is set. The colours themselves stand in {@code
 * theme.css}.
 */
public enum Theme {
  LIGHT,
  DARK,
  CONTRAST;

  private static final String SHEET =
      Objects.requireNonNull(Theme.class.getResource("theme.css"), "theme.css").toExternalForm();

  /** The next one in a circle. */
  public Theme next() {
    return switch (this) {
      case LIGHT -> DARK;
      case DARK -> CONTRAST;
      case CONTRAST -> LIGHT;
    };
  }

  /**
   * Dresses a scene.
   *
   * @param textSize size of ordinary text in points; code is set one larger
   */
  public void apply(Scene scene, int textSize) {
    apply(scene, textSize, textSize);
  }

  /**
   * @param codeSize size of code in points
   */
  public void apply(Scene scene, int textSize, int codeSize) {
    scene.setUserAgentStylesheet(
        switch (this) {
          case LIGHT -> new PrimerLight().getUserAgentStylesheet();
          case DARK, CONTRAST -> new PrimerDark().getUserAgentStylesheet();
        });
    var classes = scene.getRoot().getStyleClass();
    classes.removeAll("light", "dark", "contrast");
    classes.add(name().toLowerCase(Locale.ROOT));
    scene.getStylesheets().setAll(SHEET, typeSheet(textSize, codeSize));
  }

  private static String typeSheet(int size, int code) {
    String css =
        """
        .root { -fx-font-family: "%s"; -fx-font-size: %dpx; }
        .code { -fx-font-family: "%s"; -fx-font-size: %dpx; }
        .small { -fx-font-size: %dpx; }
        .large { -fx-font-size: %dpx; }
        .huge { -fx-font-size: %dpx; }
        """
            .formatted(Fonts.text(), size, Fonts.code(), code, size - 2, size + 3, size * 2);
    String encoded = Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    return URI.create("data:text/css;base64," + encoded).toString();
  }
}
