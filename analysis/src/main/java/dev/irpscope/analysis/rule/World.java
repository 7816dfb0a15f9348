package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What a rule may ask about the current point of a path. Every answer holds on this path only. */
public interface World {
  /** Whether both are the same object or equal number. */
  Truth same(Ref left, Ref right);

  /** Whether the path tells the object from others: no element of an array at an unknown index. */
  boolean isDefinite(Ref object);

  /** The value of an integer or pointer that is a known constant here. */
  OptionalLong constant(Ref value);

  /** The value of a named constant of the driver headers, {@code STATUS_PENDING} for example. */
  OptionalLong named(String constant);

  /** Compares two values; op is one of {@code == != < <= > >=}, statuses read as signed 32-bit. */
  Truth compare(String op, Ref left, Ref right);

  /**
   * {@code left op right} for a constant; op as above. Both are read as signed 32-bit numbers where
   * {@code left} is one; for a pointer {@code right} is 0, which is NULL. Answers from the path's
   * conditions also where {@code left} is no constant.
   */
  Truth compare(String op, Ref left, long right);

  /**
   * Whether a value is one of some constants, each read as by {@link #compare(String, Ref, long)}.
   * Answers also where the value has several possibilities and all of them, or none, are meant.
   */
  Truth isOneOf(Ref left, List<Long> constants);

  /** {@code NT_SUCCESS(status)}. */
  Truth succeeded(Ref status);

  IrpOrigin origin(Ref irp);

  /**
   * The value of a field now, for example {@code IoStatus.Status} of an IRP; empty when {@code
   * object} is not a known object. Paths are those of {@link KnownFields}: C's own, and a few that
   * stand for what C reaches in several ways.
   */
  Optional<Ref> field(Ref object, String path);

  /**
   * A predicate of {@link Predicate} by its word, {@code succeeded} excepted; as many arguments as
   * its arity.
   *
   * @throws IllegalArgumentException if there is no such predicate (the rule checker has excluded
   *     that)
   */
  Truth holds(String predicate, List<Ref> arguments);

  /** The modelled IRQL; empty when unknown. */
  OptionalLong irql();

  /** The expression by which the driver's source names the value at this point. */
  String display(Ref value);
}
