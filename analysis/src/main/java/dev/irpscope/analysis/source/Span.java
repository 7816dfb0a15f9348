package dev.irpscope.analysis.source;

/**
 * A half-open range of UTF-16 offsets in one file.
 *
 * @param start first offset, at least 0
 * @param end offset past the last character, at least {@code start}
 */
public record Span(SourceFile file, int start, int end) implements Comparable<Span> {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("span " + start + ".." + end);
    }
  }

  /** 1-based line of the first character. */
  public int line() {
    return file.lines().line(start);
  }

  /** 1-based column of the first character. */
  public int column() {
    return file.lines().column(start);
  }

  /** 1-based line of the last character; the start line if the span is empty. */
  public int endLine() {
    return file.lines().line(Math.max(start, end - 1));
  }

  public String text() {
    return file.text().substring(start, end);
  }

  /** The smallest span that holds both; {@code this} if the other is in another file. */
  public Span join(Span other) {
    return other.file != file
        ? this
        : new Span(file, Math.min(start, other.start), Math.max(end, other.end));
  }

  /** By path, then offsets. */
  @Override
  public int compareTo(Span other) {
    int byPath = file.path().compareTo(other.file.path());
    if (byPath != 0) {
      return byPath;
    }
    int byStart = Integer.compare(start, other.start);
    return byStart != 0 ? byStart : Integer.compare(end, other.end);
  }

  /** {@code path:line:column}. */
  @Override
  public String toString() {
    return file.path() + ":" + line() + ":" + column();
  }
}
