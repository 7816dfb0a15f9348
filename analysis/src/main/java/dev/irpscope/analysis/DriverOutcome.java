package dev.irpscope.analysis;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.report.EntryRoutine;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.DriverSources;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.List;
import java.util.Map;

/**
 * What is known of one driver once its program is let go.
 *
 * @param isDriver whether it is one; if not, there are no results
 * @param functions those with a graph, sorted
 * @param paths by violation
 */
record DriverOutcome(
    DriverSources driver,
    boolean isDriver,
    List<FunctionKey> functions,
    List<EntryRoutine> entries,
    List<Diagnostic> diagnostics,
    List<RuleResult> results,
    Map<String, List<Counterexample>> paths) {
  DriverOutcome {
    functions = List.copyOf(functions);
    entries = List.copyOf(entries);
    diagnostics = List.copyOf(diagnostics);
    results = List.copyOf(results);
  }
}
