package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;

/** What a name of file scope stands for. */
public sealed interface Symbol {
  /** A variable; {@code isStatic} for internal linkage. */
  record Global(CType type, boolean isStatic) implements Symbol {}

  record Function(CType type) implements Symbol {}
}
