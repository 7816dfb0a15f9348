package dev.irpscope.app.task;

import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

/**
 * One thread for layouts, with a stack that carries the deepest recursion of a large graph. It goes
 * away when it is idle and does not keep the application alive. Results come back on the JavaFX
 * thread.
 */
public final class DrawingThread implements BackgroundWork {
  private static final long STACK = 256L << 20;

  private static final DrawingThread SHARED = new DrawingThread();

  private final ThreadPoolExecutor executor;

  private DrawingThread() {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              Thread thread = new Thread(null, work, "drawing", STACK);
              thread.setDaemon(true);
              return thread;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** The one that all panes use; it has no thread until there is work. */
  public static DrawingThread shared() {
    return SHARED;
  }

  @Override
  public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
    executor.execute(() -> {
      try {
        T result = work.get();
        Platform.runLater(() -> done.accept(result));
      } catch (RuntimeException | StackOverflowError | OutOfMemoryError problem) {
        Platform.runLater(() -> failed.accept(problem));
      }
    });
  }
}
