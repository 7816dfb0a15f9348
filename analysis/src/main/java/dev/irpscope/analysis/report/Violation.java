package dev.irpscope.analysis.report;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.List;
import java.util.Optional;

/**
 * One finding: (driver, rule, opening site, violating site).
 *
 * @param id short, stable for equal input, unique in the report: what {@code --violation} takes
 * @param fingerprint stable across unrelated edits: no line numbers in it
 * @param function the function that contains the violating site
 * @param opening where the obligation was created
 * @param entries the entry routines that reach it, with major and minor code
 * @param shortest its shortest path; {@code pathCount} counts all that were found
 */
public record Violation(
    String id,
    String fingerprint,
    String driver,
    String rule,
    Severity severity,
    FunctionKey function,
    Span site,
    Optional<Span> opening,
    List<String> entries,
    Counterexample shortest,
    int pathCount) {
  /** Class of the rule, or of the transition that reported. */
  public enum Severity {
    DEFECT,
    PRACTICE,
    HINT
  }

  public Violation {
    entries = List.copyOf(entries);
  }

  public String message() {
    return shortest.message();
  }
}
