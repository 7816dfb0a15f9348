package dev.irpscope.analysis.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An earlier report: what it found, and its verdicts by driver and rule.
 *
 * @param verdicts words of {@link VerdictWords#kind}, by {@link BaselineComparison#key}
 */
public record Baseline(List<Finding> findings, Map<String, String> verdicts) {
  /** One finding of an earlier report; {@code line} is 1-based, 0 if it had none. */
  public record Finding(
      String fingerprint,
      String driver,
      String rule,
      String level,
      String file,
      int line,
      String function,
      String message) {}

  /** The text is not a report of ours. */
  public static final class NotAReportException extends Exception {
    private static final long serialVersionUID = 1L;

    NotAReportException(String message) {
      super(message);
    }
  }

  public Baseline {
    findings = List.copyOf(findings);
    verdicts = Map.copyOf(verdicts);
  }

  /** Reads a SARIF or JSON report that IrpScope wrote. */
  public static Baseline read(String text) throws NotAReportException {
    JsonNode root;
    try {
      root = JsonMapper.builder().build().readTree(text);
    } catch (JacksonException _) {
      throw new NotAReportException("it is not JSON");
    }
    if (root.has("runs")) {
      return fromSarif(root);
    }
    if (root.path("format").asString("").equals(JsonReport.FORMAT)) {
      return fromJson(root);
    }
    throw new NotAReportException("it is neither SARIF nor a JSON report of IrpScope");
  }

  private static Baseline fromSarif(JsonNode root) {
    List<Finding> findings = new ArrayList<>();
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (JsonNode run : root.path("runs")) {
      for (JsonNode result : run.path("results")) {
        String driver = result.path("properties").path("driver").asString("");
        String rule = result.path("ruleId").asString("");
        String kind = result.path("kind").asString("fail");
        boolean absent = result.path("baselineState").asString("").equals("absent");
        if (!absent) {
          verdicts.putIfAbsent(BaselineComparison.key(driver, rule), kind);
        }
        if (kind.equals("fail") && !absent) {
          findings.add(fromSarif(result, driver, rule));
        }
      }
    }
    return new Baseline(findings, verdicts);
  }

  private static Finding fromSarif(JsonNode result, String driver, String rule) {
    JsonNode location = result.path("locations").path(0);
    JsonNode physical = location.path("physicalLocation");
    return new Finding(
        result.path("partialFingerprints").path(SarifReport.FINGERPRINT).asString(""),
        driver,
        rule,
        result.path("level").asString("warning"),
        SarifPlaces.decoded(physical.path("artifactLocation").path("uri").asString("")),
        physical.path("region").path("startLine").asInt(0),
        location.path("logicalLocations").path(0).path("name").asString(""),
        result.path("message").path("text").asString(""));
  }

  private static Baseline fromJson(JsonNode root) {
    List<Finding> findings = new ArrayList<>();
    for (JsonNode one : root.path("violations")) {
      findings.add(
          new Finding(
              one.path("fingerprint").asString(""),
              one.path("driver").asString(""),
              one.path("rule").asString(""),
              one.path("level").asString("warning"),
              one.path("file").asString(""),
              one.path("line").asInt(0),
              one.path("function").asString(""),
              one.path("message").asString("")));
    }
    Map<String, String> verdicts = new LinkedHashMap<>();
    for (JsonNode one : root.path("verdicts")) {
      verdicts.putIfAbsent(
          BaselineComparison.key(one.path("driver").asString(""), one.path("rule").asString("")),
          one.path("kind").asString(""));
    }
    return new Baseline(findings, verdicts);
  }

  /** Puts a later report beside this one. Violations are the same when their fingerprints are. */
  public BaselineComparison compare(AnalysisReport report) {
    Map<String, Integer> known = new HashMap<>();
    findings.forEach(finding -> known.merge(finding.fingerprint(), 1, Integer::sum));
    Map<String, BaselineComparison.State> states = new LinkedHashMap<>();
    Set<String> met = new LinkedHashSet<>();
    for (Violation violation : report.violations()) {
      boolean there = known.merge(violation.fingerprint(), -1, Integer::sum) >= 0;
      states.put(
          violation.id(),
          there ? BaselineComparison.State.STILL_THERE : BaselineComparison.State.NEW);
      met.add(violation.fingerprint());
    }
    List<Finding> gone = new ArrayList<>();
    List<Finding> unchecked = new ArrayList<>();
    for (Finding finding : findings) {
      if (!met.contains(finding.fingerprint())) {
        (isChecked(finding, report) ? gone : unchecked).add(finding);
      }
    }
    return new BaselineComparison(states, gone, unchecked, changes(report));
  }

  /** Whether this report could have given the finding: its rule was searched to the end. */
  private static boolean isChecked(Finding finding, AnalysisReport report) {
    List<RuleResult> ofRule =
        report.results().stream().filter(r -> r.rule().equals(finding.rule())).toList();
    boolean unfinished =
        ofRule.stream()
            .filter(result -> result.driver().equals(finding.driver()))
            .anyMatch(result ->
                result.verdict() instanceof Verdict.Inconclusive
                    || result.verdict() instanceof Verdict.Failed);
    return !ofRule.isEmpty() && !unfinished && !report.stopped();
  }

  private Map<String, BaselineComparison.VerdictChange> changes(AnalysisReport report) {
    Map<String, BaselineComparison.VerdictChange> changes = new LinkedHashMap<>();
    for (RuleResult result : report.results()) {
      String key = BaselineComparison.key(result.driver(), result.rule());
      String before = verdicts.getOrDefault(key, "");
      changes.put(
          key,
          before.isEmpty()
              ? BaselineComparison.VerdictChange.NEW
              : before.equals(VerdictWords.kind(result.verdict()))
                  ? BaselineComparison.VerdictChange.SAME
                  : BaselineComparison.VerdictChange.CHANGED);
    }
    return changes;
  }
}
