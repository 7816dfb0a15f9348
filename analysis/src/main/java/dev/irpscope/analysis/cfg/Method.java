package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.RecordDefinition;

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

  /** Whether a member function is no constructor, destructor or operator. */
  static boolean isPlain(RecordDefinition type, String name) {
    return !name.equals(type.tag()) && !name.startsWith("~") && !name.startsWith("operator");
  }

  /** Whether calls give a member function an object before its arguments. */
  static boolean hasObject(RecordDefinition type, String name) {
    return isPlain(type, name) && !type.statics().contains(name);
  }
}
