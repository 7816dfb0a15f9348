package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.source.Span;
import java.util.List;

/**
 * A variable of file scope.
 *
 * @param file path of the file with its definition, or of the first declaration where there is none
 * @param initialization stores of the constant initial value; what is not stored is zero. Empty
 *     without an initialiser
 */
public record GlobalVariable(
    String name,
    CType type,
    boolean isStatic,
    String file,
    Span declared,
    List<Instruction> initialization) {
  public GlobalVariable {
    initialization = List.copyOf(initialization);
  }
}
