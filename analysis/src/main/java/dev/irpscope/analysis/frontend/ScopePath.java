package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.HeaderContent;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A state of the file scope that units share: the headers read one after the other, each as the
 * layer it gave. Two units on the same path see the same declarations but for those of their own
 * text, so what a further header declares need not be worked out again.
 */
final class ScopePath {
  private record Question(HeaderContent content, PackStack.State packing) {}

  private final ConcurrentHashMap<HeaderLayer, ScopePath> next = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Question, HeaderLayer> known = new ConcurrentHashMap<>();

  ScopePath then(HeaderLayer layer) {
    return next.computeIfAbsent(layer, _ -> new ScopePath());
  }

  Optional<HeaderLayer> known(HeaderContent content, PackStack.State packing) {
    return Optional.ofNullable(known.get(new Question(content, packing)));
  }

  /** Keeps what a header gives here; of several equal ones the first is the one to use. */
  HeaderLayer keep(HeaderLayer layer) {
    HeaderLayer earlier =
        known.putIfAbsent(new Question(layer.content(), layer.packingBefore()), layer);
    return earlier == null ? layer : earlier;
  }
}
