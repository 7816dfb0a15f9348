package dev.irpscope.analysis.program;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the system calls a routine for. */
public enum Role {
  DRIVER_ENTRY("DriverEntry"),
  DISPATCH("dispatch routine"),
  ADD_DEVICE("AddDevice routine"),
  START_IO("StartIo routine"),
  COMPLETION("completion routine"),
  DPC("DPC routine"),
  TIMER("timer routine"),
  ISR("interrupt service routine"),
  SYNCHRONIZED("routine synchronized with an interrupt"),
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

  /** As settings files write it: {@code add-device}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The role of a word; empty if there is none. */
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /** In words, for the user. */
  public String title() {
    return title;
  }
}
