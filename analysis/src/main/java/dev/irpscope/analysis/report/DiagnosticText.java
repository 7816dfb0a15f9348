package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;

/** Diagnostics as lines. */
public final class DiagnosticText {
  private DiagnosticText() {}

  /** {@code file:line:column: severity: message [CODE]}, the place as far as it is known. */
  public static String of(Diagnostic diagnostic) {
    return diagnostic.path()
        + diagnostic.span().map(span -> ":" + span.line() + ":" + span.column()).orElse("")
        + ": "
        + VerdictWords.level(diagnostic.severity())
        + ": "
        + diagnostic.message()
        + " ["
        + diagnostic.code()
        + "]";
  }
}
