package dev.irpscope.analysis.preprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * For which build the sources are read. What it does not say is left to the built-in WDK's {@code
 * predefined.h}.
 *
 * @param defines extra macros, the last one of a name wins; also {@code DBG} and {@code
 *     NTDDI_VERSION}
 */
public record Configuration(Architecture architecture, List<Define> defines) {
  public Configuration {
    defines = List.copyOf(defines);
  }

  /** x64, with no extra macros. */
  public static Configuration standard() {
    return new Configuration(Architecture.X64, List.of());
  }

  public Configuration with(Define define) {
    List<Define> more = new ArrayList<>(defines);
    more.add(define);
    return new Configuration(architecture, more);
  }
}
