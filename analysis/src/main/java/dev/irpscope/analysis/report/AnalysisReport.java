package dev.irpscope.analysis.report;

import java.util.List;

/**
 * The result of one analysis of a folder.
 *
 * @param folder the opened folder's name, without its path
 * @param drivers names, in order
 * @param results one per driver and rule, drivers in order, rules by name
 * @param stopped whether the user stopped it before the end
 */
public record AnalysisReport(
    String folder,
    List<String> drivers,
    List<RuleResult> results,
    List<EntryRoutine> entries,
    Coverage coverage,
    boolean stopped) {
  public AnalysisReport {
    drivers = List.copyOf(drivers);
    results = List.copyOf(results);
    entries = List.copyOf(entries);
  }

  /** All findings, drivers in order, then by rule, file and line. */
  public List<Violation> violations() {
    return results.stream().flatMap(r -> r.verdict().found().stream()).toList();
  }
}
