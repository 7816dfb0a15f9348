package dev.irpscope.analysis.program;

/** What the system calls a routine for. */
public enum Role {
  DRIVER_ENTRY("DriverEntry"),
  DISPATCH("dispatch routine"),
  ADD_DEVICE("AddDevice routine"),
  START_IO("StartIo routine"),
  COMPLETION("completion routine"),
  DPC("DPC routine"),
  ISR("interrupt service routine"),
  CANCEL("cancel routine"),
  WORK_ITEM("work item routine"),
  UNLOAD("unload routine"),
  KMDF_DISPATCH("KMDF IRP dispatch callback"),
  KMDF_PREPROCESS("KMDF IRP preprocess callback"),
  OTHER("callback");

  private final String title;

  Role(String title) {
    this.title = title;
  }

  /** In words, for the user. */
  public String title() {
    return title;
  }
}
