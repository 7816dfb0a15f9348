package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.stream.Stream;

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

  /** The conditions that this one combines, from left to right; itself if it combines none. */
  default Stream<Guard> leaves() {
    return switch (this) {
      case And(Guard left, Guard right) -> Stream.concat(left.leaves(), right.leaves());
      case Or(Guard left, Guard right) -> Stream.concat(left.leaves(), right.leaves());
      case Not(Guard inner) -> inner.leaves();
      case Possibly(Guard inner) -> inner.leaves();
      default -> Stream.of(this);
    };
  }

  /** The values that the condition asks for, those of all that it combines. */
  default Stream<Operand> operands() {
    return leaves()
        .flatMap(leaf ->
            switch (leaf) {
              case Compare(String _, Operand left, Operand right) -> Stream.of(left, right);
              case Member(Operand value, String _) -> Stream.of(value);
              case OneOf(Operand value, List<Operand.Constant> _) -> Stream.of(value);
              case Holds(Predicate _, List<Operand> arguments) -> arguments.stream();
              default -> Stream.of();
            });
  }
}
