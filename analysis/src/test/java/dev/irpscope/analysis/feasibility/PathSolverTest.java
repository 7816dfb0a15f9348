package dev.irpscope.analysis.feasibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.feasibility.PathSolver.Answer;
import dev.irpscope.analysis.feasibility.PathSolver.Constraint;
import dev.irpscope.analysis.symbolic.RangeSet;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The solver never refutes a path that has a solution, and refutes what is linear and has none. */
final class PathSolverTest {
  private static final int BITS = 4;
  private static final Symbol A = unknown("a", BITS, false);
  private static final Symbol B = unknown("b", BITS, true);
  private static final String[] LINEAR = {"+", "-", "cast", "&7", "&8", "|4", "^3", ">>1", "<<1"};
  private static final String[] ALL = {"+", "-", "cast", "&7", "*", "/", "&", "|", "^", "%"};
  private static final String[] COMPARISONS = {"==", "!=", "<", "<=", ">", ">="};

  private final PathSolver solver = new PathSolver();

  private static Symbol unknown(String name, int bits, boolean signed) {
    return Symbol.parameter(name, 0, new Symbol.Shape(bits, signed, false));
  }

  @Test
  void agreesWithTryingEveryValueOfLinearConditions() {
    Random random = new Random(1);
    int refuted = 0;
    for (int i = 0; i < 150; i++) {
      List<Constraint> path = path(random, LINEAR);
      Answer answer = solver.ask(path);
      assertEquals(!hasSolution(path), answer == Answer.REFUTED, i + ": " + path);
      refuted += answer == Answer.REFUTED ? 1 : 0;
    }
    assertTrue(refuted > 15 && refuted < 135, refuted + " of 150 are refuted");
  }

  @Test
  void refutesNothingThatHasASolution() {
    Random random = new Random(2);
    for (int i = 0; i < 150; i++) {
      List<Constraint> path = path(random, ALL);
      if (solver.ask(path) == Answer.REFUTED) {
        assertTrue(!hasSolution(path), i + ": " + path);
      }
    }
  }

  /** Digits of a decimal number: products that wrap, and an equation that fixes the last one. */
  @Test
  void givesUpAfterANumberOfSteps() {
    List<Constraint> path = new ArrayList<>();
    Value number = Value.Number.ZERO;
    for (int i = 0; i < 12; i++) {
      Symbol digit = unknown("digit" + i, 8, false);
      path.add(new Constraint(digit, RangeSet.ALL.without(0)));
      number = Terms.binary("*", number, Value.of(10), 32, false);
      number = Terms.binary("+", number, digit, 32, false);
    }
    path.add(holds("==", number, Value.of(42), 32, false));
    Answer answer = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> solver.ask(path));
    assertEquals(Answer.UNDECIDED, answer);
    assertFalse(Thread.interrupted(), "only the solver was stopped");
  }

  @Test
  void tellsApartWhatHangsOnOverflow() {
    Symbol n = unknown("n", 32, false);
    Value next = Terms.binary("+", n, Value.of(1), 32, false);
    Constraint wraps = holds("<", next, n, 32, false);
    assertEquals(Answer.NOT_REFUTED, solver.ask(List.of(wraps)));
    assertEquals(Answer.FEASIBLE, solver.ask(List.of(holds(">", next, n, 32, false))));
  }

  @Test
  void comparesWideUnsignedNumbersAsUnsigned() {
    Symbol address = unknown("address", 64, false);
    Value kernel = Value.of(0xFFFF800000000000L);
    Constraint user = holds("<", address, kernel, 64, false);
    Constraint small = holds("==", address, Value.of(5), 64, false);
    assertEquals(Answer.FEASIBLE, solver.ask(List.of(user, small)));
    assertEquals(
        Answer.REFUTED, solver.ask(List.of(holds(">=", address, kernel, 64, false), small)));
  }

  private static Constraint holds(String op, Value left, Value right, int bits, boolean signed) {
    return new Constraint(Terms.compare(op, left, right, bits, signed), RangeSet.of(1));
  }

  private static List<Constraint> path(Random random, String[] operations) {
    List<Constraint> path = new ArrayList<>();
    int conditions = 1 + random.nextInt(3);
    for (int i = 0; i < conditions; i++) {
      boolean signed = random.nextBoolean();
      Value left = term(random, operations, signed);
      Value right =
          random.nextBoolean() ? term(random, operations, signed) : number(random, signed);
      String op = COMPARISONS[random.nextInt(COMPARISONS.length)];
      Value condition = Terms.compare(op, left, right, BITS, signed);
      path.add(new Constraint(condition, RangeSet.of(random.nextInt(4) == 0 ? 0 : 1)));
    }
    return path;
  }

  private static Value number(Random random, boolean signed) {
    return Value.of(Terms.wrap(random.nextInt(16), BITS, signed));
  }

  private static Value term(Random random, String[] operations, boolean signed) {
    Value at = convert(random.nextBoolean() ? A : B, signed);
    for (int depth = random.nextInt(3); depth > 0; depth--) {
      String op = operations[random.nextInt(operations.length)];
      if (op.equals("cast")) {
        at = convert(convert(at, !signed), signed);
      } else if (op.length() == 1) {
        Value other = random.nextBoolean() ? number(random, signed) : convert(A, signed);
        at = Terms.binary(op, at, other, BITS, signed);
      } else {
        int digits = op.length() - 1;
        Value by = Value.of(Terms.wrap(Long.parseLong(op.substring(digits)), BITS, signed));
        at = Terms.binary(op.substring(0, digits), at, by, BITS, signed);
      }
    }
    return at;
  }

  private static Value convert(Value value, boolean signed) {
    return Terms.cast(value, RangeSet.ALL, BITS, signed);
  }

  private static boolean hasSolution(List<Constraint> path) {
    for (long a = 0; a < 16; a++) {
      for (long b = -8; b < 8; b++) {
        if (holds(path, a, b)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean holds(List<Constraint> path, long a, long b) {
    for (Constraint one : path) {
      Value value = evaluate(one.value(), a, b);
      // A division by 0 has no value: the path does not come that far.
      if (!(value instanceof Value.Number number) || !one.range().contains(number.value())) {
        return false;
      }
    }
    return true;
  }

  private static Value evaluate(Value value, long a, long b) {
    if (value.equals(A)) {
      return Value.of(a);
    }
    if (value.equals(B)) {
      return Value.of(b);
    }
    if (!(value instanceof Value.Operation operation)) {
      return value;
    }
    List<Value> operands = operation.operands().stream().map(o -> evaluate(o, a, b)).toList();
    return operation.name().equals("cast")
        ? Terms.cast(operands.getFirst(), RangeSet.ALL, operation.bits(), operation.signed())
        : Terms.binary(
            operation.name(),
            operands.get(0),
            operands.get(1),
            operation.bits(),
            operation.signed());
  }
}
