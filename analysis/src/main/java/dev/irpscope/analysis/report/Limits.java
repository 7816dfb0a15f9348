package dev.irpscope.analysis.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Many rules share a limit of their answers; it is told once, with the rules. */
final class Limits {
  private Limits() {}

  /** Names of the rules by limit, limits in the order first met. */
  static Map<String, List<String>> rulesByLimit(List<RuleResult> results) {
    Map<String, List<String>> rules = new LinkedHashMap<>();
    for (RuleResult result : results) {
      for (String limit : result.verdict().limits()) {
        List<String> named = rules.computeIfAbsent(limit, _ -> new ArrayList<>());
        if (!named.contains(result.rule())) {
          named.add(result.rule());
        }
      }
    }
    return rules;
  }
}
