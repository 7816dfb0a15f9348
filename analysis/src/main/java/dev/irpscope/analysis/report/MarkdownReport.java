package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import java.util.List;

/** The report for a page or a ticket. */
final class MarkdownReport {
  private final ReportContent content;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(ReportContent content) {
    this.content = content;
  }

  static String write(ReportContent content) {
    MarkdownReport page = new MarkdownReport(content);
    page.line("# " + text(content.report().folder()));
    page.line("");
    page.line(Totals.of(content).sentence());
    content.shown().forEach(page::violation);
    page.baseline();
    page.verdicts();
    page.diagnostics();
    return page.out.toString();
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void violation(Violation violation) {
    Counterexample path = violation.shortest();
    line("");
    line(
        "## "
            + text(violation.rule())
            + " at "
            + code(TextReport.place(violation.site()))
            + " ["
            + violation.id()
            + "]");
    line("");
    line(
        "**"
            + VerdictWords.level(violation.severity())
            + content.state(violation).map(state -> ", " + state.words()).orElse("")
            + "** in "
            + code(violation.function().name())
            + ": "
            + text(violation.message()));
    content
        .mark(violation)
        .ifPresent(mark -> {
          line("");
          line("> Marked: " + text(mark));
        });
    line("");
    line(text(path.consequence()));
    line("");
    line("Reached from " + text(String.join(", ", violation.entries())) + ".");
    line("");
    line("| step | place | what happens | rule state |");
    line("| ---: | --- | --- | --- |");
    for (Step step : path.steps()) {
      line(
          "| "
              + (step.index() + 1)
              + " | "
              + code(TextReport.place(step.origin().site()))
              + " | "
              + "&nbsp;&nbsp;".repeat(step.depth())
              + text(step.sentence())
              + content
                  .note(violation, step.index())
                  .map(note -> "<br>*" + text(note) + "*")
                  .orElse("")
              + " | "
              + text(
                  step.isRuleEvent()
                      ? step.before().state() + " -> " + step.after().state()
                      : step.after().state())
              + " |");
    }
    path.missing()
        .ifPresent(missing -> {
          line("");
          line("Missing: " + code(missing.call()) + " (" + text(missing.note()) + ").");
          missing
              .ghost()
              .ifPresent(ghost ->
                  line(
                      "It could stand before "
                          + code(TextReport.place(ghost.before()))
                          + ": "
                          + text(ghost.explanation())));
          missing.noGhostReason().ifPresent(reason -> line(text(reason)));
        });
    if (!path.assumptions().isEmpty()) {
      line("");
      path.assumptions().forEach(assumption -> line("- assumed: " + text(assumption)));
    }
  }

  private void baseline() {
    content
        .comparison()
        .ifPresent(comparison -> {
          line("");
          line("## Compared with the earlier report");
          line("");
          line(
              comparison.count(BaselineComparison.State.NEW)
                  + " new, "
                  + comparison.count(BaselineComparison.State.STILL_THERE)
                  + " still there, "
                  + comparison.gone().size()
                  + " gone.");
          if (!comparison.gone().isEmpty()) {
            line("");
          }
          for (Baseline.Finding gone : comparison.gone()) {
            line(
                "- gone: "
                    + code(gone.file() + ":" + gone.line())
                    + " "
                    + text(gone.rule() + ": " + gone.message()));
          }
        });
  }

  private void verdicts() {
    content
        .byDriver()
        .forEach((driver, results) -> {
          line("");
          line("## Verdicts for " + text(driver));
          line("");
          line("| rule | verdict | why |");
          line("| --- | --- | --- |");
          for (RuleResult result : results) {
            line(
                "| "
                    + text(result.rule())
                    + " | "
                    + VerdictWords.name(result.verdict())
                    + " | "
                    + text(VerdictWords.reason(result.verdict()))
                    + " |");
          }
          var limits = Limits.rulesByLimit(results);
          if (!limits.isEmpty()) {
            line("");
            line("What limits these answers:");
            line("");
            limits.forEach((limit, rules) ->
                line("- " + text(limit) + " (" + text(String.join(", ", rules)) + ")"));
          }
        });
  }

  private void diagnostics() {
    List<Diagnostic> told =
        content.report().coverage().diagnostics().stream()
            .filter(d -> d.severity() != Diagnostic.Severity.NOTE)
            .toList();
    if (told.isEmpty()) {
      return;
    }
    line("");
    line("## While reading");
    line("");
    told.forEach(diagnostic -> line("- " + text(DiagnosticText.of(diagnostic))));
  }

  /** Text in which no character means anything to Markdown. */
  private static String text(String plain) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < plain.length(); i++) {
      char c = plain.charAt(i);
      if ("\\`*_{}[]<>#|&".indexOf(c) >= 0) {
        safe.append('\\');
      }
      safe.append(c == '\n' || c == '\r' ? ' ' : c);
    }
    return safe.toString();
  }

  private static String code(String plain) {
    return "`" + plain.replace("`", "'").replace("|", "\\|") + "`";
  }
}
