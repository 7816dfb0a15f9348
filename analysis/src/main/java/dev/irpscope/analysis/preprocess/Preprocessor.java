package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final SourceFile options;
  private final Set<String> configured = new HashSet<>();
  private final Map<String, SourceFile> ownOptions = new ConcurrentHashMap<>();

  /**
   * @param cache shared by all preprocessors of a run
   */
  public Preprocessor(Configuration configuration, HeaderSearch headers, PreprocessorCache cache) {
    this.configuration = configuration;
    this.headers = headers;
    this.cache = cache;
    this.options =
        new SourceFile(MacroReader.OPTIONS_PATH, SourceFile.Place.BUILT_IN, optionsText());
    configuration.defines().forEach(define -> configured.add(name(define)));
  }

  public PreprocessedUnit preprocess(SourceFile main) {
    return preprocess(main, List.of(), Optional.empty());
  }

  /**
   * @param own macros that this file is compiled with; those of the configuration win over them
   * @param first name of a header that is read as if the file began with including it; one that is
   *     not found is passed over
   */
  public PreprocessedUnit preprocess(SourceFile main, List<Define> own, Optional<String> first) {
    StringBuilder text = new StringBuilder();
    own.stream()
        .filter(define -> !configured.contains(name(define)))
        .forEach(define -> append(text, define));
    Optional<SourceFile> header =
        first.flatMap(name ->
            headers.find(name, HeaderSearch.Form.ANGLED, main)
                    instanceof HeaderSearch.Result.Found(SourceFile found)
                ? Optional.of(found)
                : Optional.empty());
    return new UnitPreprocessor(headers, cache, main).read(options, file(text.toString()), header);
  }

  private SourceFile file(String text) {
    return ownOptions.computeIfAbsent(
        text,
        missing -> new SourceFile(MacroReader.OPTIONS_PATH, SourceFile.Place.BUILT_IN, missing));
  }

  private String optionsText() {
    StringBuilder text = new StringBuilder("#define __IRPSCOPE__ 1\n");
    configuration.architecture().defines().forEach(define -> append(text, define));
    configuration
        .defines()
        .forEach(define -> {
          text.append("#undef ").append(name(define)).append('\n');
          append(text, define);
        });
    return text.toString();
  }

  private static String name(Define define) {
    return define.name().split("\\(", 2)[0];
  }

  private static void append(StringBuilder text, Define define) {
    text.append("#define ").append(define.name()).append(' ').append(define.value()).append('\n');
  }
}
