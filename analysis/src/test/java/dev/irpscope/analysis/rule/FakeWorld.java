package dev.irpscope.analysis.rule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A world of named objects and known numbers. Two objects are the same if their names are; those
 * told to be alike may or may not be.
 */
final class FakeWorld implements World {
  /** A value of the fake program. */
  sealed interface Thing extends Ref {}

  record Obj(String name) implements Thing {}

  record Number(long value) implements Thing {}

  private final Map<String, IrpOrigin> origins = new LinkedHashMap<>();
  private final Map<String, Ref> fields = new LinkedHashMap<>();
  private final Map<String, Truth> facts = new LinkedHashMap<>();
  private final List<List<Ref>> alike = new ArrayList<>();
  private OptionalLong irql = OptionalLong.of(0);

  static Obj obj(String name) {
    return new Obj(name);
  }

  static Number number(long value) {
    return new Number(value);
  }

  /** A constant by its name in C. */
  static Number constant(String name) {
    return new Number(KnownConstants.value(name).orElseThrow());
  }

  FakeWorld origin(String irp, IrpOrigin origin) {
    origins.put(irp, origin);
    return this;
  }

  FakeWorld field(String object, String path, Ref value) {
    fields.put(object + "." + path, value);
    return this;
  }

  FakeWorld fact(String predicate, Truth truth, Ref... arguments) {
    facts.put(predicate + List.of(arguments), truth);
    return this;
  }

  /** These two may or may not be one. */
  FakeWorld maybeSame(Ref left, Ref right) {
    alike.add(List.of(left, right));
    alike.add(List.of(right, left));
    return this;
  }

  FakeWorld irql(long level) {
    irql = OptionalLong.of(level);
    return this;
  }

  @Override
  public boolean isDefinite(Ref object) {
    return true;
  }

  @Override
  public Truth same(Ref left, Ref right) {
    if (alike.contains(List.of(left, right))) {
      return Truth.UNKNOWN;
    }
    boolean oneOfEach = left instanceof Obj != right instanceof Obj;
    return oneOfEach && !isNull(left) && !isNull(right)
        ? Truth.UNKNOWN
        : Truth.of(left.equals(right));
  }

  private static boolean isNull(Ref ref) {
    return ref instanceof Number(long value) && value == 0;
  }

  @Override
  public OptionalLong constant(Ref value) {
    return value instanceof Number(long known) ? OptionalLong.of(known) : OptionalLong.empty();
  }

  @Override
  public OptionalLong named(String constant) {
    return KnownConstants.value(constant);
  }

  @Override
  public Truth compare(String op, Ref left, Ref right) {
    return constant(right).isPresent()
        ? compare(op, left, constant(right).getAsLong())
        : Truth.UNKNOWN;
  }

  @Override
  public Truth compare(String op, Ref left, long right) {
    if (!(left instanceof Number(long value))) {
      // An object is never NULL; nothing else is known of it.
      return right == 0 && op.equals("==")
          ? Truth.FALSE
          : right == 0 && op.equals("!=") ? Truth.TRUE : Truth.UNKNOWN;
    }
    return Truth.of(
        switch (op) {
          case "==" -> value == right;
          case "!=" -> value != right;
          case "<" -> value < right;
          case "<=" -> value <= right;
          case ">" -> value > right;
          case ">=" -> value >= right;
          default -> throw new IllegalArgumentException(op);
        });
  }

  @Override
  public Truth isOneOf(Ref left, List<Long> constants) {
    return constants.stream()
        .map(constant -> compare("==", left, constant))
        .reduce(Truth.FALSE, Truth::or);
  }

  @Override
  public Truth succeeded(Ref status) {
    return compare(">=", status, 0);
  }

  @Override
  public IrpOrigin origin(Ref irp) {
    return origins.getOrDefault(display(irp), IrpOrigin.UNKNOWN);
  }

  @Override
  public Optional<Ref> field(Ref object, String path) {
    return Optional.ofNullable(fields.get(display(object) + "." + path));
  }

  @Override
  public Truth holds(String predicate, List<Ref> arguments) {
    Predicate known =
        Predicate.of(predicate).orElseThrow(() -> new IllegalArgumentException(predicate));
    if (known.arity() != arguments.size()) {
      throw new IllegalArgumentException(predicate + arguments);
    }
    if (known == Predicate.SAME_OUTCOME) {
      return same(arguments.get(0), arguments.get(1));
    }
    return facts.getOrDefault(predicate + arguments, Truth.UNKNOWN);
  }

  @Override
  public OptionalLong irql() {
    return irql;
  }

  @Override
  public String display(Ref value) {
    return switch (value) {
      case Obj(String name) -> name;
      case Number(long number) ->
          KnownConstants.names().stream()
              .filter(name -> name.startsWith("STATUS_"))
              .filter(name -> KnownConstants.value(name).getAsLong() == number)
              .sorted(java.util.Comparator.reverseOrder())
              .findFirst()
              .orElse(Long.toString(number));
      default -> value.toString();
    };
  }
}
