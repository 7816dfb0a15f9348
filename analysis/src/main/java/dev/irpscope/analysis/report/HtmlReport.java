package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as one page that needs nothing else; its paths are stepped with the keys J and K. */
final class HtmlReport {
  private final ReportContent content;
  private final StringBuilder out = new StringBuilder();

  private HtmlReport(ReportContent content) {
    this.content = content;
  }

  static String write(ReportContent content) {
    HtmlReport page = new HtmlReport(content);
    page.head();
    page.overview();
    page.content.shown().forEach(page::violation);
    page.baseline();
    page.verdicts();
    page.diagnostics();
    page.line("<script>" + resource("report.js") + "</script>");
    page.line("</body>");
    page.line("</html>");
    return page.out.toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void line(String text) {
    out.append(text).append('\n');
  }

  private void head() {
    line("<!DOCTYPE html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<title>" + text(content.report().folder()) + " - " + Product.NAME + "</title>");
    line("<style>" + resource("report.css") + "</style>");
    line("</head>");
    line("<body>");
    line("<h1>" + text(content.report().folder()) + "</h1>");
    line("<p>" + text(Totals.of(content).sentence()) + "</p>");
  }

  private void overview() {
    List<Violation> shown = content.shown();
    if (shown.isEmpty()) {
      return;
    }
    line(
        "<p class=\"keys muted\">"
            + keys("J", "K")
            + " next and previous step, "
            + keys("V")
            + " the violation, "
            + keys("O")
            + " where it begins, "
            + keys("Home", "End")
            + " first and last, "
            + keys("]", "[")
            + " rule event, "
            + keys(".", ",")
            + " decision, "
            + keys("F10", "F11", "Shift+F11")
            + " over, into, out, "
            + keys("F8", "Shift+F8")
            + " next and previous violation, "
            + keys("Alt+1", "Alt+2", "Alt+3")
            + " detail</p>");
    line(
        "<p class=\"details\">Detail: "
            + detail(1, "Only the steps that the violation depends on")
            + detail(2, "Also the steps that explain them")
            + detail(3, "Every step")
            + "</p>");
    line("<table>");
    line("<tr><th>rule</th><th>place</th><th>function</th><th>violation</th></tr>");
    for (Violation one : shown) {
      line(
          row(
              "<a href=\"#v-" + one.id() + "\">" + text(one.rule()) + "</a>",
              code(TextReport.place(one.site())),
              code(one.function().name()),
              text(one.message())
                  + content
                      .mark(one)
                      .map(mark -> " <em class=\"muted\">(marked: " + text(mark) + ")</em>")
                      .orElse("")));
    }
    line("</table>");
  }

  private static String keys(String... keys) {
    return Stream.of(keys).map(key -> "<kbd>" + key + "</kbd>").collect(Collectors.joining(" "));
  }

  private static String detail(int level, String meaning) {
    return " <button type=\"button\" class=\"detail\" data-level=\"%d\" title=\"%s\">%d</button>"
        .formatted(level, meaning, level);
  }

  private void violation(Violation violation) {
    Counterexample path = violation.shortest();
    String level = VerdictWords.level(violation.severity());
    line("<section class=\"violation\" id=\"v-" + violation.id() + "\">");
    line("<h2>" + text(violation.rule()) + "</h2>");
    line(
        "<p><span class=\"level "
            + level
            + "\">"
            + level
            + content.state(violation).map(state -> ", " + state.words()).orElse("")
            + "</span> at "
            + code(TextReport.place(violation.site()))
            + " in "
            + code(violation.function().name())
            + " <span class=\"muted\">["
            + violation.id()
            + "]</span></p>");
    line("<p><strong>" + text(violation.message()) + "</strong></p>");
    content
        .mark(violation)
        .ifPresent(mark -> line("<p class=\"taught\">Marked: " + text(mark) + "</p>"));
    line("<p>" + text(path.consequence()) + "</p>");
    line(
        "<p class=\"muted\">Reached from "
            + text(String.join(", ", violation.entries()))
            + ". "
            + switch (path.feasibility()) {
              case FEASIBLE -> "Feasible: the conditions on this path can all hold.";
              case NOT_REFUTED ->
                  "Not refuted: no contradiction was found, but part of the path is beyond the"
                      + " solver.";
            }
            + "</p>");
    steps(violation, path);
    missing(path);
    if (!path.assumptions().isEmpty()) {
      line("<p>Assumed:</p><ul>");
      path.assumptions().forEach(one -> line("<li>" + text(one) + "</li>"));
      line("</ul>");
    }
    line("</section>");
  }

  private void steps(Violation violation, Counterexample path) {
    line("<table>");
    line("<tr><th>step</th><th>place</th><th>what happens</th><th>rule state</th></tr>");
    Step.Lane lane = Step.Lane.DISPATCH;
    for (Step step : path.steps()) {
      if (step.lane() != lane) {
        lane = step.lane();
        line(
            "<tr class=\"lane\"><td colspan=\"4\">"
                + switch (lane) {
                  case DISPATCH -> "back in the entry routine";
                  case COMPLETION -> "in the completion routine";
                }
                + "</td></tr>");
      }
      Optional<String> note = content.note(violation, step.index());
      step(step, marks(step, path) + (note.isPresent() ? " keep" : ""), note.orElse(""));
    }
    line("</table>");
  }

  /** What the keys look for, and whether the step is shown at every level of detail. */
  private static String marks(Step step, Counterexample path) {
    List<String> marks = new ArrayList<>();
    marks.add(
        switch (step.importance()) {
          case ESSENTIAL -> "essential";
          case IMPORTANT -> "important";
          case OTHER -> "other";
        });
    boolean opening = path.opening().isPresent() && path.opening().getAsInt() == step.index();
    boolean violating = step.index() == path.violating();
    if (violating) {
      marks.add("violating");
    }
    if (opening) {
      marks.add("opening");
    }
    if (step.isRuleEvent()) {
      marks.add("fires");
    }
    if (step.kind() == Step.Kind.BRANCH) {
      marks.add("branch");
    }
    if (violating || opening || step.index() == 0 || step.index() == path.confirming()) {
      marks.add("keep");
    }
    return String.join(" ", marks);
  }

  private void step(Step step, String marks, String note) {
    line(
        "<tr class=\"step "
            + marks
            + "\" data-depth=\""
            + step.depth()
            + "\"><td class=\"number\">"
            + (step.index() + 1)
            + "</td><td>"
            + code(TextReport.place(step.origin().site()))
            + "</td><td style=\"padding-left: "
            + (0.6 + 1.4 * Math.min(step.depth(), 20))
            + "rem\">"
            + text(step.sentence())
            + step.assumption().map(why -> " <em>(assumed: " + text(why) + ")</em>").orElse("")
            + "<div class=\"source code\">"
            + text(step.text())
            + "</div>"
            + (note.isEmpty() ? "" : "<div class=\"taught\">" + text(note) + "</div>")
            + facts(step)
            + "</td><td>"
            + (step.isRuleEvent()
                ? "<span class=\"event\">"
                    + text(step.before().state())
                    + " &rarr; "
                    + text(step.after().state())
                    + "</span>"
                : text(step.after().state()))
            + "</td></tr>");
  }

  private static String facts(Step step) {
    if (step.facts().isEmpty()) {
      return "";
    }
    Set<Fact> changed =
        step.changes().stream()
            .filter(change -> change.kind() != FactChange.Kind.GONE)
            .map(FactChange::fact)
            .collect(Collectors.toSet());
    StringBuilder list = new StringBuilder("<dl class=\"facts\">");
    for (Fact fact : step.facts()) {
      String mark = changed.contains(fact) ? " class=\"changed\"" : "";
      list.append("<dt").append(mark).append('>').append(text(fact.subject())).append("</dt>");
      list.append("<dd").append(mark).append('>').append(text(fact.value()));
      list.append(
          switch (fact.certainty()) {
            case KNOWN -> "";
            case ASSUMED -> " (assumed)";
            case UNKNOWN -> " (unknown)";
          });
      list.append("</dd>");
    }
    return list.append("</dl>").toString();
  }

  private void missing(Counterexample path) {
    path.missing()
        .ifPresent(missing -> {
          line("<p class=\"missing\">Missing: " + code(missing.call()) + "<br>");
          line(text(missing.note()) + ".");
          missing
              .ghost()
              .ifPresent(ghost ->
                  line(
                      "It could stand before "
                          + code(TextReport.place(ghost.before()))
                          + ": "
                          + text(ghost.explanation())));
          missing.noGhostReason().ifPresent(reason -> line(text(reason)));
          line("</p>");
        });
  }

  private void baseline() {
    content
        .comparison()
        .ifPresent(comparison -> {
          line("<h2>Compared with the earlier report</h2>");
          line(
              "<p>"
                  + comparison.count(BaselineComparison.State.NEW)
                  + " new, "
                  + comparison.count(BaselineComparison.State.STILL_THERE)
                  + " still there, "
                  + comparison.gone().size()
                  + " gone.</p>");
          line("<ul>");
          for (Baseline.Finding gone : comparison.gone()) {
            line(
                "<li>gone: "
                    + code(gone.file() + ":" + gone.line())
                    + " "
                    + text(gone.rule() + ": " + gone.message())
                    + "</li>");
          }
          line("</ul>");
        });
  }

  private void verdicts() {
    content
        .byDriver()
        .forEach((driver, results) -> {
          line("<h2>Verdicts for " + text(driver) + "</h2>");
          line("<table>");
          line("<tr><th>rule</th><th>verdict</th><th>why</th></tr>");
          for (RuleResult result : results) {
            line(
                row(
                    text(result.rule()),
                    VerdictWords.name(result.verdict()),
                    text(VerdictWords.reason(result.verdict()))));
          }
          line("</table>");
          var limits = Limits.rulesByLimit(results);
          if (!limits.isEmpty()) {
            line("<h3>What limits these answers</h3>");
            line("<ul>");
            limits.forEach((limit, rules) ->
                line(
                    "<li>"
                        + text(limit)
                        + " <span class=\"muted\">("
                        + text(String.join(", ", rules))
                        + ")</span></li>"));
            line("</ul>");
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
    line("<h2>While reading</h2>");
    line("<ul>");
    told.forEach(diagnostic -> line("<li>" + text(DiagnosticText.of(diagnostic)) + "</li>"));
    line("</ul>");
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<td>").append(cell).append("</td>");
    }
    return row.append("</tr>").toString();
  }

  private static String code(String plain) {
    return "<code>" + text(plain) + "</code>";
  }

  /** Text in which no character means anything to HTML. */
  private static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
