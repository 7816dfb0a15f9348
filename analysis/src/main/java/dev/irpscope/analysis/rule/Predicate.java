package dev.irpscope.analysis.rule;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every predicate that a rule may use and the engine answers through {@link World#holds}: one table
 * for the checker of rule files and for the engine. {@code succeeded} goes to {@link
 * World#succeeded}.
 */
public enum Predicate {
  SUCCEEDED("succeeded", 1, "NT_SUCCESS(status)"),
  PENDING_RETURNED("pendingReturned", 1, "Irp->PendingReturned is TRUE now"),
  MARKED_PENDING(
      "markedPending", 1, "IoMarkIrpPending was called for the IRP on this path, or a CSQ took it"),
  HAS_ROUTINE(
      "hasRoutine",
      1,
      "the IRP's next stack location holds a completion routine, registered or written by hand"),
  OWN_DEVICE("ownDevice", 1, "the device object is one this driver created"),
  LOWER_DEVICE("lowerDevice", 1, "the device object belongs to another driver that this one calls"),
  IS_EVENT("isEvent", 1, "the object is a KEVENT, not a mutex, timer, thread or semaphore"),
  ZERO_TIMEOUT("zeroTimeout", 1, "the timeout pointer is not NULL and what it points to is 0"),
  SAME_OUTCOME(
      "sameOutcome",
      2,
      "both statuses are of one class on this path: pending, success, cancelled or other error"),
  ENTRY_OF(
      "entryOf",
      2,
      "the first is the address of a list entry, queue entry or DPC inside the second, an IRP"),
  TELLS_OF(
      "tellsOf",
      2,
      "the first is an event that the completion routine of the second, an IRP, signalled, or that"
          + " it was built with"),
  INVOKED_ON_SUCCESS(
      "invokedOnSuccess", 1, "the IRP's registered routine has InvokeOnSuccess TRUE"),
  INVOKED_ON_ERROR("invokedOnError", 1, "the IRP's registered routine has InvokeOnError TRUE"),
  INVOKED_ON_CANCEL("invokedOnCancel", 1, "the IRP's registered routine has InvokeOnCancel TRUE"),
  USED("used", 1, "the driver tests or keeps the value, which the call has just returned"),
  STATUS_IS_OWN(
      "statusIsOwn", 1, "the IRP's IoStatus.Status was last assigned by this driver's code");

  private final String word;
  private final int arity;
  private final String meaning;

  Predicate(String word, int arity, String meaning) {
    this.word = word;
    this.arity = arity;
    this.meaning = meaning;
  }

  /** How rules write it and what {@link World#holds} is given. */
  public String word() {
    return word;
  }

  public int arity() {
    return arity;
  }

  public String meaning() {
    return meaning;
  }

  public static Optional<Predicate> of(String word) {
    return Arrays.stream(values()).filter(predicate -> predicate.word.equals(word)).findFirst();
  }
}
