package dev.irpscope.app.view;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.text.Font;

/** The first installed family of a list of good ones, for text and for code. */
public final class Fonts {
  private static final List<String> TEXT =
      List.of("Inter", "Segoe UI", "SF Pro Text", "Helvetica Neue", "Noto Sans", "DejaVu Sans");
  private static final List<String> CODE =
      List.of(
          "JetBrains Mono",
          "Cascadia Mono",
          "Consolas",
          "SF Mono",
          "Menlo",
          "DejaVu Sans Mono",
          "Liberation Mono");

  private Fonts() {}

  /** Family for everything but code. */
  public static String text() {
    return firstInstalled(TEXT, "System");
  }

  /** Family for code; of fixed width. */
  public static String code() {
    return firstInstalled(CODE, "Monospaced");
  }

  private static String firstInstalled(List<String> wanted, String otherwise) {
    Set<String> installed = new HashSet<>(Font.getFamilies());
    return wanted.stream().filter(installed::contains).findFirst().orElse(otherwise);
  }
}
