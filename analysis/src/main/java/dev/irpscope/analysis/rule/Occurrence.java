package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;

/** Something that happens on a path and that rules may react to. */
public sealed interface Occurrence {
  /** A DDI is entered; its effect has not happened yet. */
  record Call(String function, List<Ref> arguments) implements Occurrence {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /**
   * A DDI has returned; where it can end in several ways, one outcome is chosen on this path.
   *
   * @param result present unless the DDI is {@code void}, also where the program drops it
   */
  record Return(String function, List<Ref> arguments, Optional<Ref> result) implements Occurrence {
    public Return {
      arguments = List.copyOf(arguments);
    }
  }

  /** The entry routine starts. */
  record EntryStart(EntryContext context) implements Occurrence {}

  /** The entry routine returns; no result for a {@code void} routine. */
  record EntryEnd(Optional<Ref> result) implements Occurrence {}

  /**
   * The lower driver's outcome of a send, chosen at the send.
   *
   * @param outcome one of Ok, Error, Cancelled, Pending
   */
  record LowerOutcome(Ref irp, Outcome outcome) implements Occurrence {}

  /** A registered completion routine starts to run for {@code irp}. */
  record RoutineStart(Ref irp, Ref routine, Ref context) implements Occurrence {}

  /** That completion routine returns. */
  record RoutineEnd(Ref irp, Ref routine, Ref result) implements Occurrence {}

  /** A send ended without running the registered routine: its flag was FALSE for the outcome. */
  record RoutineSkipped(Ref irp, Ref routine) implements Occurrence {}

  /**
   * A branch depends on {@code value} and separates success from failure (never an assertion).
   *
   * @param success the side taken
   */
  record Checked(Ref value, boolean success) implements Occurrence {}

  /** The IRP is given to a queue, work item or other context that now owns it. */
  record HandOff(Ref irp) implements Occurrence {}

  /** A pointer to the IRP is stored where it outlives the routine: in a variable or a device. */
  record Kept(Ref irp) implements Occurrence {}

  /** Some IRP is taken from a queue: which one is unknown. */
  record Dequeued() implements Occurrence {}

  /** A wait has resolved the pending outcome of {@code irp}: its final status is known. */
  record WaitResolved(Ref irp, Ref event) implements Occurrence {}

  /**
   * A wait that concerns {@code irp} (for a single object, or for an array that holds its event or
   * may hold it) has ended and did not resolve the pending outcome: it timed out, was alerted,
   * another index woke it, or it is open which object tells of the IRP.
   */
  record WaitUnresolved(Ref irp) implements Occurrence {}

  /**
   * {@code KeWaitForMultipleObjects} is entered with an array known to contain {@code event}; one
   * occurrence for each such element, in order, after its {@link Call}.
   */
  record WaitElement(Ref event) implements Occurrence {}

  /** The lower driver's four ways to answer. */
  enum Outcome {
    OK,
    ERROR,
    CANCELLED,
    PENDING
  }
}
