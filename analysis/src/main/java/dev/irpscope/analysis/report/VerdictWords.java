package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;

/** How verdicts and severities are called, on paper as on screen. */
public final class VerdictWords {
  private VerdictWords() {}

  /** The word for the verdict alone: {@code none found}. */
  public static String name(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Violated _ -> "violated";
      case Verdict.NoneFound _ -> "none found";
      case Verdict.NotApplicable _ -> "not applicable";
      case Verdict.Inconclusive _ -> "inconclusive";
      case Verdict.Failed _ -> "failed";
    };
  }

  /** Why the verdict is what it is, one sentence or phrase. */
  public static String reason(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Violated(var violations, _) -> count(violations.size(), "violation");
      case Verdict.NoneFound(int routines, _) -> count(routines, "routine") + " searched";
      case Verdict.NotApplicable(String reason) -> reason;
      case Verdict.Inconclusive(_, String detail, _, _) -> detail;
      case Verdict.Failed(Diagnostic problem) -> problem.message();
    };
  }

  /** The result kind of SARIF that corresponds to a verdict; {@code failed} has none there. */
  static String kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Violated _ -> "fail";
      case Verdict.NoneFound _ -> "pass";
      case Verdict.NotApplicable _ -> "notApplicable";
      case Verdict.Inconclusive _ -> "open";
      case Verdict.Failed _ -> "failed";
    };
  }

  /** {@code error}, {@code warning} or {@code note}. */
  public static String level(Violation.Severity severity) {
    return switch (severity) {
      case DEFECT -> "error";
      case PRACTICE -> "warning";
      case HINT -> "note";
    };
  }

  static String level(Diagnostic.Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case NOTE -> "note";
    };
  }

  /** {@code 1 file}, {@code 2 files}, {@code 2 entries}. */
  public static String count(long number, String noun) {
    if (number == 1) {
      return "1 " + noun;
    }
    return number
        + " "
        + (noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s");
  }
}
