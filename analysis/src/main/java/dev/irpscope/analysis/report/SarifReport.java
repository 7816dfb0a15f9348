package dev.irpscope.analysis.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.MissingCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The report as SARIF 2.1.0, one run. Says nothing about when or where it was made, so that the
 * same folder gives the same bytes.
 */
final class SarifReport {
  /** Under this name a violation's fingerprint stands; its number grows with what is hashed. */
  static final String FINGERPRINT = "irpscope/v1";

  /** The program has no page on the web; the guide comes with it. */
  private static final String INFORMATION = "urn:irpscope:guide";

  /** Where the documentation of the rules stands; the page's name is the rule's source. */
  private static final String RULE_PAGES =
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/";

  private final ReportContent content;
  private final AnalysisReport report;
  private final SarifPlaces places;
  private final List<String> rules;
  private final List<String> codes;

  private SarifReport(ReportContent content) {
    this.content = content;
    this.report = content.report();
    this.places = new SarifPlaces(report);
    this.rules =
        List.copyOf(new TreeSet<>(report.results().stream().map(RuleResult::rule).toList()));
    this.codes =
        List.copyOf(
            new TreeSet<>(
                Stream.concat(
                        report.coverage().diagnostics().stream(), failures().map(Failure::problem))
                    .map(Diagnostic::code)
                    .toList()));
  }

  private record Failure(String rule, Diagnostic problem) {}

  static String write(ReportContent content) {
    return Json.write(new SarifReport(content).log(), JsonInclude.Include.NON_EMPTY);
  }

  private Sarif.Log log() {
    Sarif.ToolComponent driver =
        new Sarif.ToolComponent(
            Product.NAME,
            Product.VERSION,
            Product.VERSION,
            INFORMATION,
            Sarif.Text.plain("Checks the IRP rules of Windows drivers on their C source."),
            rules.stream().map(this::rule).toList(),
            codes.stream().map(SarifReport::notification).toList());
    Sarif.Run run =
        new Sarif.Run(
            new Sarif.Tool(driver),
            List.of(invocation()),
            places.bases(),
            places.artifacts(),
            "utf16CodeUnits",
            "c",
            "en-US",
            results());
    return new Sarif.Log(Sarif.SCHEMA, Sarif.VERSION, List.of(run));
  }

  private Sarif.ReportingDescriptor rule(String name) {
    Optional<Rule> rule = content.rule(name);
    Map<String, Object> properties = new LinkedHashMap<>();
    rule.ifPresent(one -> {
      properties.put("class", one.severity().name().toLowerCase(Locale.ROOT));
      properties.put("group", one.group());
      properties.put("source", one.source());
    });
    return new Sarif.ReportingDescriptor(
        name,
        rule.map(one -> Sarif.Text.plain(one.clause())),
        rule.map(one -> Sarif.Text.plain(one.summary())),
        rule.map(one -> RULE_PAGES + one.source()),
        rule.map(SarifReport::help),
        rule.map(one -> new Sarif.Configuration(level(one))),
        properties);
  }

  private static String level(Rule rule) {
    return switch (rule.severity()) {
      case DEFECT -> "error";
      case PRACTICE -> "warning";
      case HINT -> "note";
    };
  }

  private static Sarif.Text help(Rule rule) {
    String text =
        rule.summary() + "\n\n" + rule.clause() + "\n\nWhat goes wrong: " + rule.consequence();
    String markdown =
        "# "
            + rule.name()
            + "\n\n"
            + rule.summary()
            + "\n\n**What is asked:** "
            + rule.clause()
            + "\n\n**What goes wrong:** "
            + rule.consequence();
    return new Sarif.Text(text, Optional.of(markdown));
  }

  private static Sarif.ReportingDescriptor notification(String code) {
    return new Sarif.ReportingDescriptor(
        code,
        Optional.of(
            Sarif.Text.plain(
                "Told when reading: " + code.toLowerCase(Locale.ROOT).replace('-', ' ') + ".")),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private Stream<Failure> failures() {
    return report.results().stream()
        .flatMap(result ->
            result.verdict() instanceof Verdict.Failed(Diagnostic problem)
                ? Stream.of(new Failure(result.rule(), problem))
                : Stream.empty());
  }

  private Sarif.Invocation invocation() {
    List<Sarif.Notification> notifications = new ArrayList<>();
    for (Diagnostic diagnostic : report.coverage().diagnostics()) {
      notifications.add(
          notification(diagnostic, Optional.empty(), VerdictWords.level(diagnostic.severity())));
    }
    failures()
        .forEach(failure ->
            notifications.add(
                notification(
                    failure.problem(),
                    Optional.of(
                        new Sarif.DescriptorReference(
                            failure.rule(), rules.indexOf(failure.rule()))),
                    "error")));
    return new Sarif.Invocation(failures().findAny().isEmpty(), notifications);
  }

  private Sarif.Notification notification(
      Diagnostic diagnostic, Optional<Sarif.DescriptorReference> rule, String level) {
    Optional<Sarif.PhysicalLocation> where =
        diagnostic
            .span()
            .map(places::physical)
            .or(() ->
                Optional.of(diagnostic.path())
                    .filter(path -> !path.isEmpty() && !path.equals("."))
                    .map(places::physical));
    return new Sarif.Notification(
        new Sarif.DescriptorReference(diagnostic.code(), codes.indexOf(diagnostic.code())),
        rule,
        level,
        new Sarif.Message(diagnostic.message()),
        where
            .map(one ->
                List.of(
                    new Sarif.Location(
                        Optional.empty(), Optional.of(one), List.of(), Optional.empty())))
            .orElse(List.of()));
  }

  private List<Sarif.Result> results() {
    List<Sarif.Result> results = new ArrayList<>();
    for (RuleResult result : report.results()) {
      result.verdict().found().forEach(one -> results.add(violation(one, result.verdict())));
      switch (result.verdict()) {
        case Verdict.Violated _, Verdict.Failed _ -> {}
        case Verdict.NoneFound _, Verdict.NotApplicable _, Verdict.Inconclusive _ ->
            results.add(verdict(result));
      }
    }
    content
        .comparison()
        .ifPresent(comparison -> comparison.gone().forEach(gone -> results.add(absent(gone))));
    return results;
  }

  private Sarif.Result violation(Violation violation, Verdict verdict) {
    Counterexample path = violation.shortest();
    SarifPath flow = new SarifPath(places, violation.driver());
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("driver", violation.driver());
    properties.put("id", violation.id());
    properties.put("entries", violation.entries());
    properties.put("consequence", path.consequence());
    properties.put("paths", violation.pathCount());
    properties.put(
        "feasibility",
        switch (path.feasibility()) {
          case FEASIBLE -> "feasible";
          case NOT_REFUTED -> "not refuted";
        });
    content.mark(violation).ifPresent(mark -> properties.put("mark", mark));
    if (!path.assumptions().isEmpty()) {
      properties.put("assumptions", path.assumptions());
    }
    if (!verdict.limits().isEmpty()) {
      properties.put("limits", verdict.limits());
    }
    path.missing()
        .ifPresent(missing -> {
          properties.put("missingCall", missing.call());
          properties.put("missingCallNote", missing.note());
        });
    return new Sarif.Result(
        violation.rule(),
        rules.indexOf(violation.rule()),
        "fail",
        VerdictWords.level(violation.severity()),
        new Sarif.Message(violation.message()),
        List.of(
            new Sarif.Location(
                Optional.empty(),
                Optional.of(places.physical(violation.site())),
                List.of(flow.function(violation.function().name())),
                Optional.empty())),
        List.of(flow.codeFlow(path)),
        related(violation),
        Map.of(FINGERPRINT, violation.fingerprint()),
        content
            .state(violation)
            .map(state ->
                switch (state) {
                  case NEW -> "new";
                  case STILL_THERE -> "unchanged";
                })
            .orElse(""),
        content
            .suppression(violation)
            .map(reason -> List.of(new Sarif.Suppression("external", "accepted", reason)))
            .orElse(List.of()),
        properties);
  }

  private List<Sarif.Location> related(Violation violation) {
    List<Sarif.Location> related = new ArrayList<>();
    violation
        .opening()
        .ifPresent(opening ->
            related.add(
                new Sarif.Location(
                    Optional.of(1),
                    Optional.of(places.physical(opening)),
                    List.of(),
                    Optional.of(new Sarif.Message("Here the obligation begins.")))));
    violation
        .shortest()
        .missing()
        .flatMap(MissingCall::ghost)
        .ifPresent(ghost ->
            related.add(
                new Sarif.Location(
                    Optional.of(2),
                    Optional.of(places.physical(ghost.before())),
                    List.of(),
                    Optional.of(
                        new Sarif.Message(
                            "Before this the missing call could stand: " + ghost.explanation())))));
    return related;
  }

  private Sarif.Result verdict(RuleResult result) {
    Verdict verdict = result.verdict();
    String sentence =
        result.rule()
            + " in "
            + result.driver()
            + ": "
            + VerdictWords.name(verdict)
            + " ("
            + VerdictWords.reason(verdict).replaceFirst("\\.$", "")
            + ").";
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("driver", result.driver());
    if (!verdict.limits().isEmpty()) {
      properties.put("limits", verdict.limits());
    }
    return new Sarif.Result(
        result.rule(),
        rules.indexOf(result.rule()),
        VerdictWords.kind(verdict),
        "none",
        new Sarif.Message(sentence),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        content.comparison().map(comparison -> state(comparison, result)).orElse(""),
        List.of(),
        properties);
  }

  private static String state(BaselineComparison comparison, RuleResult result) {
    return switch (comparison
        .verdictChanges()
        .getOrDefault(
            BaselineComparison.key(result.driver(), result.rule()),
            BaselineComparison.VerdictChange.NEW)) {
      case NEW -> "new";
      case SAME -> "unchanged";
      case CHANGED -> "updated";
    };
  }

  /** A finding that is only in the earlier report. */
  private Sarif.Result absent(Baseline.Finding gone) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("driver", gone.driver());
    SarifPath names = new SarifPath(places, gone.driver());
    return new Sarif.Result(
        gone.rule(),
        rules.indexOf(gone.rule()),
        "fail",
        gone.level(),
        new Sarif.Message(gone.message()),
        List.of(
            new Sarif.Location(
                Optional.empty(),
                gone.file().isEmpty()
                    ? Optional.empty()
                    : Optional.of(places.physical(gone.file())),
                List.of(names.function(gone.function())),
                Optional.empty())),
        List.of(),
        List.of(),
        Map.of(FINGERPRINT, gone.fingerprint()),
        "absent",
        List.of(),
        properties);
  }
}
