package dev.irpscope.app;

import dev.irpscope.app.cli.Display;
import javafx.application.Application;

/**
 * The main class. It does not extend {@link Application}: on the class path the Java launcher would
 * refuse to start such a class.
 */
public final class Launcher {

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
    Application.launch(IrpScopeApplication.class, args);
  }
}
