package dev.irpscope.app.cli;

import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.report.RuleResult;
import java.util.concurrent.CompletableFuture;
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

  /** Whether the result was written whole; open until it is settled. */
  private final CompletableFuture<Boolean> written = new CompletableFuture<>();

  private boolean shown;

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
    String line = text.length() > WIDTH ? text.substring(0, WIDTH - 3) + "..." : text;
    console.err().print("\r" + line + " ".repeat(WIDTH - line.length()));
    console.err().flush();
    shown = true;
  }

  @Override
  public void finished(RuleResult result) {}

  @Override
  public boolean isCancelled() {
    return cancelled.get();
  }

  /** Wipes the line. */
  synchronized void end() {
    if (shown) {
      console.err().print("\r" + " ".repeat(WIDTH) + "\r");
      console.err().flush();
      shown = false;
    }
  }

  /**
   * Nothing more is written. Only the first call counts.
   *
   * @param whole whether the result was
   */
  void ended(boolean whole) {
    written.complete(whole);
  }

  /** For Ctrl+C: asks the analysis to stop, and waits until what it found by then is written. */
  void stop() {
    cancelled.set(true);
    end();
    boolean whole = written.completeOnTimeout(false, MOST_SECONDS, TimeUnit.SECONDS).join();
    console.tell(
        whole
            ? "stopped before the end; the report has what was found by then."
            : "stopped; nothing was written.");
  }
}
