package dev.irpscope.analysis.preprocess;

/**
 * Where the tokens of one included header stand in a unit.
 *
 * @param from index of its first token
 * @param to index past its last token
 */
public record HeaderSegment(HeaderContent content, int from, int to) {
  HeaderSegment shifted(int by) {
    return new HeaderSegment(content, from + by, to + by);
  }
}
