package dev.irpscope.analysis.source;

/**
 * One file as text. Two files are equal only if they are the same object: a folder is read once,
 * and everything that points into a file shares its instance.
 */
public final class SourceFile {
  /** Where a file stands. */
  public enum Place {
    /** In the opened folder; its path is relative to that folder. */
    FOLDER,
    /** In a header folder that the user added; its path is the one given. */
    INCLUDED,
    /** One of the built-in WDK headers. */
    BUILT_IN
  }

  private final String path;
  private final Place place;
  private final String text;
  private final LineMap lines;

  /**
   * @param path with forward slashes; relative to the opened folder for {@link Place#FOLDER}
   * @param text decoded, with its line ends as in the file
   */
  public SourceFile(String path, Place place, String text) {
    this.path = path;
    this.place = place;
    this.text = text;
    this.lines = new LineMap(text);
  }

  public String path() {
    return path;
  }

  public Place place() {
    return place;
  }

  public String text() {
    return text;
  }

  public LineMap lines() {
    return lines;
  }

  /** The last part of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The text of the 1-based {@code line} without its line end. */
  public String lineText(int line) {
    int end = lines.end(line);
    int start = lines.start(line);
    while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    return text.substring(start, end);
  }

  /** The whole file as a span. */
  public Span whole() {
    return new Span(this, 0, text.length());
  }

  @Override
  public String toString() {
    return path;
  }
}
