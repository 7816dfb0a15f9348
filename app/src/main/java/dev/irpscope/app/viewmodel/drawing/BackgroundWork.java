package dev.irpscope.app.viewmodel.drawing;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs layouts somewhere with a large stack. */
public interface BackgroundWork {
  /**
   * Runs {@code work} and hands its result, or what went wrong, back on the thread that models are
   * used on. Work is done in the order in which it is handed in.
   */
  <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed);
}
