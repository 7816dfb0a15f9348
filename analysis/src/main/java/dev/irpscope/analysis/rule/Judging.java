package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Evaluates guards in a scope. */
final class Judging {
  private final Scope scope;

  Judging(Scope scope) {
    this.scope = scope;
  }

  Truth judge(Guard guard) {
    return switch (guard) {
      case Guard.Literal(boolean value) -> Truth.of(value);
      case Guard.And(Guard left, Guard right) -> judge(left).and(judge(right));
      case Guard.Or(Guard left, Guard right) -> judge(left).or(judge(right));
      case Guard.Not(Guard inner) -> judge(inner).not();
      case Guard.Possibly(Guard inner) -> Truth.of(judge(inner) != Truth.FALSE);
      case Guard.Compare(String op, Operand left, Operand right) -> compare(op, left, right);
      case Guard.Member(Operand value, String set) -> member(value, set);
      case Guard.OneOf(Operand value, List<Operand.Constant> constants) -> oneOf(value, constants);
      case Guard.Holds(Predicate predicate, List<Operand> arguments) -> holds(predicate, arguments);
      case Guard.Flag(String variable) -> Truth.of(scope.isSet(variable));
      case Guard.Known(String variable) -> Truth.of(scope.isSet(variable));
      case Guard.Empty(String set) ->
          scope.members(set).isEmpty() && scope.isUnseen()
              ? Truth.UNKNOWN
              : Truth.of(scope.members(set).isEmpty());
      case Guard.EntryIs(EntryContext.Kind kind) -> Truth.of(scope.entry().kind() == kind);
      case Guard.OfDriver(DriverFact fact) ->
          Truth.of(scope.entry().driverFacts().contains(fact.word()));
      case Guard.InRoutine _ -> Truth.of(scope.inRoutine());
    };
  }

  private Truth oneOf(Operand value, List<Operand.Constant> constants) {
    Optional<Ref> ref = scope.ref(value);
    List<Long> numbers = new ArrayList<>();
    for (Operand.Constant constant : constants) {
      scope.number(constant).ifPresent(numbers::add);
    }
    return ref.isPresent() && numbers.size() == constants.size()
        ? scope.world().isOneOf(ref.get(), numbers)
        : constants.stream()
            .map(constant -> compare("==", value, constant))
            .reduce(Truth.FALSE, Truth::or);
  }

  private Truth member(Operand value, String set) {
    Optional<Ref> ref = scope.ref(value);
    if (ref.isEmpty()) {
      return value instanceof Operand.Named ? Truth.FALSE : Truth.UNKNOWN;
    }
    boolean mayBe = scope.isUnseen() && scope.world().constant(ref.get()).isEmpty();
    return scope.members(set).stream()
        .map(member -> scope.world().same(member, ref.get()))
        .reduce(mayBe ? Truth.UNKNOWN : Truth.FALSE, Truth::or);
  }

  private Truth holds(Predicate predicate, List<Operand> arguments) {
    List<Ref> refs = arguments.stream().flatMap(operand -> scope.ref(operand).stream()).toList();
    if (refs.size() != arguments.size()) {
      return Truth.UNKNOWN;
    }
    return predicate == Predicate.SUCCEEDED
        ? scope.world().succeeded(refs.getFirst())
        : scope.world().holds(predicate.word(), refs);
  }

  private Truth compare(String op, Operand left, Operand right) {
    Optional<Ref> leftRef = scope.ref(left);
    Optional<Ref> rightRef = scope.ref(right);
    OptionalLong leftNumber = scope.number(left);
    OptionalLong rightNumber = scope.number(right);
    if (leftRef.isPresent() && rightRef.isPresent()) {
      return compare(op, leftRef.get(), rightRef.get());
    }
    if (leftRef.isPresent() && rightNumber.isPresent()) {
      return scope.world().compare(op, leftRef.get(), rightNumber.getAsLong());
    }
    if (leftNumber.isPresent() && rightRef.isPresent()) {
      return scope.world().compare(mirrored(op), rightRef.get(), leftNumber.getAsLong());
    }
    if (leftNumber.isPresent() && rightNumber.isPresent()) {
      return Truth.of(compare(op, leftNumber.getAsLong(), rightNumber.getAsLong()));
    }
    boolean unset =
        (left instanceof Operand.Named && leftRef.isEmpty())
            || (right instanceof Operand.Named && rightRef.isEmpty());
    return unset && op.equals("==") ? Truth.FALSE : Truth.UNKNOWN;
  }

  private Truth compare(String op, Ref left, Ref right) {
    return switch (op) {
      case "==" -> scope.world().same(left, right);
      case "!=" -> scope.world().same(left, right).not();
      default -> scope.world().compare(op, left, right);
    };
  }

  private static boolean compare(String op, long left, long right) {
    return switch (op) {
      case "==" -> left == right;
      case "!=" -> left != right;
      case "<" -> left < right;
      case "<=" -> left <= right;
      case ">" -> left > right;
      case ">=" -> left >= right;
      default -> throw new IllegalArgumentException(op);
    };
  }

  private static String mirrored(String op) {
    return switch (op) {
      case "<" -> ">";
      case "<=" -> ">=";
      case ">" -> "<";
      case ">=" -> "<=";
      default -> op;
    };
  }
}
