package dev.irpscope.app.viewmodel.drawing;

/** Text cut at the end where there is no room for it. */
final class Shortened {
  private Shortened() {}

  static String to(int columns, String text) {
    return text.length() <= columns
        ? text
        : text.substring(0, columns - 1).stripTrailing() + "\u2026";
  }
}
