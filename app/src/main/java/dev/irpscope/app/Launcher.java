package dev.irpscope.app;

import dev.irpscope.app.cache.RuntimeCache;
import dev.irpscope.app.cli.Main;
import java.util.Optional;

/**
 * The main class: the command line if a command or an option is given, else the window. It does not
 * extend JavaFX's application class: on the class path the Java launcher would refuse to start it.
 */
public final class Launcher {

  private Launcher() {}

  /**
   * Starts the program.
   *
   * @param args a command and its arguments, or at most one folder to open in the window
   */
  public static void main(String[] args) {
    if (Main.takes(args)) {
      int code = Main.run(args);
      RuntimeCache.ofThisStart().ifPresent(RuntimeCache::makeForLaterStarts);
      System.exit(code);
    }
    Optional<String> problem = Main.problemWithFolder(args);
    if (problem.isPresent()) {
      System.exit(Main.refuse(problem.get()));
    }
    WindowStart.open(args);
    RuntimeCache.ofThisStart().ifPresent(RuntimeCache::makeForLaterStarts);
  }
}
