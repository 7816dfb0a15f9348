package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.SourceFile;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the units of one run share: the tokens of the headers and the spellings. Safe for use by
 * several threads; holds every header it was asked for until it is let go itself.
 */
public final class PreprocessorCache {
  private final ConcurrentHashMap<SourceFile, LexedFile> headers = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, String> spellings = new ConcurrentHashMap<>(8192);

  LexedFile header(SourceFile file) {
    LexedFile known = headers.get(file);
    return known != null
        ? known
        : headers.computeIfAbsent(file, missing -> FileLexer.lex(missing, spellings()));
  }

  Spellings spellings() {
    return new Spellings(spellings);
  }
}
