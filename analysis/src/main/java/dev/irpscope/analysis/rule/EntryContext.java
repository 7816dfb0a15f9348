package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How an entry routine is entered, as assumed for one search.
 *
 * @param routine its name
 * @param major the IRP major code of a dispatch routine
 * @param minor the assumed PnP, power or WMI minor code
 * @param detail a further assumption: power type and state, relation type; empty when there is none
 * @param irp the incoming IRP, for roles that have one
 * @param device the device object parameter
 */
public record EntryContext(
    Kind kind,
    String routine,
    OptionalInt major,
    OptionalInt minor,
    Optional<String> detail,
    Optional<Ref> irp,
    Optional<Ref> device,
    List<String> driverFacts) {
  /** Kinds of entry routine. */
  public enum Kind {
    DRIVER_ENTRY,
    ADD_DEVICE,
    UNLOAD,
    DISPATCH,
    START_IO,
    COMPLETION,
    CANCEL,
    DPC,
    ISR,
    WORK_ITEM,
    KMDF_DISPATCH,
    KMDF_PREPROCESS,
    OTHER
  }

  public EntryContext {
    driverFacts = List.copyOf(driverFacts);
  }
}
