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
import org.sosy_lab.java_smt.api.BooleanFormula;
import org.sosy_lab.java_smt.api.BooleanFormulaManager;
import org.sosy_lab.java_smt.api.FormulaManager;
import org.sosy_lab.java_smt.api.IntegerFormulaManager;
import org.sosy_lab.java_smt.api.NumeralFormula.IntegerFormula;

/**
 * Writes values of C's integers as linear integer formulas. Every value is a number in the range of
 * its type, 64-bit unsigned ones as the signed number with the same bits; what leaves the range is
 * brought back by a multiple of 2 to the power of the width. Operations that are not linear are
 * unknowns, equal for equal operands.
 */
final class Encoding {
  private final IntegerFormulaManager integers;
  private final BooleanFormulaManager booleans;
  private final Map<Value, IntegerFormula> known = new HashMap<>();
  private final List<BooleanFormula> definitions = new ArrayList<>();
  private final List<BooleanFormula> withoutOverflow = new ArrayList<>();
  private boolean exact = true;
  private int fresh;

  Encoding(FormulaManager formulas) {
    this.integers = formulas.getIntegerFormulaManager();
    this.booleans = formulas.getBooleanFormulaManager();
  }

  /** Whether no operation had to be an unknown so far. */
  boolean isExact() {
    return exact;
  }

  /** What has to hold for the formulas made so far to mean what they say. */
  List<BooleanFormula> definitions() {
    return definitions;
  }

  /** What holds where no sum, difference or product so far leaves its type. */
  List<BooleanFormula> withoutOverflow() {
    return withoutOverflow;
  }

  /** That {@code value} lies in {@code range}. */
  BooleanFormula holds(Value value, RangeSet range) {
    Optional<BooleanFormula> comparison = comparison(value);
    if (comparison.isPresent()) {
      boolean zero = range.contains(0);
      boolean one = range.contains(1);
      return zero == one
          ? booleans.makeBoolean(zero)
          : one ? comparison.get() : booleans.not(comparison.get());
    }
    return within(term(value), range);
  }

  private BooleanFormula within(IntegerFormula term, RangeSet range) {
    List<BooleanFormula> parts = new ArrayList<>();
    for (RangeSet.Interval interval : range.intervals()) {
      parts.add(
          booleans.and(
              integers.greaterOrEquals(term, number(interval.low())),
              integers.lessOrEquals(term, number(interval.high()))));
    }
    return booleans.or(parts);
  }

  private IntegerFormula number(long value) {
    return integers.makeNumber(BigInteger.valueOf(value));
  }

  private IntegerFormula power(int exponent) {
    return integers.makeNumber(BigInteger.TWO.pow(exponent));
  }

  private IntegerFormula unknown() {
    return integers.makeVariable("v" + fresh++);
  }

  private Optional<BooleanFormula> comparison(Value value) {
    if (!(value instanceof Value.Operation operation) || !Value.isComparison(operation.name())) {
      return Optional.empty();
    }
    boolean wideUnsigned = operation.bits() >= 64 && !operation.signed();
    boolean order = !operation.name().equals("==") && !operation.name().equals("!=");
    IntegerFormula left = term(operation.operands().get(0));
    IntegerFormula right = term(operation.operands().get(1));
    if (wideUnsigned && order) {
      left = unsigned(left);
      right = unsigned(right);
    }
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

  /** The 64 bits of {@code term} as an unsigned number. */
  private IntegerFormula unsigned(IntegerFormula term) {
    return booleans.ifThenElse(
        integers.greaterOrEquals(term, number(0)), term, integers.add(term, power(64)));
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
      case Symbol symbol ->
          bounded(
              symbol.isPointer() ? RangeSet.ALL : RangeSet.ofType(symbol.bits(), symbol.signed()));
      case Value.Operation operation -> operation(operation);
      case Value.Pointer _, Value.Function _, Value.Text _ -> bounded(RangeSet.ALL.without(0));
    };
  }

  private IntegerFormula bounded(RangeSet range) {
    IntegerFormula variable = unknown();
    definitions.add(within(variable, range));
    return variable;
  }

  private IntegerFormula operation(Value.Operation operation) {
    if (Value.isComparison(operation.name())) {
      return booleans.ifThenElse(comparison(operation).orElseThrow(), number(1), number(0));
    }
    List<Value> operands = operation.operands();
    if (operation.name().equals("cast")) {
      return wrapped(term(operands.getFirst()), operation);
    }
    if (operation.name().equals("~")) {
      return wrapped(integers.subtract(number(-1), term(operands.getFirst())), operation);
    }
    boolean isFunction = operands.size() == 1;
    if (operands.size() == 2) {
      IntegerFormula left = term(operands.get(0));
      if (operation.name().equals("+")) {
        return arithmetic(integers.add(left, term(operands.get(1))), operation);
      }
      if (operation.name().equals("-")) {
        return arithmetic(integers.subtract(left, term(operands.get(1))), operation);
      }
      if (operands.get(1) instanceof Value.Number number) {
        Optional<IntegerFormula> made = byConstant(operation, left, number.value());
        if (made.isPresent()) {
          return made.get();
        }
      }
    }
    exact &= isFunction;
    return bounded(RangeSet.ofType(operation.bits(), operation.signed()));
  }

  /** An operation whose second operand is a number. */
  private Optional<IntegerFormula> byConstant(
      Value.Operation operation, IntegerFormula left, long by) {
    int bits = Math.min(64, operation.bits());
    boolean shift = by >= 0 && by < bits;
    boolean divisor = by > 0 && !operation.signed();
    return switch (operation.name()) {
      case "*" -> Optional.of(arithmetic(integers.multiply(left, number(by)), operation));
      case "<<" ->
          shift
              ? Optional.of(wrapped(integers.multiply(left, power((int) by)), operation))
              : Optional.empty();
      case ">>" ->
          shift
              ? Optional.of(quotient(dividend(left, operation), power((int) by)))
              : Optional.empty();
      case "/" ->
          divisor ? Optional.of(quotient(dividend(left, operation), number(by))) : Optional.empty();
      case "%" ->
          divisor ? Optional.of(rest(dividend(left, operation), number(by))) : Optional.empty();
      case "&", "|", "^" -> {
        BigInteger mask =
            BigInteger.valueOf(by).and(BigInteger.TWO.pow(bits).subtract(BigInteger.ONE));
        yield masked(left, mask).map(and -> bitwise(operation, left, mask, and));
      }
      default -> Optional.empty();
    };
  }

  /** {@code left | mask} is {@code left + mask - (left & mask)}; for {@code ^} subtracted twice. */
  private IntegerFormula bitwise(
      Value.Operation operation, IntegerFormula left, BigInteger mask, IntegerFormula and) {
    IntegerFormula sum = integers.add(left, integers.makeNumber(mask));
    return wrapped(
        switch (operation.name()) {
          case "&" -> and;
          case "|" -> integers.subtract(sum, and);
          default -> integers.subtract(sum, integers.multiply(and, number(2)));
        },
        operation);
  }

  private IntegerFormula rest(IntegerFormula left, IntegerFormula by) {
    return integers.subtract(left, integers.multiply(quotient(left, by), by));
  }

  private IntegerFormula dividend(IntegerFormula left, Value.Operation operation) {
    return operation.bits() >= 64 && !operation.signed() ? unsigned(left) : left;
  }

  /** {@code left} divided by a positive number, rounded down. */
  private IntegerFormula quotient(IntegerFormula left, IntegerFormula by) {
    IntegerFormula whole = unknown();
    IntegerFormula rest = integers.subtract(left, integers.multiply(whole, by));
    definitions.add(integers.greaterOrEquals(rest, number(0)));
    definitions.add(integers.lessThan(rest, by));
    return whole;
  }

  /** The bits of {@code left} under a mask whose bits are neighbours, as a number from 0 up. */
  private Optional<IntegerFormula> masked(IntegerFormula left, BigInteger mask) {
    if (mask.signum() == 0) {
      return Optional.of(number(0));
    }
    int low = mask.getLowestSetBit();
    int high = mask.bitLength();
    if (mask.bitCount() != high - low) {
      return Optional.empty();
    }
    IntegerFormula shifted = low == 0 ? left : quotient(left, power(low));
    IntegerFormula above = quotient(shifted, power(high - low));
    IntegerFormula kept = integers.subtract(shifted, integers.multiply(above, power(high - low)));
    return Optional.of(integers.multiply(kept, power(low)));
  }

  /** A result that C lets wrap only for unsigned types: what hangs on it is noted. */
  private IntegerFormula arithmetic(IntegerFormula result, Value.Operation operation) {
    IntegerFormula wrapped = wrapped(result, operation);
    withoutOverflow.add(integers.equal(wrapped, result));
    return wrapped;
  }

  /** {@code result} in the range of the operation's type. */
  private IntegerFormula wrapped(IntegerFormula result, Value.Operation operation) {
    int bits = Math.min(64, operation.bits());
    IntegerFormula inRange = bounded(RangeSet.ofType(bits, operation.signed()));
    definitions.add(
        integers.equal(inRange, integers.add(result, integers.multiply(unknown(), power(bits)))));
    return inRange;
  }
}
