package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;

/** A few files in memory, for tests. */
final class Sources implements HeaderSearch {
  private final Map<String, SourceFile> files = new LinkedHashMap<>();

  Sources with(String path, String text) {
    files.put(path, new SourceFile(path, SourceFile.Place.FOLDER, text));
    return this;
  }

  @Override
  public Result find(String name, Form form, SourceFile includer) {
    SourceFile found = files.get(name);
    return found == null ? new Result.Missing() : new Result.Found(found);
  }

  PreprocessedUnit read(String path) {
    return new Preprocessor(Configuration.standard(), this, new PreprocessorCache())
        .preprocess(java.util.Objects.requireNonNull(files.get(path)));
  }

  static PreprocessedUnit unit(String text) {
    return new Sources().with("main.c", text).read("main.c");
  }

  /** The tokens that {@code text} becomes, with one blank between any two. */
  static String spelled(String text) {
    return spelled(unit(text));
  }

  static String spelled(PreprocessedUnit unit) {
    StringBuilder all = new StringBuilder();
    for (Token token : unit.tokens()) {
      if (token.kind() != Token.Kind.END) {
        all.append(all.isEmpty() ? "" : " ").append(token.text());
      }
    }
    return all.toString();
  }
}
