package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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

  SourceFile file(String path) {
    return Objects.requireNonNull(files.get(path));
  }

  PreprocessedUnit read(String path) {
    return read(path, new PreprocessorCache());
  }

  PreprocessedUnit read(String path, PreprocessorCache cache) {
    return new Preprocessor(Configuration.standard(), this, cache).preprocess(file(path));
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
