package dev.irpscope.analysis;

import dev.irpscope.analysis.report.RuleResult;

/**
 * How an analysis tells what it does and learns that it shall stop. Called from several threads.
 */
public interface Progress {
  /**
   * A phase, file, driver or rule is worked on now. {@code done} of {@code total}; total may be 0.
   */
  void report(String phase, String subject, int done, int total);

  /** One rule is finished in one driver; may be shown at once. */
  void finished(RuleResult result);

  /** Asked often, cheap; once true it stays true. */
  boolean isCancelled();

  /** Reports to nobody and never cancels. */
  Progress NONE =
      new Progress() {
        @Override
        public void report(String phase, String subject, int done, int total) {}

        @Override
        public void finished(RuleResult result) {}

        @Override
        public boolean isCancelled() {
          return false;
        }
      };
}
