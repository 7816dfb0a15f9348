package dev.irpscope.analysis.rule;

import java.util.Set;

/** The field paths that rules may read through {@link World#field}. */
public final class KnownFields {
  /** What {@code irp.Path} may say in a rule. */
  private static final Set<String> PATHS =
      Set.of(
          "IoStatus.Status",
          "IoStatus.Information",
          "PendingReturned",
          "Cancel",
          "UserEvent",
          // Codes of the location that the next driver will see.
          "NextStack.MajorFunction",
          "NextStack.MinorFunction",
          // Codes of the driver's own location.
          "CurrentStack.MajorFunction",
          "CurrentStack.MinorFunction",
          // What a pointer argument points to: disp.target is *disp.
          "target");

  private KnownFields() {}

  public static boolean contains(String path) {
    return PATHS.contains(path);
  }

  /** All paths, sorted. */
  public static java.util.List<String> all() {
    return PATHS.stream().sorted().toList();
  }
}
