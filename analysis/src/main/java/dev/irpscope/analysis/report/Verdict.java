package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;
import java.util.List;

/** What is known about one rule in one driver. The five are never mixed up. */
public sealed interface Verdict {
  /** What limits the answer, one sentence each: unknown callees, skipped code, assumptions. */
  List<String> limits();

  record Violated(List<Violation> violations, List<String> limits) implements Verdict {
    public Violated {
      violations = List.copyOf(violations);
      limits = List.copyOf(limits);
    }
  }

  /**
   * Every search ended and found nothing.
   *
   * @param routines number of entry routines that were searched
   */
  record NoneFound(int routines, List<String> limits) implements Verdict {
    public NoneFound {
      limits = List.copyOf(limits);
    }
  }

  /**
   * The rule has nothing to look at in this driver.
   *
   * @param reason which call or fact was looked for and not found
   */
  record NotApplicable(String reason) implements Verdict {
    @Override
    public List<String> limits() {
      return List.of();
    }
  }

  /**
   * The search did not end; what it had found by then is in {@code violations}.
   *
   * @param detail the cause in a sentence
   */
  record Inconclusive(Cause cause, String detail, List<Violation> violations, List<String> limits)
      implements Verdict {
    public Inconclusive {
      violations = List.copyOf(violations);
      limits = List.copyOf(limits);
    }
  }

  /** A defect of ours or the machine's limits; other rules are not affected. */
  record Failed(Diagnostic problem) implements Verdict {
    @Override
    public List<String> limits() {
      return List.of();
    }
  }

  /** Why a search did not end. */
  enum Cause {
    STEP_BUDGET_EXHAUSTED,
    UNSUPPORTED_CONSTRUCT,
    CANCELLED
  }

  /** The violations it carries, if any. */
  default List<Violation> found() {
    return switch (this) {
      case Violated violated -> violated.violations();
      case Inconclusive inconclusive -> inconclusive.violations();
      case NoneFound _, NotApplicable _, Failed _ -> List.of();
    };
  }
}
