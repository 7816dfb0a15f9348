package dev.irpscope.app;

import dev.irpscope.app.cli.Display;
import java.util.logging.Logger;
import javafx.application.Application;

/**
 * The main class. It does not extend {@link Application}: on the class path the Java launcher would
 * refuse to start such a class.
 */
public final class Launcher {

  /** Held here because the log manager would let go of it, and of its filter. */
  private static final Logger JAVAFX_LOGGER = Logger.getLogger("javafx");

  private Launcher() {}

  /**
   * Opens the window.
   *
   * @param args at most one folder to open
   */
  public static void main(String[] args) {
    if (!Display.isPresent()) {
      System.exit(Display.reportMissing());
    }
    // JavaFX is on the class path by choice; its remark on that tells the user nothing.
    JAVAFX_LOGGER.setFilter(
        entry -> !entry.getMessage().startsWith("Unsupported JavaFX configuration"));
    try {
      Application.launch(IrpScopeApplication.class, args);
    } catch (UnsupportedOperationException toolkitDidNotStart) {
      // DISPLAY names a screen that does not answer, or the system lacks GTK.
      System.exit(Display.reportMissing());
    }
  }
}
