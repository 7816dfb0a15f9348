package dev.irpscope.analysis.rule;

/** Where an IRP comes from, as the rule pages tell them apart. */
public enum IrpOrigin {
  /** I: the parameter of a dispatch routine or StartIo. */
  INCOMING,
  /** A: {@code IoAllocateIrp} or {@code IoAllocateIrpEx}. */
  ALLOCATED,
  /** F: {@code IoBuildAsynchronousFsdRequest}. */
  ASYNCHRONOUS_FSD,
  /** S: {@code IoBuildSynchronousFsdRequest}. */
  SYNCHRONOUS_FSD,
  /** D: {@code IoBuildDeviceIoControlRequest}. */
  DEVICE_CONTROL,
  /** None of these is provable. */
  UNKNOWN
}
