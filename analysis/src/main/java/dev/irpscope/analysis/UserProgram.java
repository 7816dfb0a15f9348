package dev.irpscope.analysis;

import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.DriverSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells the programs that stand beside a driver in its folder from drivers and their libraries. */
final class UserProgram {
  /** What drivers do not include. */
  private static final Set<String> HEADERS = Set.of("windows.h", "afxwin.h");

  private static final Set<String> STARTS =
      Set.of("main", "wmain", "_tmain", "WinMain", "wWinMain", "_tWinMain", "DllMain");

  private UserProgram() {}

  /**
   * Whether the system calls nothing of it as a driver's routine, and it is made for user mode.
   *
   * @param files lower-case names of the files that it includes
   */
  static boolean is(Program program, Set<String> files) {
    return program.entryPoints().isEmpty()
        && (HEADERS.stream().anyMatch(files::contains)
            || program.functions().stream()
                .anyMatch(function -> STARTS.contains(function.key().name())));
  }

  /** What is told of a program: {@code diagnostics}, and that no rule was checked in it. */
  static List<Diagnostic> told(DriverSources sources, List<Diagnostic> diagnostics) {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.add(
        Diagnostic.of(
            Diagnostic.NOT_A_DRIVER,
            Diagnostic.Severity.NOTE,
            sources.folder().isEmpty() ? "." : sources.folder(),
            sources.name() + " is a program, not a driver; no rule is checked in it."));
    return all;
  }
}
