package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.preprocess.UnitPart;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;

/**
 * Reads the preprocessed text of one source file. Each external declaration is parsed by itself;
 * one that cannot be read becomes a {@link dev.irpscope.analysis.ast.Decl.Error} with a diagnostic,
 * and a function keeps what can be read of it.
 *
 * <p>Needs a thread with a large stack: a function nested up to {@value #NESTING_LIMIT} brackets
 * deep is read recursively; one that overflows the stack all the same is skipped.
 */
public final class UnitReader {
  /** Bracket nesting beyond which a declaration is skipped. */
  public static final int NESTING_LIMIT = 2000;

  private UnitReader() {}

  /**
   * Reads one unit by itself.
   *
   * @param tokens as they come from the preprocessor; an end token is allowed
   */
  public static ReadUnit read(SourceFile file, List<Token> tokens) {
    return read(file, List.of(new UnitPart.Run(tokens)), new DeclarationCache());
  }

  /** Reads one unit; declarations of headers that were read before are taken from the cache. */
  public static ReadUnit read(PreprocessedUnit unit, DeclarationCache cache) {
    return read(unit.file(), unit.parts(), cache);
  }

  private static ReadUnit read(SourceFile file, List<UnitPart> parts, DeclarationCache cache) {
    Vocabulary vocabulary = Vocabulary.of(file);
    DeclarationCache.Language language = cache.language(vocabulary.isCpp());
    SharedText text = new SharedText(parts, language);
    while (true) {
      PartsReader.Reading reading =
          new PartsReader.Reading(vocabulary, PieceReader.parser(), language, text.inlined());
      FileScope scope = new FileScope(language.start());
      try {
        Gathered read = new PartsReader(reading, scope, PackStack.State.INITIAL).unit(text.parts());
        return new ReadUnit(
            TranslationUnit.of(file, read.groups()), read.diagnostics(), read.functions());
      } catch (SharedDefinitionException shared) {
        text.separate(shared.headers());
      }
    }
  }
}
