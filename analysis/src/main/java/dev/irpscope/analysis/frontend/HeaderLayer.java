package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.DeclarationGroup;
import dev.irpscope.analysis.preprocess.HeaderContent;
import dev.irpscope.analysis.preprocess.LayeredMap;
import dev.irpscope.analysis.preprocess.Questions;
import dev.irpscope.analysis.source.Diagnostic;
import java.util.List;

/**
 * What a header declares, read where names meant certain things: shared by all units in which they
 * mean the same. Immutable: nothing in it is completed later.
 *
 * @param askedNames what the header asked of the scope around it; {@link FileScope#NO_NAME} where
 *     there was nothing
 * @param within the layers of headers that it includes, as far as they are layers of their own
 */
record HeaderLayer(
    HeaderContent content,
    PackStack.State packingBefore,
    PackStack.State packingAfter,
    LayeredMap<Scope.Entity> names,
    LayeredMap<CType> tags,
    Questions<Scope.Entity> askedNames,
    Questions<CType> askedTags,
    List<HeaderLayer> within,
    List<DeclarationGroup> groups,
    List<Diagnostic> diagnostics,
    List<FunctionStatus> functions) {
  HeaderLayer {
    within = List.copyOf(within);
    groups = List.copyOf(groups);
    diagnostics = List.copyOf(diagnostics);
    functions = List.copyOf(functions);
  }

  /** Two layers are equal only if they are the same object: comparing them would take long. */
  @Override
  @SuppressWarnings("ReferenceEquality")
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
