package dev.irpscope.analysis.feasibility;

import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.List;
import org.sosy_lab.common.configuration.Configuration;
import org.sosy_lab.common.configuration.InvalidConfigurationException;
import org.sosy_lab.java_smt.SolverContextFactory;
import org.sosy_lab.java_smt.SolverContextFactory.Solvers;
import org.sosy_lab.java_smt.api.BooleanFormula;
import org.sosy_lab.java_smt.api.ProverEnvironment;
import org.sosy_lab.java_smt.api.SolverContext;
import org.sosy_lab.java_smt.api.SolverException;

/**
 * Asks SMTInterpol whether the conditions of a path have a common solution in the integers. What is
 * linear in C's integers is exact, wrapping included; every other operation is an unknown of its
 * own, equal for equal operands, so that no possible path is refuted. A fresh solver for each
 * question: answers do not depend on what was asked before.
 */
public final class PathSolver {
  /** The solver's answer. */
  public enum Answer {
    /** There is a solution without overflow, and every condition was translated exactly. */
    FEASIBLE,
    /** There is no contradiction in what was translated. */
    NOT_REFUTED,
    /** The solver was stopped before it knew. */
    UNDECIDED,
    REFUTED
  }

  /**
   * Steps of the solver for a question, and for each of its constraints. The public drivers that
   * were measured need at most 800 and 20.
   */
  private static final int STEPS = 2000;

  private static final int STEPS_EACH = 40;

  /** {@code value} lies in {@code range}. */
  public record Constraint(Value value, RangeSet range) {}

  /** Whether all constraints can hold together. */
  public Answer ask(List<Constraint> constraints) {
    SolverEffort effort = new SolverEffort(STEPS + STEPS_EACH * constraints.size());
    try (SolverContext context =
        SolverContextFactory.createSolverContext(
            Configuration.defaultConfiguration(),
            effort.log(),
            effort.notifier(),
            Solvers.SMTINTERPOL)) {
      return ask(context, constraints);
    } catch (InvalidConfigurationException | SolverException e) {
      return Answer.NOT_REFUTED;
    } catch (InterruptedException e) {
      if (!effort.isSpent()) {
        Thread.currentThread().interrupt();
      }
      return Answer.UNDECIDED;
    }
  }

  private static Answer ask(SolverContext context, List<Constraint> constraints)
      throws SolverException, InterruptedException {
    Encoding encoding = new Encoding(context.getFormulaManager());
    List<BooleanFormula> formulas = new ArrayList<>();
    for (Constraint constraint : constraints) {
      formulas.add(encoding.holds(constraint.value(), constraint.range()));
    }
    formulas.addAll(encoding.definitions());
    try (ProverEnvironment prover = context.newProverEnvironment()) {
      for (BooleanFormula formula : formulas) {
        prover.addConstraint(formula);
      }
      if (prover.isUnsat()) {
        return Answer.REFUTED;
      }
      if (!encoding.isExact()) {
        return Answer.NOT_REFUTED;
      }
      if (encoding.withoutOverflow().isEmpty()) {
        return Answer.FEASIBLE;
      }
      for (BooleanFormula formula : encoding.withoutOverflow()) {
        prover.addConstraint(formula);
      }
      return prover.isUnsat() ? Answer.NOT_REFUTED : Answer.FEASIBLE;
    }
  }
}
