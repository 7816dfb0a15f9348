package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.stream.Collectors;

/** C text read by the preprocessor and the front end, without any header. */
final class Snippet {
  private Snippet() {}

  static ReadUnit unit(String text) {
    return unit("snippet.c", text);
  }

  static ReadUnit unit(String name, String text) {
    SourceFile file = new SourceFile(name, SourceFile.Place.FOLDER, text);
    HeaderSearch none = (_, _, _) -> new HeaderSearch.Result.Missing();
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), none, new PreprocessorCache());
    return UnitReader.read(file, preprocessor.preprocess(file).tokens());
  }

  /** The statements of the only function, printed; fails unless it was read whole. */
  static String body(String text) {
    ReadUnit unit = unit(text);
    if (!unit.diagnostics().isEmpty()) {
      throw new AssertionError(problems(unit));
    }
    return statements(unit.unit().functions().getLast());
  }

  static String statements(Decl.Function function) {
    return function.body().statements().stream()
        .map((Stmt statement) -> TreeText.of(statement))
        .collect(Collectors.joining(" "));
  }

  /** The statement {@code int f() { STATEMENTS }} after some declarations. */
  static String inFunction(String declarations, String statements) {
    return body(declarations + "\nint f(void) { " + statements + " }\n");
  }

  /** The declarations, printed, one a line; fails on a diagnostic. */
  static String declarations(String text) {
    ReadUnit unit = unit(text);
    if (!unit.diagnostics().isEmpty()) {
      throw new AssertionError(problems(unit));
    }
    return unit.unit().declarations().stream()
        .map((Decl declaration) -> TreeText.of(declaration))
        .collect(Collectors.joining("\n"));
  }

  static List<String> problems(ReadUnit unit) {
    return unit.diagnostics().stream()
        .map(d -> d.code() + " " + d.span().map(Object::toString).orElse("") + " " + d.message())
        .toList();
  }
}
