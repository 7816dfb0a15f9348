package dev.irpscope.analysis.rule;

import java.util.List;

/** A condition on a transition. It fires only where the guard is certainly true. */
public sealed interface Guard {
  /** True or false whatever happens. */
  record Literal(boolean value) implements Guard {}

  record And(Guard left, Guard right) implements Guard {}

  record Or(Guard left, Guard right) implements Guard {}

  record Not(Guard guard) implements Guard {}

  /** True unless the inner guard is certainly false. */
  record Possibly(Guard guard) implements Guard {}

  /**
   * @param op one of {@code == != < <= > >=}
   */
  record Compare(String op, Operand left, Operand right) implements Guard {}

  /** Whether a value is the same as some member of a set variable. */
  record Member(Operand value, String set) implements Guard {}

  /** Whether a value equals one of some constants. */
  record OneOf(Operand value, List<Operand.Constant> constants) implements Guard {
    public OneOf {
      constants = List.copyOf(constants);
    }
  }

  /** A built-in predicate of {@link Predicate} that the engine answers. */
  record Holds(Predicate predicate, List<Operand> arguments) implements Guard {
    public Holds {
      arguments = List.copyOf(arguments);
    }
  }

  /** Whether a flag variable is set. */
  record Flag(String variable) implements Guard {}

  /** Whether a value variable has been set. */
  record Known(String variable) implements Guard {}

  /** Whether a set variable has no member. */
  record Empty(String set) implements Guard {}

  /** Whether the entry routine is of a kind. */
  record EntryIs(EntryContext.Kind kind) implements Guard {}

  /** Whether a fact holds of the driver. */
  record OfDriver(DriverFact fact) implements Guard {}

  /** Whether this happens inside a completion routine that a send runs. */
  record InRoutine() implements Guard {}
}
