package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.source.Diagnostic;
import java.util.List;

/**
 * What was read from one source file and its headers.
 *
 * @param functions one status per function definition met, in source order
 */
public record ReadUnit(
    TranslationUnit unit, List<Diagnostic> diagnostics, List<FunctionStatus> functions) {
  public ReadUnit {
    diagnostics = List.copyOf(diagnostics);
    functions = List.copyOf(functions);
  }
}
