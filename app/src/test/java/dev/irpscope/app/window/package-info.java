/** Journeys through the window, and pictures of it. */
@NullMarked
package dev.irpscope.app.window;

import org.jspecify.annotations.NullMarked;
