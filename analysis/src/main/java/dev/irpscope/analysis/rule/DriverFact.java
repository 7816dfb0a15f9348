package dev.irpscope.analysis.rule;

import java.util.Arrays;
import java.util.Optional;

/**
 * What the engine says about a driver as a whole; {@link EntryContext#driverFacts} holds the words.
 */
public enum DriverFact {
  HAS_ADD_DEVICE("hasAddDevice", "assigns DriverExtension->AddDevice"),
  HAS_UNLOAD("hasUnload", "assigns DriverUnload"),
  ATTACHES("attaches", "attaches a device object to a device stack (FDO or filter)"),
  CREATES_PDOS("createsPdos", "reports child devices (bus driver)"),
  SERVES_BUS(
      "servesBus", "reports child devices or changes who is reported (bus driver or filter)"),
  PHYSICAL_STORPORT_MINIPORT(
      "physicalStorportMiniport", "calls StorPortInitialize with HW_INITIALIZATION_DATA"),
  FILE_SYSTEM("fileSystem", "is a file system or file-system filter"),
  EXPORT_DRIVER("exportDriver", "is a library of other drivers (has a DllInitialize routine)"),
  STANDS_ALONE("standsAlone", "has a DriverEntry and no class, port or framework library above it");

  private final String word;
  private final String meaning;

  DriverFact(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** How rules and {@link EntryContext#driverFacts} write it. */
  public String word() {
    return word;
  }

  /** Completes "The driver ...". */
  public String meaning() {
    return meaning;
  }

  public static Optional<DriverFact> of(String word) {
    return Arrays.stream(values()).filter(fact -> fact.word.equals(word)).findFirst();
  }
}
