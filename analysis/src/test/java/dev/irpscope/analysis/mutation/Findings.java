package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What was found in a driver, without lines: how often each rule is broken in each function, and
 * each rule's verdict.
 *
 * @param counts by rule and function
 * @param byEntry by rule and entry routine
 * @param verdicts by rule
 * @param unread functions that were not read whole, and errors
 */
record Findings(
    Map<String, Integer> counts,
    Map<String, Integer> byEntry,
    Map<String, String> verdicts,
    List<String> unread) {
  Findings {
    byEntry = new TreeMap<>(byEntry);
    counts = new TreeMap<>(counts);
    verdicts = new TreeMap<>(verdicts);
    unread = List.copyOf(unread);
  }

  static Findings of(AnalysedFolder folder, Map<String, String> renamed) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, Integer> byEntry = new TreeMap<>();
    for (Violation one : folder.report().violations()) {
      if (one.severity() != Violation.Severity.HINT) {
        String function = one.function().name();
        counts.merge(
            one.rule() + " in " + renamed.getOrDefault(function, function), 1, Integer::sum);
        Set<String> entries = new TreeSet<>();
        one.entries().forEach(entry -> entries.add(entry.replaceFirst("\\W.*", "")));
        entries.add(function);
        entries.forEach(entry -> byEntry.merge(key(one.rule(), entry), 1, Integer::sum));
      }
    }
    Map<String, String> verdicts = new TreeMap<>();
    for (RuleResult one : folder.report().results()) {
      verdicts.merge(one.rule(), kind(one.verdict()), (a, b) -> a + ", " + b);
    }
    List<String> unread = new ArrayList<>();
    for (FunctionCoverage one : folder.coverage().functions()) {
      if (one.status() != FunctionCoverage.Status.ANALYSED) {
        unread.add(one.function() + ": " + one.reason());
      }
    }
    for (Diagnostic one : folder.coverage().diagnostics()) {
      if (one.severity() == Diagnostic.Severity.ERROR) {
        unread.add(one.path() + ": " + one.message());
      }
    }
    return new Findings(counts, byEntry, verdicts, unread);
  }

  private static String kind(Verdict verdict) {
    return verdict.getClass().getSimpleName();
  }

  boolean applies(String rule) {
    String verdict = verdicts.getOrDefault(rule, "NotApplicable");
    return !verdict.equals("NotApplicable");
  }

  private static String key(String rule, String entry) {
    return rule + " from " + entry;
  }

  /** A finding of the rule in or from one of the functions that the others have not. */
  boolean hasNew(String rule, Set<String> functions, Findings before) {
    return functions.stream()
        .map(function -> key(rule, function))
        .anyMatch(key -> byEntry.getOrDefault(key, 0) > before.byEntry.getOrDefault(key, 0));
  }

  /** What differs, one a line. */
  List<String> differences(Findings before) {
    List<String> all = new ArrayList<>();
    differences("findings", before.counts, counts, all);
    differences("verdict", before.verdicts, verdicts, all);
    return all;
  }

  private static <T> void differences(
      String what, Map<String, T> before, Map<String, T> after, List<String> all) {
    Map<String, T> keys = new TreeMap<>(before);
    keys.putAll(after);
    for (String key : keys.keySet()) {
      String was = String.valueOf(before.get(key));
      String is = String.valueOf(after.get(key));
      if (!was.equals(is)) {
        all.add(key + ": " + what + " " + was + " -> " + is);
      }
    }
  }
}
