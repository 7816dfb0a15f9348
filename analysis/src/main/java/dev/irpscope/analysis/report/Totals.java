package dev.irpscope.analysis.report;

import java.util.ArrayList;
import java.util.List;

/**
 * The counts that a report ends with. Violations that were put aside count only as such.
 *
 * @param hints never part of a verdict, so not part of {@code violations}
 * @param verdicts number of verdicts of each kind: none found, not applicable, inconclusive, failed
 */
public record Totals(
    int drivers, long violations, long hints, long suppressed, Verdicts verdicts, boolean stopped) {
  /** How many rules ended how, over all drivers. */
  public record Verdicts(long noneFound, long notApplicable, long inconclusive, long failed) {}

  public static Totals of(ReportContent content) {
    List<Violation> shown = content.shown();
    long hints = shown.stream().filter(one -> one.severity() == Violation.Severity.HINT).count();
    return new Totals(
        content.report().drivers().size(),
        shown.size() - hints,
        hints,
        content.suppressed().size(),
        new Verdicts(
            count(content, Verdict.NoneFound.class),
            count(content, Verdict.NotApplicable.class),
            count(content, Verdict.Inconclusive.class),
            count(content, Verdict.Failed.class)),
        content.report().stopped());
  }

  private static long count(ReportContent content, Class<? extends Verdict> kind) {
    return content.report().results().stream()
        .filter(result -> kind.isInstance(result.verdict()))
        .count();
  }

  /** All of it in one line. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    parts.add(VerdictWords.count(violations, "violation"));
    if (hints > 0) {
      parts.add(VerdictWords.count(hints, "hint"));
    }
    if (suppressed > 0) {
      parts.add(suppressed + " put aside");
    }
    if (verdicts.noneFound() > 0) {
      parts.add(VerdictWords.count(verdicts.noneFound(), "rule") + " with none found");
    }
    if (verdicts.notApplicable() > 0) {
      parts.add(verdicts.notApplicable() + " not applicable");
    }
    if (verdicts.inconclusive() > 0) {
      parts.add(verdicts.inconclusive() + " inconclusive");
    }
    if (verdicts.failed() > 0) {
      parts.add(verdicts.failed() + " failed");
    }
    return String.join(", ", parts)
        + " in "
        + VerdictWords.count(drivers, "driver")
        + (stopped ? "; stopped before the end" : "")
        + ".";
  }
}
