package dev.irpscope.app.view;

import javafx.geometry.Bounds;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** How much room a text takes, in pixels. Each call lays the text out. */
public final class TextSize {
  private TextSize() {}

  /** That of the longest line. */
  public static double width(String text, Font font) {
    return bounds(text, font).getWidth();
  }

  /** That of all lines. */
  public static double height(String text, Font font) {
    return bounds(text, font).getHeight();
  }

  private static Bounds bounds(String text, Font font) {
    Text sample = new Text(text);
    sample.setFont(font);
    return sample.getLayoutBounds();
  }
}
