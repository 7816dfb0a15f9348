package dev.irpscope.analysis.ast;

import dev.irpscope.analysis.source.SourceFile;
import java.util.List;

/**
 * A source file with everything it includes, as read.
 *
 * @param declarations in source order, headers' declarations included
 */
public record TranslationUnit(SourceFile file, List<Decl> declarations) {
  public TranslationUnit {
    declarations = List.copyOf(declarations);
  }

  /** The function definitions, in source order. */
  public List<Decl.Function> functions() {
    return declarations.stream()
        .filter(Decl.Function.class::isInstance)
        .map(Decl.Function.class::cast)
        .toList();
  }
}
