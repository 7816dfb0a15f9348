package dev.irpscope.analysis.rule;

import java.util.OptionalLong;

/** A value named in a guard or an action. */
public sealed interface Operand {
  /** The tracked object, a name bound by the event, or a remembered value. */
  record Named(String name) implements Operand {}

  /** A field of a named object at this moment, {@code irp.IoStatus.Status}. */
  record FieldOf(String name, String path) implements Operand {}

  /** A constant, by the name it was written with; empty if the driver's headers must say. */
  record Constant(String text, OptionalLong value) implements Operand {}

  /** The present value of a counter variable. */
  record Counter(String variable) implements Operand {}

  /** The modelled IRQL. */
  record Irql() implements Operand {}
}
