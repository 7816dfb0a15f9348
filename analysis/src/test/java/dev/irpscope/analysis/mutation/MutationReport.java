package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.mutation.MutationRun.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts outcomes by rule and lists what went wrong. */
final class MutationReport {
  private MutationReport() {}

  static String of(List<Outcome> outcomes) {
    Map<String, int[]> byRule = new TreeMap<>();
    int kept = 0;
    int changed = 0;
    StringBuilder wrong = new StringBuilder();
    for (Outcome one : outcomes) {
      if (one.mutant().breaks()) {
        for (String rule : one.rules()) {
          int[] counts = byRule.computeIfAbsent(rule, _ -> new int[2]);
          counts[0]++;
          counts[1] += one.missed().contains(rule) ? 0 : 1;
        }
      } else {
        kept++;
        changed += one.isRight() ? 0 : 1;
      }
      if (!one.isRight()) {
        wrong.append(line(one));
      }
    }
    StringBuilder out = new StringBuilder();
    out.append("%-50s %7s %7s%n".formatted("rule", "mutants", "caught"));
    int mutants = 0;
    int caught = 0;
    for (Map.Entry<String, int[]> entry : byRule.entrySet()) {
      mutants += entry.getValue()[0];
      caught += entry.getValue()[1];
      out.append(
          "%-50s %7d %7d%n".formatted(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
    }
    out.append("%-50s %7d %7d%n".formatted("all", mutants, caught));
    out.append("%-50s %7d %7d%n".formatted("preserving, verdicts kept", kept, kept - changed));
    return out.append(wrong).toString();
  }

  static String line(Outcome one) {
    StringBuilder out = new StringBuilder();
    out.append(one.mutant().breaks() ? "MISSED  " : "CHANGED ").append(one.mutant().title());
    out.append(one.missed().isEmpty() ? "" : " " + one.missed()).append('\n');
    one.problems().forEach(problem -> out.append("        ").append(problem).append('\n'));
    return out.toString();
  }
}
