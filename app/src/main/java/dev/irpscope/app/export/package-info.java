/** Graphs as files for other programs; without JavaFX, so that the command line writes them too. */
@NullMarked
package dev.irpscope.app.export;

import org.jspecify.annotations.NullMarked;
