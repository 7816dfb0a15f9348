package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.Span;
import java.util.List;

/**
 * Headers that were asked for and not found.
 *
 * @param headers sorted by name
 * @param functions number of functions in files that ask for any of them, themselves or through
 *     another header
 */
public record MissingHeaders(List<Header> headers, int functions) {
  public static final MissingHeaders NONE = new MissingHeaders(List.of(), 0);

  public MissingHeaders {
    headers = List.copyOf(headers);
  }

  /**
   * One of them.
   *
   * @param name as the directive has it
   * @param place the first directive that asks for it
   * @param functions number of functions in files that ask for it
   */
  public record Header(String name, Span place, int functions) {}
}
