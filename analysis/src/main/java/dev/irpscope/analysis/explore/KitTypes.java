package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.function.Consumer;

/** The types that the driver headers define: what has them is written by others, too. */
final class KitTypes {
  private KitTypes() {}

  /** Calls back for each of them, in each unit that includes its header. */
  static void forEach(List<TranslationUnit> units, Consumer<CType> visitor) {
    for (TranslationUnit unit : units) {
      for (Decl declaration : unit.declarations()) {
        if (declaration.origin().site().file().place() == SourceFile.Place.BUILT_IN) {
          switch (declaration) {
            case Decl.Typedef typedef -> visitor.accept(typedef.type());
            case Decl.TypeOnly only -> visitor.accept(only.type());
            case Decl.Variable _, Decl.Prototype _, Decl.Function _, Decl.Error _ -> {}
          }
        }
      }
    }
  }
}
