package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.source.Origin;

/**
 * A parameter or local variable of one function.
 *
 * @param index its number in the function, parameters first; two variables of one name in different
 *     blocks differ here
 */
public record Variable(int index, String name, CType type, Kind kind, Origin declared) {
  /** Lifetime. */
  public enum Kind {
    PARAMETER,
    LOCAL,
    /** {@code static} in a block: one object for all calls. */
    STATIC
  }
}
