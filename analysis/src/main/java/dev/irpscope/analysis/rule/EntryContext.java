package dev.irpscope.analysis.rule;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

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

  private static final Set<Integer> OF_STACKS = Set.of(0x16, 0x1B); // power, Plug and Play

  /** Whether the IRP has a code that only the devices of a stack get. */
  public boolean isOfStack() {
    return major.isPresent() && OF_STACKS.contains(major.getAsInt());
  }

  /**
   * The same without what tells entry routines of a kind apart. The code of an IRP that only the
   * devices of a stack get stays with its device; the others' stand in the IRP.
   *
   * @param asked whether anyone asks for the kind
   * @param tracked whether the rule may be about the incoming IRP
   * @param seen whether a value can be named there
   */
  EntryContext any(boolean asked, boolean tracked, Predicate<Ref> seen) {
    Optional<Ref> shown = device.filter(seen);
    return new EntryContext(
        asked ? kind : Kind.OTHER,
        "",
        isOfStack() && shown.isPresent() ? major : OptionalInt.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        irp.filter(one -> tracked && seen.test(one)),
        shown,
        driverFacts);
  }
}
