package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * A macro call as it is written in a file, outside any other, and what it became.
 *
 * @param invocation name to closing parenthesis
 * @param definition the macro's name in its definition; empty for a macro defined by an option
 * @param lines at least one
 */
public record MacroCall(
    Span invocation, String macro, Optional<Span> definition, List<ExpandedLine> lines) {
  public MacroCall {
    lines = List.copyOf(lines);
  }
}
