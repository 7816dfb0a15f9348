/**
 * The window as a whole: which panes there are and how they stand beside each other. Uses the panes
 * of {@code view} and {@code graph}; none of them knows it.
 */
@NullMarked
package dev.irpscope.app.window;

import org.jspecify.annotations.NullMarked;
