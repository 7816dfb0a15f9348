package dev.irpscope.analysis.report;

import dev.irpscope.analysis.rule.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a report is written from.
 *
 * @param rules the catalogue: rules of the report are looked up here by name
 * @param comparison with an earlier report, when one was given
 * @param suppressions reasons by fingerprint of a violation that somebody judged and put aside
 * @param remarks what somebody wrote beside the findings
 */
public record ReportContent(
    AnalysisReport report,
    List<Rule> rules,
    Optional<BaselineComparison> comparison,
    Map<String, String> suppressions,
    Remarks remarks) {
  /**
   * What somebody thinks of findings.
   *
   * @param marks judgements in words, by fingerprint of a violation
   * @param notes on steps, by the violation's id, {@code #} and the step's number
   */
  public record Remarks(Map<String, String> marks, Map<String, String> notes) {
    public static final Remarks NONE = new Remarks(Map.of(), Map.of());

    public Remarks {
      marks = Map.copyOf(marks);
      notes = Map.copyOf(notes);
    }
  }

  /** Without remarks. */
  public ReportContent(
      AnalysisReport report,
      List<Rule> rules,
      Optional<BaselineComparison> comparison,
      Map<String, String> suppressions) {
    this(report, rules, comparison, suppressions, Remarks.NONE);
  }

  public ReportContent {
    rules = List.copyOf(rules);
    suppressions = Map.copyOf(suppressions);
  }

  public static ReportContent of(AnalysisReport report, List<Rule> rules) {
    return new ReportContent(report, rules, Optional.empty(), Map.of());
  }

  public Optional<Rule> rule(String name) {
    return rules.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }

  /** Why a violation was put aside; empty if it was not. */
  public Optional<String> suppression(Violation violation) {
    return Optional.ofNullable(suppressions.get(violation.fingerprint()));
  }

  /** What somebody thinks of a violation that was not put aside. */
  public Optional<String> mark(Violation violation) {
    return Optional.ofNullable(remarks.marks().get(violation.fingerprint()));
  }

  /** What somebody remarks on a step, 0-based, of the shortest path of a violation. */
  public Optional<String> note(Violation violation, int step) {
    return Optional.ofNullable(remarks.notes().get(violation.id() + "#" + (step + 1)));
  }

  /** The violations to be told in full: not put aside. */
  public List<Violation> shown() {
    return report.violations().stream().filter(one -> suppression(one).isEmpty()).toList();
  }

  public List<Violation> suppressed() {
    return report.violations().stream().filter(one -> suppression(one).isPresent()).toList();
  }

  /** How a violation relates to the earlier report; empty without one. */
  public Optional<BaselineComparison.State> state(Violation violation) {
    return comparison.map(all -> all.state(violation));
  }

  /** Results by driver, drivers in order. */
  Map<String, List<RuleResult>> byDriver() {
    Map<String, List<RuleResult>> grouped = new LinkedHashMap<>();
    for (String driver : report.drivers()) {
      grouped.put(
          driver, report.results().stream().filter(r -> r.driver().equals(driver)).toList());
    }
    return grouped;
  }
}
