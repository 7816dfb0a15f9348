package dev.irpscope.analysis.program;

/**
 * What is true of a driver as a whole, deduced from what it calls and assigns.
 *
 * @param hasAddDevice assigns an AddDevice routine
 * @param hasUnload assigns an unload routine
 * @param attaches attaches a device object to a stack (function driver or filter)
 * @param createsPdos creates device objects for children or reports a change of them (bus driver)
 * @param servesBus creates child devices or looks at who asks for bus relations (bus driver or bus
 *     filter)
 * @param physicalStorportMiniport initialises StorPort for real hardware
 * @param standsAlone has a {@code DriverEntry} and is initialised by no class, port or framework
 *     library, which would set the driver object's routines
 * @param fileSystem is a file system or file-system filter
 * @param exportDriver is loaded as a library of other drivers
 */
public record DriverFacts(
    Model model,
    boolean hasAddDevice,
    boolean hasUnload,
    boolean attaches,
    boolean createsPdos,
    boolean servesBus,
    boolean physicalStorportMiniport,
    boolean fileSystem,
    boolean exportDriver,
    boolean standsAlone) {
  /** The framework a driver is written for. */
  public enum Model {
    WDM,
    KMDF,
    STORPORT,
    SCSIPORT,
    NDIS,
    MINIFILTER,
    PORT_CLASS,
    /** Has no DriverEntry; serves drivers. */
    LIBRARY
  }
}
