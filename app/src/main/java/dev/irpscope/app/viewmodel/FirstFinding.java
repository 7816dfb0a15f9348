package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Violation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The finding that is opened while an analysis still runs: of the first rule that is broken, once
 * all rules before it are finished, so that it is the same one each time.
 */
final class FirstFinding {
  private FirstFinding() {}

  /**
   * @param results those of finished rules, in the order in which they came
   * @param order the names of rules as they are searched
   */
  static Optional<Violation> of(List<RuleResult> results, List<String> order) {
    if (results.isEmpty()) {
      return Optional.empty();
    }
    String driver = results.getFirst().driver();
    Map<String, RuleResult> finished = new HashMap<>();
    results.stream()
        .filter(result -> result.driver().equals(driver))
        .forEach(result -> finished.put(result.rule(), result));
    for (String rule : order) {
      RuleResult result = finished.get(rule);
      if (result == null) {
        return Optional.empty();
      }
      Optional<Violation> defect =
          result.verdict().found().stream()
              .filter(violation -> violation.severity() == Violation.Severity.DEFECT)
              .min(
                  Comparator.comparingInt((Violation v) -> v.shortest().steps().size())
                      .thenComparing(Violation::site)
                      .thenComparing(Violation::id));
      if (defect.isPresent()) {
        return defect;
      }
    }
    return Optional.empty();
  }
}
