package dev.irpscope.analysis.program;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Span;
import java.util.Comparator;
import java.util.List;

/**
 * A routine that the system calls.
 *
 * @param majorFunctions the IRP major codes that a dispatch routine is registered for, ascending;
 *     empty when they are not known and for other roles
 * @param reason why it is believed to have the role, as a sentence without subject
 * @param where what the reason speaks of
 */
public record EntryPoint(
    FunctionKey function, Role role, List<Integer> majorFunctions, String reason, Span where)
    implements Comparable<EntryPoint> {
  private static final Comparator<EntryPoint> ORDER =
      Comparator.comparing(EntryPoint::function).thenComparing(EntryPoint::role);

  public EntryPoint {
    majorFunctions = majorFunctions.stream().sorted().distinct().toList();
  }

  /** By function, then role. */
  @Override
  public int compareTo(EntryPoint other) {
    return ORDER.compare(this, other);
  }
}
