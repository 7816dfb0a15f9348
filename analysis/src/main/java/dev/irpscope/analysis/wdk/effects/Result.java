package dev.irpscope.analysis.wdk.effects;

/** What a DDI returns on one of its outcomes. */
public sealed interface Result {
  /** Nothing, or an effect of the DDI gives the result. */
  record None() implements Result {}

  /** This number; still a value of its own, so that a test of it can be recognised. */
  record Exactly(long value) implements Result {}

  /** Any value that {@code NT_SUCCESS} accepts (or rejects). */
  record Status(boolean success) implements Result {}

  /** An unknown value of the DDI's type. */
  record Unknown() implements Result {}

  /** TRUE where the argument, which says whether to wait, is known not to be 0; else unknown. */
  record TrueIf(int index) implements Result {}

  /** An unknown value, the same for the same arguments as long as the routine runs. */
  record Constant() implements Result {}

  /** Whether the list is empty. */
  record IsEmpty(int head) implements Result {}

  /** A pointer that is not null, to something unknown. */
  record NonNull() implements Result {}

  /** The argument's own value. */
  record Argument(int index) implements Result {}

  /** What the argument points to, as it was before the call. */
  record Target(int pointer) implements Result {}

  /** What the argument points to, as the call leaves it. */
  record Left(int pointer) implements Result {}

  /** Whether a bit was set in the number of four bytes that the argument points to. */
  record Bit(int pointer, int bit) implements Result {}

  /** The stack location of the IRP in the argument. */
  record StackLocation(int irp, boolean next) implements Result {}

  /** The current IRQL. */
  record Irql() implements Result {}
}
