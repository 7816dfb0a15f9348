package dev.irpscope.app.task;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads with room for deeply nested source. They do not keep the application alive. */
public final class AnalysisThreads {
  private static final long STACK = 256L << 20;

  private AnalysisThreads() {}

  /** As many threads as the machine has processors. */
  public static ExecutorService newPool() {
    return newPool(Math.max(1, Runtime.getRuntime().availableProcessors()));
  }

  public static ExecutorService newPool(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        work -> {
          Thread thread = new Thread(null, work, "analysis-" + number.incrementAndGet(), STACK);
          thread.setDaemon(true);
          return thread;
        });
  }
}
