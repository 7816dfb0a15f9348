package dev.irpscope.app.graph;

import dev.irpscope.app.viewmodel.drawing.Lettering;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Measures text in the fonts that the theme has set. Used on the JavaFX thread. */
final class FontLettering implements Lettering {
  private final Font code;
  private final Font text;
  private final Font small;

  /** Width of any character of the code font; 0 if they differ. Measuring each text takes long. */
  private final double column;

  private final Map<Hand, Map<String, Double>> widths = new EnumMap<>(Hand.class);
  private final Map<Hand, Double> heights = new EnumMap<>(Hand.class);

  FontLettering(Font code, Font text, Font small) {
    this.code = code;
    this.text = text;
    this.small = small;
    double narrow = measured("iiiiiiiiii", Hand.CODE).getLayoutBounds().getWidth();
    double wide = measured("MMMMMMMMMM", Hand.CODE).getLayoutBounds().getWidth();
    this.column = Math.abs(narrow - wide) < 0.01 ? wide / 10 : 0;
  }

  Font font(Hand hand) {
    return switch (hand) {
      case CODE -> code;
      case TEXT -> text;
      case SMALL -> small;
    };
  }

  boolean isFor(Font otherCode, Font otherText, Font otherSmall) {
    return code.equals(otherCode) && text.equals(otherText) && small.equals(otherSmall);
  }

  @Override
  public double width(String written, Hand hand) {
    if (hand == Hand.CODE && column > 0 && written.chars().allMatch(c -> c >= ' ' && c <= '~')) {
      return column * written.length();
    }
    return widths
        .computeIfAbsent(hand, _ -> new HashMap<>())
        .computeIfAbsent(written, w -> measured(w, hand).getLayoutBounds().getWidth());
  }

  @Override
  public double lineHeight(Hand hand) {
    return heights.computeIfAbsent(
        hand, h -> Math.ceil(measured("Ag|", h).getLayoutBounds().getHeight()));
  }

  private Text measured(String written, Hand hand) {
    Text node = new Text(written);
    node.setFont(font(hand));
    return node;
  }
}
