package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;

/**
 * A C++ member function that a call means.
 *
 * @param name qualified with its class, as it is defined
 */
record Method(String name, CType.Function type, Target target) {
  /** Whose function it is. */
  enum Target {
    /** No object's: it is static. */
    NONE,
    /** That of the calling function's object. */
    THIS,
    /** That of the object before the name. */
    BASE
  }
}
