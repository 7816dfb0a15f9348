package dev.irpscope.analysis.feasibility;

import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sosy_lab.common.ShutdownManager;
import org.sosy_lab.common.configuration.Configuration;
import org.sosy_lab.common.configuration.InvalidConfigurationException;
import org.sosy_lab.common.log.LogManager;
import org.sosy_lab.java_smt.SolverContextFactory;
import org.sosy_lab.java_smt.SolverContextFactory.Solvers;
import org.sosy_lab.java_smt.api.BooleanFormula;
import org.sosy_lab.java_smt.api.BooleanFormulaManager;
import org.sosy_lab.java_smt.api.IntegerFormulaManager;
import org.sosy_lab.java_smt.api.NumeralFormula.IntegerFormula;
import org.sosy_lab.java_smt.api.ProverEnvironment;
import org.sosy_lab.java_smt.api.SolverContext;
import org.sosy_lab.java_smt.api.SolverException;

/**
 * Asks SMTInterpol whether the conditions of a path have a common solution in the integers.
 * Comparisons, sums and differences are exact; every other operation is an unknown of its own,
 * equal for equal operands, so that no possible path is refuted. A fresh solver for each question:
 * answers do not depend on what was asked before.
 */
public final class PathSolver {
  /** The solver's answer. */
  public enum Answer {
    /** There is a solution, and every condition was translated exactly. */
    FEASIBLE,
    /** There is no contradiction in what was translated. */
    NOT_REFUTED,
    REFUTED
  }

  /** {@code value} lies in {@code range}. */
  public record Constraint(Value value, RangeSet range) {}

  /** Whether all constraints can hold together. */
  public Answer ask(List<Constraint> constraints) {
    try (SolverContext context =
        SolverContextFactory.createSolverContext(
            Configuration.defaultConfiguration(),
            LogManager.createNullLogManager(),
            ShutdownManager.create().getNotifier(),
            Solvers.SMTINTERPOL)) {
      return new Query(context).ask(constraints);
    } catch (InvalidConfigurationException | SolverException e) {
      return Answer.NOT_REFUTED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.NOT_REFUTED;
    }
  }

  /** One question. */
  private static final class Query {
    private final SolverContext context;
    private final IntegerFormulaManager integers;
    private final BooleanFormulaManager booleans;
    private final Map<Value, IntegerFormula> known = new HashMap<>();
    private final List<BooleanFormula> bounds = new ArrayList<>();
    private boolean exact = true;

    Query(SolverContext context) {
      this.context = context;
      this.integers = context.getFormulaManager().getIntegerFormulaManager();
      this.booleans = context.getFormulaManager().getBooleanFormulaManager();
    }

    Answer ask(List<Constraint> constraints) throws SolverException, InterruptedException {
      List<BooleanFormula> formulas = new ArrayList<>();
      for (Constraint constraint : constraints) {
        formulas.add(holds(constraint));
      }
      formulas.addAll(bounds);
      try (ProverEnvironment prover = context.newProverEnvironment()) {
        for (BooleanFormula formula : formulas) {
          prover.addConstraint(formula);
        }
        return prover.isUnsat() ? Answer.REFUTED : exact ? Answer.FEASIBLE : Answer.NOT_REFUTED;
      }
    }

    private BooleanFormula holds(Constraint constraint) {
      Optional<BooleanFormula> comparison = comparison(constraint.value());
      if (comparison.isPresent()) {
        RangeSet range = constraint.range();
        boolean zero = range.contains(0);
        boolean one = range.contains(1);
        return zero == one
            ? booleans.makeBoolean(zero)
            : one ? comparison.get() : booleans.not(comparison.get());
      }
      return within(term(constraint.value()), constraint.range());
    }

    private BooleanFormula within(IntegerFormula term, RangeSet range) {
      List<BooleanFormula> parts = new ArrayList<>();
      for (RangeSet.Interval interval : range.intervals()) {
        List<BooleanFormula> sides = new ArrayList<>();
        if (interval.low() == interval.high()) {
          sides.add(integers.equal(term, number(interval.low())));
        } else {
          if (interval.low() != Long.MIN_VALUE) {
            sides.add(integers.greaterOrEquals(term, number(interval.low())));
          }
          if (interval.high() != Long.MAX_VALUE) {
            sides.add(integers.lessOrEquals(term, number(interval.high())));
          }
        }
        parts.add(booleans.and(sides));
      }
      return booleans.or(parts);
    }

    private IntegerFormula number(long value) {
      return integers.makeNumber(BigInteger.valueOf(value));
    }

    private Optional<BooleanFormula> comparison(Value value) {
      if (!(value instanceof Value.Operation operation) || !Value.isComparison(operation.name())) {
        return Optional.empty();
      }
      IntegerFormula left = term(operation.operands().get(0));
      IntegerFormula right = term(operation.operands().get(1));
      return Optional.of(
          switch (operation.name()) {
            case "==" -> integers.equal(left, right);
            case "!=" -> booleans.not(integers.equal(left, right));
            case "<" -> integers.lessThan(left, right);
            case "<=" -> integers.lessOrEquals(left, right);
            case ">" -> integers.greaterThan(left, right);
            default -> integers.greaterOrEquals(left, right);
          });
    }

    private IntegerFormula term(Value value) {
      IntegerFormula made = known.get(value);
      if (made == null) {
        made = make(value);
        known.put(value, made);
      }
      return made;
    }

    private IntegerFormula make(Value value) {
      return switch (value) {
        case Value.Number number -> number(number.value());
        case Symbol symbol -> {
          IntegerFormula variable = integers.makeVariable("s" + known.size());
          if (!symbol.isPointer() && symbol.bits() < 64) {
            bounds.add(within(variable, RangeSet.ofType(symbol.bits(), symbol.signed())));
          }
          yield variable;
        }
        case Value.Operation operation -> operation(operation);
        case Value.Pointer _, Value.Function _, Value.Text _ -> {
          IntegerFormula address = integers.makeVariable("a" + known.size());
          bounds.add(booleans.not(integers.equal(address, number(0))));
          yield address;
        }
      };
    }

    private IntegerFormula operation(Value.Operation operation) {
      if (Value.isComparison(operation.name())) {
        return booleans.ifThenElse(comparison(operation).orElseThrow(), number(1), number(0));
      }
      List<Value> operands = operation.operands();
      if (operands.size() == 2 && operation.bits() >= 32) {
        switch (operation.name()) {
          case "+" -> {
            exact = false;
            return integers.add(term(operands.get(0)), term(operands.get(1)));
          }
          case "-" -> {
            exact = false;
            return integers.subtract(term(operands.get(0)), term(operands.get(1)));
          }
          default -> {}
        }
      }
      exact = false;
      IntegerFormula unknown = integers.makeVariable("o" + known.size());
      if (operation.bits() < 64) {
        bounds.add(within(unknown, RangeSet.ofType(operation.bits(), operation.signed())));
      }
      return unknown;
    }
  }
}
