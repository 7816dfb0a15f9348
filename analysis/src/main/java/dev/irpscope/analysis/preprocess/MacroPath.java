package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.SourceFile;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A state of the macros that units share: the headers read one after the other, each named by its
 * content. Two units on the same path have the same macros but for those that their own text
 * changed, so what a further header comes to need not be worked out again.
 */
final class MacroPath {
  private final ConcurrentHashMap<HeaderContent, MacroPath> next = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<SourceFile, HeaderContent> known = new ConcurrentHashMap<>();

  MacroPath then(HeaderContent content) {
    return next.computeIfAbsent(content, _ -> new MacroPath());
  }

  /** What the header comes to here. */
  Optional<HeaderContent> known(SourceFile header) {
    return Optional.ofNullable(known.get(header));
  }

  /** Keeps what a header comes to here; of several equal ones the first is the one to use. */
  HeaderContent keep(HeaderContent content) {
    HeaderContent earlier = known.putIfAbsent(content.file(), content);
    return earlier == null ? content : earlier;
  }
}
