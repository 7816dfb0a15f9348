package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** The preprocessed units of a folder, one after the other. */
final class OracleFolder {
  private OracleFolder() {}

  static void units(Path root, Consumer<PreprocessedUnit> each) {
    DriverFolder folder = DriverFolder.open(root);
    HeaderSearch headers =
        HeaderSearch.inOrder(List.of(folder.headerSearch(List.of()), new BuiltInHeaders()));
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), headers, new PreprocessorCache());
    for (String path : folder.sources()) {
      if (folder.read(path) instanceof SourceReader.Result.Read(var file)) {
        each.accept(preprocessor.preprocess(file));
      }
    }
  }

  /** Runs on a thread with a large stack; what it throws is thrown here. */
  static void deep(Runnable work) {
    FutureTask<Boolean> task = new FutureTask<>(work, true);
    Thread thread = new Thread(null, task, "oracle", 256L << 20);
    thread.start();
    try {
      task.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }
}
