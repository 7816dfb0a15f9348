package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Diagnostic;
import java.util.List;

/**
 * What was read of a folder.
 *
 * @param files number of source files, headers of the folder included
 * @param lines their physical lines
 */
public record Coverage(
    int files,
    long lines,
    List<FunctionCoverage> functions,
    List<Diagnostic> diagnostics,
    MissingHeaders missingHeaders) {
  public Coverage {
    functions = List.copyOf(functions);
    diagnostics = List.copyOf(diagnostics);
  }

  public long count(FunctionCoverage.Status status) {
    return functions.stream().filter(f -> f.status() == status).count();
  }
}
