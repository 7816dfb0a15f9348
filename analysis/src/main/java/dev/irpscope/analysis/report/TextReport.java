package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The report for a terminal: each violation as one line that compilers' tools can read, its steps
 * beneath, then the verdicts on the other rules, then what was read.
 */
final class TextReport {
  private final ReportContent content;
  private final StringBuilder out = new StringBuilder();

  private TextReport(ReportContent content) {
    this.content = content;
  }

  static String write(ReportContent content) {
    TextReport text = new TextReport(content);
    text.content.shown().forEach(text::violation);
    text.baseline();
    text.content.byDriver().forEach(text::verdicts);
    text.diagnostics();
    text.summary();
    return text.out.toString();
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }

  private void violation(Violation violation) {
    Counterexample path = violation.shortest();
    line(
        place(violation.site())
            + ": "
            + VerdictWords.level(violation.severity())
            + ": "
            + violation.rule()
            + ": "
            + violation.message()
            + " ["
            + violation.id()
            + "]"
            + content.state(violation).map(state -> " (" + state.words() + ")").orElse(""));
    violation.opening().ifPresent(span -> line("    the obligation begins at " + place(span)));
    if (!path.consequence().isEmpty()) {
      line("    " + path.consequence());
    }
    content.mark(violation).ifPresent(mark -> line("    marked: " + mark));
    line("    reached from " + String.join(", ", violation.entries()));
    steps(violation, path);
    path.missing()
        .ifPresent(missing -> {
          line("    missing: " + missing.call() + " (" + missing.note() + ")");
          missing
              .ghost()
              .ifPresent(ghost ->
                  line(
                      "    it could stand before "
                          + place(ghost.before())
                          + ": "
                          + ghost.explanation()));
          missing.noGhostReason().ifPresent(reason -> line("    " + reason));
        });
    line(
        "    "
            + switch (path.feasibility()) {
              case FEASIBLE -> "feasible: the conditions on this path can all hold";
              case NOT_REFUTED ->
                  "not refuted: no contradiction found, but part of the path is beyond the solver";
            }
            + (violation.pathCount() > 1
                ? "; shortest of " + violation.pathCount() + " paths"
                : ""));
    path.assumptions().forEach(assumption -> line("    assumed: " + assumption));
    line("");
  }

  private void steps(Violation violation, Counterexample path) {
    int width = Integer.toString(path.steps().size()).length();
    Step.Lane lane = Step.Lane.DISPATCH;
    for (Step step : path.steps()) {
      if (step.lane() != lane) {
        lane = step.lane();
        line(
            switch (lane) {
              case DISPATCH -> "    -- back in the entry routine";
              case COMPLETION -> "    -- in the completion routine";
            });
      }
      String number = " ".repeat(width - Integer.toString(step.index() + 1).length());
      line(
          "    "
              + number
              + (step.index() + 1)
              + "  "
              + "  ".repeat(step.depth())
              + place(step.origin().site())
              + ": "
              + step.sentence()
              + (step.isRuleEvent()
                  ? " {" + step.before().state() + " -> " + step.after().state() + "}"
                  : "")
              + step.assumption().map(why -> " (assumed: " + why + ")").orElse("")
              + content.note(violation, step.index()).map(note -> " [" + note + "]").orElse(""));
    }
  }

  private void baseline() {
    content
        .comparison()
        .ifPresent(comparison -> {
          for (Baseline.Finding gone : comparison.gone()) {
            line(finding(gone) + " (gone)");
          }
          for (Baseline.Finding one : comparison.unchecked()) {
            line(finding(one) + " (not checked this time)");
          }
          if (!comparison.gone().isEmpty() || !comparison.unchecked().isEmpty()) {
            line("");
          }
        });
  }

  private static String finding(Baseline.Finding finding) {
    return finding.file()
        + (finding.line() > 0 ? ":" + finding.line() : "")
        + ": note: "
        + finding.rule()
        + ": "
        + finding.message();
  }

  private void verdicts(String driver, List<RuleResult> results) {
    List<RuleResult> others =
        results.stream().filter(r -> !(r.verdict() instanceof Verdict.Violated)).toList();
    List<RuleResult> limited = results.stream().filter(r -> !limits(r).isEmpty()).toList();
    if (others.isEmpty() && limited.isEmpty()) {
      return;
    }
    line("Rules without a violation in " + driver + ":");
    int rules = width(others.stream().map(RuleResult::rule).toList());
    int names = width(others.stream().map(r -> VerdictWords.name(r.verdict())).toList());
    for (RuleResult result : others) {
      line(
          "  "
              + padded(result.rule(), rules)
              + "  "
              + padded(VerdictWords.name(result.verdict()), names)
              + "  "
              + VerdictWords.reason(result.verdict()));
    }
    limits(limited);
    line("");
  }

  private void limits(List<RuleResult> results) {
    if (results.isEmpty()) {
      return;
    }
    line("  What limits these answers:");
    for (Map.Entry<String, List<String>> limit : Limits.rulesByLimit(results).entrySet()) {
      line("    " + limit.getKey());
      line("      " + String.join(", ", limit.getValue()));
    }
  }

  private static List<String> limits(RuleResult result) {
    return result.verdict().limits();
  }

  private void diagnostics() {
    List<Diagnostic> told =
        content.report().coverage().diagnostics().stream()
            .filter(d -> d.severity() != Diagnostic.Severity.NOTE)
            .toList();
    if (told.isEmpty()) {
      return;
    }
    line("While reading:");
    for (Diagnostic diagnostic : told) {
      line("  " + DiagnosticText.of(diagnostic));
    }
    line("");
  }

  private void summary() {
    Coverage coverage = content.report().coverage();
    List<String> functions = new ArrayList<>();
    for (FunctionCoverage.Status status : FunctionCoverage.Status.values()) {
      long count = coverage.count(status);
      if (count > 0) {
        functions.add(
            count
                + " "
                + switch (status) {
                  case ANALYSED -> "analysed";
                  case PARTIAL -> "analysed in part";
                  case SKIPPED -> "skipped";
                  case INACTIVE -> "inactive";
                });
      }
    }
    line(
        VerdictWords.count(coverage.files(), "file")
            + ", "
            + VerdictWords.count(coverage.lines(), "line")
            + ", "
            + VerdictWords.count(coverage.functions().size(), "function")
            + (functions.isEmpty() ? "" : " (" + String.join(", ", functions) + ")"));
    MissingHeaders missing = coverage.missingHeaders();
    if (!missing.headers().isEmpty()) {
      line(
          VerdictWords.count(missing.headers().size(), "header")
              + " not found, "
              + VerdictWords.count(missing.functions(), "function")
              + " affected; --include names folders to look in");
    }
    coverage.diagnostics().stream()
        .filter(diagnostic -> diagnostic.code().equals(Diagnostic.NOT_A_DRIVER))
        .forEach(diagnostic -> line(diagnostic.message()));
    line(Totals.of(content).sentence());
  }

  /** {@code file:line}. */
  static String place(Span span) {
    return span.file().path() + ":" + span.line();
  }

  private static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }
}
