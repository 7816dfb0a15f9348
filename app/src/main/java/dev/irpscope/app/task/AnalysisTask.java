package dev.irpscope.app.task;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.concurrent.Task;

/**
 * One analysis. Stopping is a wish that the analysis hears, not an interruption: it ends by itself
 * with what it has. Reports are gathered, so that a fast analysis does not flood the JavaFX thread.
 */
final class AnalysisTask extends Task<AnalysedFolder> implements AnalysisRunner.Running {
  /** A window that takes longer, or that nobody sees, does not hold up the analysis. */
  private static final Duration LONGEST_DRAWING = Duration.ofSeconds(2);

  /** What is not a finding is told together with what comes a moment later. */
  private static final long PAUSE_MILLIS = 100;

  /** The work itself. */
  interface Work {
    AnalysedFolder analyse(Executor threads, Progress progress) throws IOException;
  }

  private final Work work;
  private final AnalysisRunner.Listener listener;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Reports reports = new Reports();
  private final RightOfWay way = new RightOfWay(LONGEST_DRAWING);

  AnalysisTask(Work work, AnalysisRunner.Listener listener) {
    this.work = work;
    this.listener = listener;
    setOnSucceeded(_ -> {
      reports.end();
      listener.ended(getValue());
    });
    setOnFailed(_ -> {
      reports.end();
      tellFailure();
    });
  }

  @Override
  protected AnalysedFolder call() throws Exception {
    try (ExecutorService threads = AnalysisThreads.newPool()) {
      return work.analyse(threads, reports);
    }
  }

  @Override
  public void stop() {
    stopping.set(true);
    way.giveBack();
  }

  @Override
  public void giveWay() {
    way.take();
  }

  private void tellFailure() {
    Throwable problem = getException();
    for (Throwable at = problem; at != null; at = at.getCause()) {
      if (at instanceof OutOfMemoryError) {
        listener.outOfMemory();
        return;
      }
    }
    StringBuilder details = new StringBuilder(String.valueOf(problem));
    for (StackTraceElement element : problem.getStackTrace()) {
      details.append("\n    at ").append(element);
    }
    String message = problem.getMessage();
    listener.failed(
        message == null ? problem.getClass().getSimpleName() : message, details.toString());
  }

  private final class Reports implements Progress {
    private record Report(String phase, String subject, int done, int total) {}

    private final AtomicReference<List<RuleResult>> results = new AtomicReference<>(List.of());
    private final AtomicReference<Report> latest = new AtomicReference<>(new Report("", "", 0, 0));
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /** Used on the JavaFX thread only. */
    private boolean over;

    @Override
    public void report(String phase, String subject, int done, int total) {
      latest.set(new Report(phase, subject, done, total));
      schedule();
    }

    @Override
    public void finished(RuleResult result) {
      results.updateAndGet(before -> {
        List<RuleResult> more = new ArrayList<>(before);
        more.add(result);
        return more;
      });
      boolean found =
          result.verdict().found().stream()
              .anyMatch(violation -> violation.severity() == Violation.Severity.DEFECT);
      if (found) {
        Platform.runLater(this::deliver);
      } else {
        schedule();
      }
    }

    @Override
    public boolean isCancelled() {
      way.respect();
      return stopping.get();
    }

    private void schedule() {
      if (scheduled.compareAndSet(false, true)) {
        CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS, Platform::runLater)
            .execute(this::deliver);
      }
    }

    /** Tells what is left; what was to be told later is not told any more. */
    private void end() {
      deliver();
      over = true;
    }

    private void deliver() {
      scheduled.set(false);
      if (over) {
        return;
      }
      Report report = latest.get();
      listener.progress(report.phase(), report.subject(), report.done(), report.total());
      List<RuleResult> finished = results.getAndSet(List.of());
      if (!finished.isEmpty()) {
        listener.finished(finished);
      }
    }
  }
}
