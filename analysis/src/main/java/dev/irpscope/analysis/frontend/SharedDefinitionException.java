package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.preprocess.HeaderContent;
import java.util.List;

/**
 * A structure that one header only names is given its members outside of that header. Shared
 * declarations never change, so the headers in question have to be read for this unit alone.
 */
final class SharedDefinitionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<HeaderContent> headers;

  SharedDefinitionException(String tag, List<HeaderContent> headers) {
    super(tag, null, false, false);
    this.headers = List.copyOf(headers);
  }

  /** The headers whose declarations must not be shared; at least one. */
  List<HeaderContent> headers() {
    return headers;
  }
}
