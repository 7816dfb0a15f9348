package dev.irpscope.analysis.ast;

import dev.irpscope.analysis.source.SourceFile;
import java.util.List;

/**
 * A source file with everything it includes, as read.
 *
 * @param declarations in source order, headers' declarations included; to be iterated over
 */
public record TranslationUnit(SourceFile file, List<Decl> declarations) {
  public TranslationUnit {
    declarations =
        declarations instanceof Declarations
            ? declarations
            : new Declarations(List.of(new DeclarationGroup(declarations)));
  }

  /** A unit of groups that it may share with others. */
  public static TranslationUnit of(SourceFile file, List<DeclarationGroup> groups) {
    return new TranslationUnit(file, new Declarations(groups));
  }

  /** The declarations in groups, in source order. */
  public List<DeclarationGroup> groups() {
    return ((Declarations) declarations).groups();
  }

  /** The function definitions, in source order. */
  public List<Decl.Function> functions() {
    return groups().stream()
        .flatMap(group -> group.derived(Functions.class, Functions::of).all().stream())
        .toList();
  }

  private record Functions(List<Decl.Function> all) {
    static Functions of(DeclarationGroup group) {
      return new Functions(
          group.declarations().stream()
              .filter(Decl.Function.class::isInstance)
              .map(Decl.Function.class::cast)
              .toList());
    }
  }
}
