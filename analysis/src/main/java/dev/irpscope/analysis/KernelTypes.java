package dev.irpscope.analysis;

import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells whether a file is part of a driver and yet includes nothing that says what an IRP is. */
final class KernelTypes {
  /** What most drivers include. */
  static final String ASSUMED = "ntddk.h";

  private static final Set<String> HEADERS = Set.of("wdm.h", "ntddk.h", "ntifs.h");
  private static final Set<String> USED = Set.of("PIRP", "PDEVICE_OBJECT", "PDRIVER_OBJECT");
  private static final Set<String> DECLARED = Set.of("_IRP", "_DEVICE_OBJECT", "_DRIVER_OBJECT");

  private KernelTypes() {}

  static boolean areUsedUndeclared(PreprocessedUnit unit) {
    if (unit.opened().stream()
        .anyMatch(file -> HEADERS.contains(file.name().toLowerCase(Locale.ROOT)))) {
      return false;
    }
    boolean used = false;
    for (Token token : unit.tokens()) {
      if (DECLARED.contains(token.text())) {
        return false;
      }
      used |= USED.contains(token.text());
    }
    return used;
  }

  /** The unit's diagnostics, and that it begins with a header that it does not include. */
  static List<Diagnostic> withAssumption(PreprocessedUnit unit) {
    List<String> names = unit.opened().stream().map(SourceFile::name).toList();
    boolean assumed =
        names.indexOf(ASSUMED) >= 0 && names.indexOf(ASSUMED) < names.indexOf(unit.file().name());
    if (!assumed || !unit.missing().isEmpty()) {
      return unit.diagnostics(); // a missing header is told of already
    }
    List<Diagnostic> all = new ArrayList<>(unit.diagnostics());
    all.add(
        Diagnostic.of(
            "KERNEL-HEADER-ASSUMED",
            Diagnostic.Severity.WARNING,
            unit.file().path(),
            "No header of the driver kit is included, perhaps because a macro of the build is not known here; "
                + ASSUMED
                + " is assumed."));
    return all;
  }
}
