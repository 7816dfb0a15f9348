package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Span;
import java.util.List;

/**
 * One line of what a macro call became.
 *
 * @param text indented by its depth in braces
 * @param written where each of its tokens was written: in the call or in a macro's definition
 */
public record ExpandedLine(String text, List<Span> written) {
  public ExpandedLine {
    written = List.copyOf(written);
  }
}
