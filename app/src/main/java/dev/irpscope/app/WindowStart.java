package dev.irpscope.app;

import dev.irpscope.app.cli.Display;
import dev.irpscope.app.task.BackgroundAnalysis;
import java.util.logging.Logger;
import javafx.application.Application;

/** Opens the window. Apart from {@link Launcher} so that the command line loads no JavaFX. */
final class WindowStart {
  /** Held here because the log manager would let go of it, and of its filter. */
  private static final Logger JAVAFX_LOGGER = Logger.getLogger("javafx");

  /** Set by those who measure the start, and by packaging. */
  private static final String REHEARSAL = "irpscope.rehearsal";

  private WindowStart() {}

  /**
   * Returns when the window is closed.
   *
   * @param args at most one folder to open
   */
  static void open(String[] args) {
    if (!Display.isPresent()) {
      System.exit(Display.reportMissing());
    }
    BackgroundAnalysis.prepare();
    // JavaFX is on the class path by choice; its remark on that tells the user nothing.
    JAVAFX_LOGGER.setFilter(
        entry -> !entry.getMessage().startsWith("Unsupported JavaFX configuration"));
    try {
      Application.launch(
          Boolean.getBoolean(REHEARSAL) ? Rehearsal.class : IrpScopeApplication.class, args);
    } catch (UnsupportedOperationException toolkitDidNotStart) {
      // DISPLAY names a screen that does not answer, or the system lacks GTK.
      System.exit(Display.reportMissing());
    }
  }
}
