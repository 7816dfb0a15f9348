package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import dev.irpscope.analysis.wdk.effects.Effect.Next;
import java.util.Optional;

/**
 * What is known of one IRP on a path.
 *
 * @param next what became of its next stack location
 * @param registration the routine in its next stack location; a send consumes it
 * @param sent the lower driver's answer to the last send; empty before one
 * @param marked whether the driver marked it pending
 * @param owner who may touch it now
 * @param event the event that the I/O manager signals, for an IRP built with one
 * @param finalStatus the status that a pending send ends with, until a wait has resolved it
 */
record IrpRecord(
    IrpOrigin origin,
    Next next,
    Optional<Registration> registration,
    Optional<Occurrence.Outcome> sent,
    boolean marked,
    Owner owner,
    Optional<Value> event,
    Optional<Value> finalStatus) {

  /** Who owns the IRP. */
  enum Owner {
    DRIVER("this driver"),
    LOWER("the lower driver"),
    COMPLETED("completed"),
    FREED("freed"),
    QUEUED("another context, it was handed over"),
    IO_MANAGER("the I/O manager"),
    /** The rule is not about the IRP, so it was forgotten who has it. */
    NOT_FOLLOWED("not followed");

    private final String words;

    Owner(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /**
   * A registered completion routine.
   *
   * @param device the registered device object; empty for the plain call
   * @param ex whether it came from {@code IoSetCompletionRoutineEx}
   */
  record Registration(
      Value routine,
      Value context,
      Optional<Value> device,
      Value onSuccess,
      Value onError,
      Value onCancel,
      boolean ex) {
    private Registration given(Value other) {
      return new Registration(routine, other, device, onSuccess, onError, onCancel, ex);
    }

    /** What is left when another location was copied over it: no flag says that it is run. */
    private Registration erased() {
      Value never = Value.Number.ZERO;
      return new Registration(routine, context, device, never, never, never, ex);
    }
  }

  static IrpRecord fresh(IrpOrigin origin) {
    return new IrpRecord(
        origin,
        Next.UNTOUCHED,
        Optional.empty(),
        Optional.empty(),
        false,
        Owner.DRIVER,
        Optional.empty(),
        Optional.empty());
  }

  /** Of an IRP that the rule is not about. */
  static IrpRecord notFollowed(IrpOrigin origin) {
    return fresh(origin).withOwner(Owner.NOT_FOLLOWED);
  }

  IrpRecord withNext(Next to) {
    return new IrpRecord(
        origin,
        to,
        switch (to) {
          case COPIED -> registration.map(Registration::erased);
          case UNTOUCHED -> Optional.empty();
          case SKIPPED, SET_NEXT, BUILT -> registration;
        },
        sent,
        marked,
        owner,
        event,
        finalStatus);
  }

  IrpRecord withRegistration(Registration given) {
    return new IrpRecord(origin, next, Optional.of(given), sent, marked, owner, event, finalStatus);
  }

  IrpRecord withOwner(Owner now) {
    return new IrpRecord(origin, next, registration, sent, marked, now, event, finalStatus);
  }

  IrpRecord withMarked() {
    return new IrpRecord(origin, next, registration, sent, true, owner, event, finalStatus);
  }

  IrpRecord withEvent(Value signalled) {
    return new IrpRecord(
        origin, next, registration, sent, marked, owner, Optional.of(signalled), finalStatus);
  }

  /** The send's answer is chosen; the registration is consumed. */
  IrpRecord afterSend(Occurrence.Outcome outcome, Owner now, Optional<Value> ending) {
    return new IrpRecord(
        origin, Next.UNTOUCHED, Optional.empty(), Optional.of(outcome), marked, now, event, ending);
  }

  /**
   * Without what can make no difference any more: the lower driver's answer, which the status
   * tells, and who has the IRP once it is neither here nor below.
   *
   * @param marks whether anyone asks if it is marked pending
   */
  IrpRecord settled(boolean marks) {
    boolean elsewhere = owner != Owner.DRIVER && finalStatus.isEmpty() && registration.isEmpty();
    return new IrpRecord(
        origin,
        next,
        registration,
        event.isPresent() ? sent.map(_ -> Occurrence.Outcome.OK) : Optional.empty(),
        marks && marked,
        elsewhere ? Owner.IO_MANAGER : owner,
        event,
        finalStatus);
  }

  /**
   * The same with nothing said of the status that a pending send ends with but that it is open, nor
   * which element of an array its routine is given, nor which place within an object.
   */
  IrpRecord bare() {
    boolean isWithin =
        innerContext().isPresent() || registration.filter(IrpRecord::isComputed).isPresent();
    return finalStatus.isEmpty() && !isWithin
        ? this
        : with(
            registration.map(r -> isWithin ? r.given(Value.Number.ZERO) : r),
            finalStatus.map(_ -> Value.Number.ZERO));
  }

  /** What its routine is given, where that is a known place within an object. */
  Optional<Value> innerContext() {
    return registration
        .map(Registration::context)
        .filter(value -> value instanceof Value.Pointer inner && inner.offset() != 0);
  }

  private static boolean isComputed(Registration registration) {
    return isComputed(registration.context());
  }

  private static boolean isComputed(Value value) {
    return switch (value) {
      case Value.Operation _ -> true;
      case Symbol symbol -> symbol.kind() == Symbol.Kind.MERGED && symbol.label().endsWith(CONTEXT);
      case Value.Pointer pointer -> isComputed(pointer.region());
      default -> false;
    };
  }

  private static boolean isComputed(Region region) {
    return region instanceof Region.Part part
        && (isComputed(part.selector())
            || (part.selector() instanceof Symbol index && index.kind() == Symbol.Kind.MERGED)
            || isComputed(part.base()));
  }

  private static final String CONTEXT = ":context";

  /**
   * What this one and another have in common that are alike when {@link #bare}.
   *
   * @param name of the unknowns for what they differ in
   */
  IrpRecord join(IrpRecord other, String name) {
    return equals(other)
        ? this
        : with(
            registration.equals(other.registration)
                ? registration
                : registration.map(
                    r -> r.given(Symbol.merged(name + CONTEXT, null, 0, Symbol.Shape.POINTER))),
            finalStatus.equals(other.finalStatus)
                ? finalStatus
                : Optional.of(Symbol.merged(name + ":final", null, 0, Symbol.Shape.STATUS)));
  }

  /**
   * The same where nothing is known any more of an object.
   *
   * @param name of the unknowns for what led to it
   */
  IrpRecord forgetting(Symbol object, String name) {
    return new IrpRecord(
        origin,
        next,
        registration.map(r ->
            r.context().mentions(object)
                ? r.given(Symbol.merged(name + CONTEXT, null, 0, Symbol.Shape.POINTER))
                : r),
        sent,
        marked,
        owner,
        event.map(e ->
            e.mentions(object) ? Symbol.merged(name + ":event", null, 0, Symbol.Shape.POINTER) : e),
        finalStatus);
  }

  private IrpRecord with(Optional<Registration> registered, Optional<Value> ending) {
    return new IrpRecord(origin, next, registered, sent, marked, owner, event, ending);
  }

  /** Whether it is neither here nor under way any more, as {@link #settled} says it. */
  boolean isGone() {
    return owner == Owner.IO_MANAGER && finalStatus.isEmpty() && registration.isEmpty();
  }

  IrpRecord resolved() {
    return new IrpRecord(origin, next, registration, sent, marked, owner, event, Optional.empty());
  }
}
