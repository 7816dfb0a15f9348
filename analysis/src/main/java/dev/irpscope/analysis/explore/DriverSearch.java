package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Answers for one driver, rule by rule. Safe for use by several threads. */
public final class DriverSearch {
  private final CodeModel model;
  private final Limits limits;

  /** All DDIs that are called. */
  private final Set<String> called = new HashSet<>();

  public DriverSearch(
      Program program, List<TranslationUnit> units, WdkConstants constants, Limits limits) {
    this.model = new CodeModel(program, units, constants);
    this.limits = limits;
    for (ControlFlowGraph graph : program.functions()) {
      called.addAll(model.calls().ddis(graph.key()));
    }
  }

  /**
   * The verdict on one rule and, for each violation, its paths, the shortest first.
   *
   * @param paths by violation id
   */
  public record Answer(Verdict verdict, Map<String, List<Counterexample>> paths) {
    static Answer of(Verdict verdict) {
      return new Answer(verdict, Map.of());
    }
  }

  /** Searches for one rule; needs a large stack. Never throws on what the driver contains. */
  public Answer search(Monitor monitor, Progress progress) {
    Rule rule = monitor.rule();
    Optional<String> notFor =
        rule.inapplicable(EntrySpec.facts(model.program().facts()))
            .or(() -> monitor.watched().notCalled(called));
    if (notFor.isPresent()) {
      return Answer.of(new Verdict.NotApplicable(notFor.get()));
    }
    try {
      return answer(rule, RuleSearch.search(model, monitor, limits, progress));
    } catch (StackOverflowError | OutOfMemoryError e) {
      return outOfMemory(model.program().name(), rule);
    }
  }

  /** The answer for a driver or a rule for which there was not enough memory. */
  public static Answer outOfMemory(String driver, Rule rule) {
    return Answer.of(
        new Verdict.Failed(
            Diagnostic.of(
                "SEARCH-OUT-OF-MEMORY",
                Diagnostic.Severity.ERROR,
                driver,
                "The search for "
                    + rule.name()
                    + " needed more memory than there is; other rules are not affected.")));
  }

  private Answer answer(Rule rule, RuleSearch.Result result) {
    List<Violation> violations = new ArrayList<>();
    Map<String, List<Counterexample>> paths = new LinkedHashMap<>();
    Fingerprints fingerprints = new Fingerprints(model.program().name(), rule.name());
    for (RuleSearch.Found found : result.findings()) {
      String fingerprint = fingerprints.of(found);
      Violation violation =
          new Violation(
              fingerprint.substring(0, 10),
              fingerprint,
              model.program().name(),
              rule.name(),
              switch (found.severity()) {
                case DEFECT -> Violation.Severity.DEFECT;
                case PRACTICE -> Violation.Severity.PRACTICE;
                case HINT -> Violation.Severity.HINT;
              },
              found.function(),
              found.site(),
              found.opening(),
              found.entries(),
              found.paths().getFirst(),
              found.pathCount());
      violations.add(violation);
      paths.put(violation.id(), found.paths());
    }
    return new Answer(verdict(result, violations), paths);
  }

  private Verdict verdict(RuleSearch.Result result, List<Violation> violations) {
    if (result.cancelled()) {
      return new Verdict.Inconclusive(
          Verdict.Cause.CANCELLED, "Stopped by you.", violations, result.limits());
    }
    if (result.exhausted()) {
      return new Verdict.Inconclusive(
          Verdict.Cause.STEP_BUDGET_EXHAUSTED,
          "The search spent its budget of states without having seen everything.",
          violations,
          result.limits());
    }
    if (!result.unjudged().isEmpty()) {
      return new Verdict.Inconclusive(
          Verdict.Cause.STEP_BUDGET_EXHAUSTED,
          "In "
              + String.join(", ", result.unjudged())
              + " something may break the rule, but every path to it that was tried contradicts"
              + " itself.",
          violations,
          result.limits());
    }
    if (!violations.isEmpty()) {
      return new Verdict.Violated(violations, result.limits());
    }
    return result.routines() > 0
        ? new Verdict.NoneFound(result.routines(), result.limits())
        : new Verdict.NotApplicable(
            "No routine of this driver is known to be one that the rule looks at.");
  }
}
