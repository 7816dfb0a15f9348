package dev.irpscope.analysis.feasibility;

import java.lang.reflect.Proxy;
import java.util.logging.Level;
import org.sosy_lab.common.ShutdownManager;
import org.sosy_lab.common.ShutdownNotifier;
import org.sosy_lab.common.log.LogManager;

/**
 * Ends a solver's work after a number of its steps. Integer problems with wrapping products can
 * keep it busy for ever, and a clock would make the answer depend on the machine. SMTInterpol has
 * no limit of its own that counts; but it asks in each of its rounds whether what it does is to be
 * logged.
 */
final class SolverEffort {
  private static final LogManager SILENT = LogManager.createNullLogManager();

  private final int most;
  private final ShutdownManager shutdown = ShutdownManager.create();
  private int asked;

  /**
   * @param most times the solver may ask whether something is to be logged
   */
  SolverEffort(int most) {
    this.most = most;
  }

  LogManager log() {
    return (LogManager)
        Proxy.newProxyInstance(
            LogManager.class.getClassLoader(),
            new Class<?>[] {LogManager.class},
            (log, method, arguments) -> {
              if (method.getName().equals("withComponentName")) {
                return log;
              }
              if (arguments != null && arguments[0] instanceof Level) {
                count();
              }
              return method.invoke(SILENT, arguments);
            });
  }

  ShutdownNotifier notifier() {
    return shutdown.getNotifier();
  }

  /** Whether the solver was stopped. */
  boolean isSpent() {
    return asked >= most;
  }

  private void count() {
    asked++;
    if (asked == most) {
      shutdown.requestShutdown("enough steps were made");
    }
  }
}
