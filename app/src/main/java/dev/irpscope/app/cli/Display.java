package dev.irpscope.app.cli;

import java.util.Locale;
import java.util.Map;

/** Whether a window can be shown here, and the sentence for when it can't. */
public final class Display {

  private static final int USAGE_OR_INPUT_ERROR = 2;

  private Display() {}

  /** Tells whether JavaFX will find a screen. Loads no JavaFX class. */
  public static boolean isPresent() {
    return isPresent(
        System.getProperty("os.name", ""),
        System.getProperty("glass.platform", ""),
        System.getenv());
  }

  static boolean isPresent(String osName, String glassPlatform, Map<String, String> environment) {
    if (!osName.toLowerCase(Locale.ROOT).contains("linux")) {
      return true;
    }
    // JavaFX talks to X11 only; under Wayland the X server of the session sets DISPLAY as well.
    return glassPlatform.equalsIgnoreCase("headless")
        || !environment.getOrDefault("DISPLAY", "").isEmpty();
  }

  /**
   * Prints one line on standard error.
   *
   * @return the exit code of the process
   */
  public static int reportMissing() {
    System.err.println(
        "irpscope: no display to open a window on; use `irpscope analyze FOLDER` to check a driver here.");
    return USAGE_OR_INPUT_ERROR;
  }
}
