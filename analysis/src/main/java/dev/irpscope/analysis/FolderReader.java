package dev.irpscope.analysis;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.frontend.DeclarationCache;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Define;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the files of one folder in one state; headers are read once. Safe for use by several
 * threads.
 */
final class FolderReader {
  private final DriverFolder folder;
  private final AnalysisOptions options;
  private final BuiltInHeaders builtIn;
  private final PreprocessorCache text;
  private final DeclarationCache declarations;
  private final Preprocessor preprocessor;

  private FolderReader(
      DriverFolder folder,
      AnalysisOptions options,
      BuiltInHeaders builtIn,
      PreprocessorCache text,
      DeclarationCache declarations) {
    this.folder = folder;
    this.options = options;
    this.builtIn = builtIn;
    this.text = text;
    this.declarations = declarations;
    Configuration configuration = Configuration.standard();
    for (String define : options.defines()) {
      configuration = configuration.with(Define.parse(define));
    }
    HeaderSearch headers =
        HeaderSearch.inOrder(List.of(folder.headerSearch(options.includeFolders()), builtIn));
    this.preprocessor = new Preprocessor(configuration, headers, text);
  }

  static FolderReader of(DriverFolder folder, AnalysisOptions options) {
    return new FolderReader(
        folder, options, new BuiltInHeaders(), new PreprocessorCache(), new DeclarationCache());
  }

  /**
   * A reader of the folder in a later state, which keeps of the headers what files of the names
   * {@code changed} cannot have changed.
   */
  FolderReader successor(DriverFolder later, Set<String> changed) {
    PreprocessorCache kept = text.successor(names -> names.stream().noneMatch(changed::contains));
    return new FolderReader(later, options, builtIn, kept, declarations.successor(kept::holds));
  }

  BuiltInHeaders builtInHeaders() {
    return builtIn;
  }

  /** Reads a text of our own; it shares the headers. Needs a large stack. */
  TranslationUnit ownUnit(SourceFile file) {
    return UnitReader.read(preprocessor.preprocess(file), declarations).unit();
  }

  /** Reads one source file of the folder; needs a large stack. */
  UnitResult read(String path) {
    return switch (folder.read(path)) {
      case SourceReader.Result.Read(SourceFile file) -> read(file);
      case SourceReader.Result.Failed(Diagnostic problem) -> UnitResult.failed(path, problem);
    };
  }

  /**
   * The tokens of a source file with the macros of its project. A driver's file that includes no
   * header of the driver kit, because the macro that asks for it comes from a build that cannot be
   * read or the header with the {@code #include} is missing, begins with the usual one.
   */
  PreprocessedUnit preprocess(SourceFile file) {
    List<Define> own = folder.defines(file.path()).stream().map(Define::parse).toList();
    PreprocessedUnit unit = preprocessor.preprocess(file, own, Optional.empty());
    return KernelTypes.areUsedUndeclared(unit)
        ? preprocessor.preprocess(file, own, Optional.of(KernelTypes.ASSUMED))
        : unit;
  }

  private UnitResult read(SourceFile file) {
    try {
      PreprocessedUnit unit = preprocess(file);
      Set<String> names = new HashSet<>();
      unit.searched().forEach(name -> names.add(UnitResult.name(name)));
      return new UnitResult(
          Optional.of(UnitReader.read(unit, declarations)),
          unit.inactive(),
          KernelTypes.withAssumption(unit),
          unit.missing(),
          names);
    } catch (StackOverflowError | OutOfMemoryError e) {
      return UnitResult.failed(
          file.path(),
          Diagnostic.of(
              "FILE-TOO-LARGE",
              Diagnostic.Severity.ERROR,
              file.path(),
              "This file needs more memory than there is and was left out."));
    }
  }
}
