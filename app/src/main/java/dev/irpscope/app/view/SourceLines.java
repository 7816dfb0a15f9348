package dev.irpscope.app.view;

/** What becomes of a line that is wider than the source pane. */
public enum SourceLines {
  /** It stays one line; the pane can be scrolled sideways. */
  WHOLE,
  /** It goes on below itself. */
  WRAPPED,
  /** The same with half of the indentation, for letters to be read from afar. */
  WRAPPED_NARROW
}
