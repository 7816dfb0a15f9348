package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.Step;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The report in a JSON of our own: flatter than SARIF, made for scripts. */
final class JsonReport {
  static final String FORMAT = "irpscope-report-1";

  private JsonReport() {}

  private record Document(
      String format,
      String version,
      String folder,
      List<String> drivers,
      boolean stopped,
      Totals totals,
      List<Finding> violations,
      List<Result> verdicts,
      List<Entry> entries,
      List<Problem> diagnostics,
      Optional<Compared> baseline) {}

  private record Finding(
      String id,
      String fingerprint,
      String driver,
      String rule,
      String level,
      String message,
      String consequence,
      String file,
      int line,
      int column,
      int endLine,
      String function,
      Optional<Place> opening,
      List<String> entries,
      String feasibility,
      List<String> assumptions,
      Optional<Missing> missing,
      int paths,
      int violatingStep,
      Optional<String> state,
      Optional<String> putAside,
      Optional<String> mark,
      List<OneStep> steps) {}

  private record Place(String file, int line, int column) {}

  private record Missing(
      String call, String note, Optional<Place> couldStandBefore, Optional<String> noPlace) {}

  private record OneStep(
      int step,
      String lane,
      int depth,
      String function,
      String file,
      int line,
      int column,
      String kind,
      String importance,
      String text,
      String sentence,
      String before,
      String after,
      String object,
      Optional<String> outcome,
      Optional<String> assumption,
      OptionalInt block,
      Optional<String> note,
      List<Known> facts) {}

  private record Known(String subject, String value, String certainty, String reason) {}

  private record Result(
      String driver,
      String rule,
      String verdict,
      String kind,
      String reason,
      List<String> limits) {}

  private record Entry(
      String driver, String function, String file, int line, String role, String reason) {}

  private record Problem(
      String code, String level, String file, int line, int column, String message) {}

  private record Compared(
      long added, long stillThere, List<Baseline.Finding> gone, List<Baseline.Finding> unchecked) {}

  static String write(ReportContent content) {
    AnalysisReport report = content.report();
    return Json.write(
        new Document(
            FORMAT,
            Product.VERSION,
            report.folder(),
            report.drivers(),
            report.stopped(),
            Totals.of(content),
            report.violations().stream().map(one -> finding(content, one)).toList(),
            report.results().stream().map(JsonReport::result).toList(),
            report.entries().stream().map(JsonReport::entry).toList(),
            report.coverage().diagnostics().stream().map(JsonReport::problem).toList(),
            content.comparison().map(JsonReport::compared)));
  }

  private static Finding finding(ReportContent content, Violation violation) {
    Counterexample path = violation.shortest();
    Span site = violation.site();
    return new Finding(
        violation.id(),
        violation.fingerprint(),
        violation.driver(),
        violation.rule(),
        VerdictWords.level(violation.severity()),
        violation.message(),
        path.consequence(),
        site.file().path(),
        site.line(),
        site.column(),
        site.endLine(),
        violation.function().name(),
        violation.opening().map(JsonReport::place),
        violation.entries(),
        word(path.feasibility()),
        path.assumptions(),
        path.missing()
            .map(missing ->
                new Missing(
                    missing.call(),
                    missing.note(),
                    missing.ghost().map(ghost -> place(ghost.before())),
                    missing.noGhostReason())),
        violation.pathCount(),
        path.violating() + 1,
        content.state(violation).map(BaselineComparison.State::words),
        content.suppression(violation),
        content.mark(violation),
        path.steps().stream()
            .map(step -> step(step, content.note(violation, step.index())))
            .toList());
  }

  private static OneStep step(Step step, Optional<String> note) {
    Span site = step.origin().site();
    return new OneStep(
        step.index() + 1,
        word(step.lane()),
        step.depth(),
        step.function().name(),
        site.file().path(),
        site.line(),
        site.column(),
        word(step.kind()),
        word(step.importance()),
        step.text(),
        step.sentence(),
        step.before().state(),
        step.after().state(),
        step.after().object(),
        step.outcome(),
        step.assumption(),
        step.block(),
        note,
        step.facts().stream().map(JsonReport::known).toList());
  }

  private static Known known(Fact fact) {
    return new Known(fact.subject(), fact.value(), word(fact.certainty()), fact.reason());
  }

  private static Result result(RuleResult result) {
    return new Result(
        result.driver(),
        result.rule(),
        VerdictWords.name(result.verdict()),
        VerdictWords.kind(result.verdict()),
        VerdictWords.reason(result.verdict()),
        result.verdict().limits());
  }

  private static Entry entry(EntryRoutine entry) {
    return new Entry(
        entry.driver(),
        entry.function().name(),
        entry.where().file().path(),
        entry.where().line(),
        entry.role(),
        entry.reason());
  }

  private static Problem problem(Diagnostic diagnostic) {
    return new Problem(
        diagnostic.code(),
        VerdictWords.level(diagnostic.severity()),
        diagnostic.path(),
        diagnostic.span().map(Span::line).orElse(0),
        diagnostic.span().map(Span::column).orElse(0),
        diagnostic.message());
  }

  private static Compared compared(BaselineComparison comparison) {
    return new Compared(
        comparison.count(BaselineComparison.State.NEW),
        comparison.count(BaselineComparison.State.STILL_THERE),
        comparison.gone(),
        comparison.unchecked());
  }

  private static Place place(Span span) {
    return new Place(span.file().path(), span.line(), span.column());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
