package dev.irpscope.app.view;

import java.util.Locale;

/**
 * The named colours that drawings use. Their values stand in {@code theme.css}, once for the light
 * and once for the dark theme; none is ever the only sign of what it means.
 */
public enum PaletteColour {
  /** Pane background. */
  BACKGROUND,
  /** Fill of a block or state that is nothing special. */
  SURFACE,
  /** Frame of a block or state that is nothing special. */
  BORDER,
  TEXT,
  /** Second line, axis labels. */
  TEXT_MUTED,
  /** On the path: thick solid edge. */
  PATH,
  PATH_FILL,
  /** Edge on the path that is not the highlight itself: dark and thick. */
  PATH_EDGE,
  /** Current step: double frame or arrow. */
  CURRENT,
  CURRENT_FILL,
  /** Text on {@link #CURRENT}. */
  CURRENT_TEXT,
  /** Violation and open obligation: cross, hatched end. */
  VIOLATION,
  VIOLATION_FILL,
  /** Discharged, passing path: tick, dotted edge. */
  PASSING,
  PASSING_FILL,
  /** Missing call: dashed frame, plus sign. */
  GHOST,
  GHOST_FILL,
  /** Not taken, hidden: thin dotted, smaller. */
  DIM,
  DIM_FILL,
  /** Text on a fill of full strength (PATH, VIOLATION, PASSING, GHOST). */
  ON_EMPHASIS;

  /** The styleable property of {@link CanvasPane} that carries it. */
  String property() {
    return "-canvas-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
