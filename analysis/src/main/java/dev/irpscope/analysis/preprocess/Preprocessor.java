package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Turns a source file and the headers it includes into the tokens that the compiler proper would
 * see (C11 5.1.1.2, phases 2 to 4). Never fails on input: what is wrong is a diagnostic. Safe for
 * use by several threads.
 */
public final class Preprocessor {
  private final Configuration configuration;
  private final HeaderSearch headers;
  private final PreprocessorCache cache;
  private final Map<String, SourceFile> options = new ConcurrentHashMap<>();

  /**
   * @param cache shared by all preprocessors of a run
   */
  public Preprocessor(Configuration configuration, HeaderSearch headers, PreprocessorCache cache) {
    this.configuration = configuration;
    this.headers = headers;
    this.cache = cache;
  }

  public PreprocessedUnit preprocess(SourceFile main) {
    return preprocess(main, List.of());
  }

  /**
   * @param own macros that this file is compiled with; those of the configuration win over them
   */
  public PreprocessedUnit preprocess(SourceFile main, List<Define> own) {
    SourceFile start =
        options.computeIfAbsent(
            optionsText(own),
            text -> new SourceFile(MacroReader.OPTIONS_PATH, SourceFile.Place.BUILT_IN, text));
    return new UnitPreprocessor(headers, cache, main).read(start);
  }

  private String optionsText(List<Define> own) {
    StringBuilder text = new StringBuilder("#define __IRPSCOPE__ 1\n");
    configuration.architecture().defines().forEach(define -> append(text, define));
    own.forEach(define -> append(text, define));
    configuration
        .defines()
        .forEach(define -> {
          text.append("#undef ").append(define.name().split("\\(", 2)[0]).append('\n');
          append(text, define);
        });
    return text.toString();
  }

  private static void append(StringBuilder text, Define define) {
    text.append("#define ").append(define.name()).append(' ').append(define.value()).append('\n');
  }
}
