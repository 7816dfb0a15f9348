package dev.irpscope.analysis.drivers;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.RuleSnapshot;
import dev.irpscope.analysis.trace.Step;
import java.util.Locale;

/** Writes reports and paths as text in which every step is told. */
final class ReportText {
  private ReportText() {}

  /** Everything that was found, with all paths. */
  static String of(AnalysedFolder folder) {
    StringBuilder out = new StringBuilder();
    for (RuleResult result : folder.report().results()) {
      out.append(result.driver()).append(' ').append(result.rule()).append(": ");
      out.append(result.verdict().getClass().getSimpleName());
      result.verdict().limits().forEach(limit -> out.append("\n  limit: ").append(limit));
      out.append('\n');
      for (Violation one : result.verdict().found()) {
        out.append(one.id()).append(' ').append(one.fingerprint()).append(' ');
        out.append(one.entries()).append(' ').append(one.pathCount()).append(" paths\n");
        folder.paths(one).forEach(path -> append(out, path));
      }
    }
    return out.toString();
  }

  /** One finding and its shortest path. */
  static String of(Violation violation) {
    StringBuilder out = new StringBuilder();
    out.append(violation.rule()).append(" at ").append(place(violation)).append('\n');
    out.append("entries: ").append(String.join("; ", violation.entries())).append('\n');
    append(out, violation.shortest());
    return out.toString();
  }

  private static String place(Violation violation) {
    return violation.site() + " in " + violation.function().name();
  }

  private static void append(StringBuilder out, Counterexample path) {
    out.append(path.message()).append('\n');
    out.append(path.consequence()).append('\n');
    path.opening().ifPresent(step -> out.append("opens at step ").append(step + 1).append(", "));
    out.append("breaks at step ").append(path.violating() + 1);
    out.append(", shown by step ").append(path.confirming() + 1);
    out.append(", ").append(path.feasibility().name().toLowerCase(Locale.ROOT)).append('\n');
    path.missing().ifPresent(missing -> append(out, missing));
    path.assumptions().forEach(a -> out.append("assumed: ").append(a).append('\n'));
    path.steps().forEach(step -> append(out, step));
  }

  private static void append(StringBuilder out, MissingCall missing) {
    out.append("missing: ").append(missing.call()).append(" - ").append(missing.note());
    missing
        .ghost()
        .ifPresent(ghost ->
            out.append("; could stand before ")
                .append(ghost.before())
                .append(" at step ")
                .append(ghost.step() + 1)
                .append(": ")
                .append(ghost.explanation()));
    missing.noGhostReason().ifPresent(reason -> out.append("; ").append(reason));
    out.append('\n');
  }

  private static void append(StringBuilder out, Step step) {
    String lane = step.lane() == Step.Lane.COMPLETION ? "C" : "D";
    out.append(
        "%2d %s%s%d %s:%d  %s"
            .formatted(
                step.index() + 1,
                "  ".repeat(step.depth()),
                lane,
                step.depth(),
                step.function().name(),
                step.line(),
                step.text()));
    out.append("  [").append(step.kind().name().toLowerCase(Locale.ROOT)).append(", ");
    out.append(step.importance().name().toLowerCase(Locale.ROOT)).append("]\n");
    line(out, step.sentence());
    step.outcome().ifPresent(outcome -> line(out, "outcome: " + outcome));
    step.assumption().ifPresent(assumption -> line(out, "assumed: " + assumption));
    if (step.isRuleEvent()) {
      line(out, "rule: " + state(step.before()) + " -> " + state(step.after()));
    }
    for (FactChange change : step.changes()) {
      line(out, fact(change));
    }
  }

  private static String state(RuleSnapshot snapshot) {
    return snapshot.object().isEmpty()
        ? snapshot.state()
        : snapshot.state() + "(" + snapshot.object() + ")";
  }

  private static String fact(FactChange change) {
    String subject = change.fact().subject();
    String value = change.fact().value();
    return switch (change.kind()) {
      case ADDED -> "+ " + subject + " = " + value;
      case MODIFIED -> "~ " + subject + " = " + value;
      case GONE -> "- " + subject;
    };
  }

  private static void line(StringBuilder out, String text) {
    out.append("       ").append(text).append('\n');
  }
}
