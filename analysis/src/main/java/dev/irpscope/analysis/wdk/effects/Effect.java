package dev.irpscope.analysis.wdk.effects;

import dev.irpscope.analysis.rule.IrpOrigin;

/** One thing that a DDI does. Arguments are numbered from 0. */
public sealed interface Effect {
  /**
   * The result is a new IRP with an event argument ({@code -1}: none) that the I/O manager signals.
   */
  record NewIrp(IrpOrigin origin, int event) implements Effect {}

  /** Gives the IRP to the lower driver: the four-way fork, the registered routine. */
  record Send(int device, int irp) implements Effect {}

  /** Sends, waits and gives back: only a final status remains. */
  record ForwardAndWait(int irp) implements Effect {}

  /** Registers a completion routine; flags are the three arguments from {@code flags} on. */
  record Register(int device, int irp, int routine, int context, int flags, boolean ex)
      implements Effect {}

  /** What became of the next stack location. */
  record NextLocation(int irp, Next next) implements Effect {}

  /** The IRP's stack is as new; the status argument ({@code -1}: none) is stored. */
  record Reset(int irp, int status) implements Effect {}

  record Complete(int irp) implements Effect {}

  record MarkPending(int irp) implements Effect {}

  /** The DDI itself calls a function whose first argument is the IRP; rules see that call too. */
  record Calls(String function, int irp) implements Effect {}

  record FreeIrp(int irp) implements Effect {}

  /** The IRP, or the IRP that a list entry argument lies in, is now owned by another context. */
  record HandOff(int argument) implements Effect {}

  /** A list has nothing in it: its head points to itself. */
  record EmptyList(int head) implements Effect {}

  /** A list has something in it, among others {@code entry}. */
  record FillList(int head, int entry) implements Effect {}

  /** Something is taken from a list, which may be empty now. */
  record DrainList(int head) implements Effect {}

  /** An entry is taken from the list that it is in: any list may be empty now. */
  record Unlink(int entry) implements Effect {}

  /** Some IRP is taken from a queue. */
  record Dequeue() implements Effect {}

  /** An event gets a state, from the argument or constant. */
  record InitializeEvent(int event, int state) implements Effect {}

  record SetEvent(int event) implements Effect {}

  record ClearEvent(int event) implements Effect {}

  /** {@code timeout} null: until signalled. */
  record Wait(int object, int mode, int alertable, int timeout) implements Effect {}

  record WaitMultiple(int count, int objects, int type, int mode, int alertable, int timeout)
      implements Effect {}

  /** What the argument points to is unknown from here. */
  record Havoc(int argument) implements Effect {}

  /** {@code length} bytes at {@code pointer} become 0. */
  record Zero(int pointer, int length) implements Effect {}

  /** {@code length} bytes at {@code pointer} become {@code value}. */
  record Fill(int pointer, int value, int length) implements Effect {}

  /** {@code length} bytes at {@code pointer} may have any value: somebody else writes them. */
  record Overwrite(int pointer, int length) implements Effect {}

  /** What the pointer leads to tells how an IRP ended, once it has. */
  record StatusBlock(int pointer) implements Effect {}

  /** The memory that the result points to is zero, unless a flag of an argument forbids it. */
  record ZeroNew(int flags, long unless) implements Effect {}

  /** {@code length} bytes are copied. */
  record CopyBytes(int to, int from, int length) implements Effect {}

  /** The argument points to where the current IRQL is stored; the IRQL is raised to a constant. */
  record RaiseIrql(int level, int old) implements Effect {}

  /** The IRQL becomes the argument. */
  record LowerIrql(int level) implements Effect {}

  /** The IRQL becomes DISPATCH_LEVEL; the old one is stored ({@code old} -1: it is the result). */
  record RaiseToDispatch(int old) implements Effect {}

  /** As {@link RaiseToDispatch}; the old one is kept in what the argument points to. */
  record RaiseKept(int keeper) implements Effect {}

  /** The IRQL becomes the one that is kept in what the argument points to. */
  record LowerKept(int keeper) implements Effect {}

  /** The kind of device object that the result or out argument ({@code -1}: result) is. */
  record Device(int out, DeviceClass device) implements Effect {}

  /** A value is stored where an argument points to. */
  record StoreAt(int pointer, int value) implements Effect {}

  /**
   * What an argument points to is combined with a value, as by an assignment with {@code operator}.
   *
   * @param value argument that is the value ({@code -1}: it is 1)
   */
  record Combine(int pointer, String operator, int value) implements Effect {}

  /** A bit of the number of four bytes that an argument points to is set or cleared. */
  record ChangeBit(int pointer, int bit, boolean set) implements Effect {}

  /** A number of four bytes is stored where an argument points to. */
  record StoreNumber(int pointer, int value) implements Effect {}

  /**
   * This outcome is taken when what {@code pointer} points to equals {@code value}, or does not.
   */
  record When(int pointer, int value, boolean equal) implements Effect {}

  /** This outcome is taken only when that argument is not NULL. */
  record Given(int argument) implements Effect {}

  /** This outcome is taken only when the IRP's major function code is that one, or is not. */
  record OfMajor(int irp, int major, boolean equal) implements Effect {}

  /**
   * A routine of the driver runs before the DDI returns, with one argument.
   *
   * @param routine argument that is the routine
   * @param context argument that it is given
   */
  record Invoke(int routine, int context) implements Effect {}

  /**
   * Not a path that goes on: a bug check or a raised status.
   *
   * @param raises whether a handler may go on with it
   */
  record Stop(boolean raises) implements Effect {}

  /** Whose device object it is. */
  enum DeviceClass {
    OWN,
    LOWER
  }

  /** States of the next stack location (rule reference, common model). */
  enum Next {
    UNTOUCHED,
    COPIED,
    SKIPPED,
    SET_NEXT,
    BUILT
  }
}
