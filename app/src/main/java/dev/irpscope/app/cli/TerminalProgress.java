package dev.irpscope.app.cli;

import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.report.RuleResult;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One line on standard error that is written over and wiped at the end. Silent if not watched. */
final class TerminalProgress implements Progress {
  private static final long PAUSE_NANOS = 100_000_000L;
  private static final int WIDTH = 78;
  private static final int MOST_SECONDS = 10;

  private final Console console;
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final AtomicLong nextLine = new AtomicLong(System.nanoTime() + PAUSE_NANOS);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean told = new AtomicBoolean();
  private boolean written;

  TerminalProgress(Console console) {
    this.console = console;
  }

  @Override
  public void report(String phase, String subject, int done, int total) {
    long due = nextLine.get();
    long now = System.nanoTime();
    if (!console.terminal() || now < due || !nextLine.compareAndSet(due, now + PAUSE_NANOS)) {
      return;
    }
    String count = done > 0 && total > 0 ? " (" + done + " of " + total + ")" : "";
    write(phase + " " + subject + count);
  }

  private synchronized void write(String text) {
    if (isCancelled()) {
      return;
    }
    String shown = text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
    console.err().print("\r" + shown + " ".repeat(WIDTH - shown.length()));
    console.err().flush();
    written = true;
  }

  @Override
  public void finished(RuleResult result) {}

  @Override
  public boolean isCancelled() {
    return cancelled.get();
  }

  /** Wipes the line. */
  synchronized void end() {
    if (written) {
      console.err().print("\r" + " ".repeat(WIDTH) + "\r");
      console.err().flush();
      written = false;
    }
  }

  /**
   * Nothing more is written.
   *
   * @param whole whether the result was
   */
  void ended(boolean whole) {
    told.set(whole);
    ended.countDown();
  }

  /** For Ctrl+C: asks the analysis to stop, wipes the line and says so. */
  void stop() {
    cancelled.set(true);
    end();
    console.tell("stopped; nothing was written.");
  }

  /** For Ctrl+C: asks the analysis to stop, and waits until what it found by then is written. */
  void stopAndTell() {
    cancelled.set(true);
    end();
    try {
      boolean soon = ended.await(MOST_SECONDS, TimeUnit.SECONDS);
      console.tell(
          soon && told.get()
              ? "stopped before the end; the report has what was found by then."
              : "stopped; nothing was written.");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
