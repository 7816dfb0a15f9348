/** Work off the JavaFX thread, and the threads for it. */
@NullMarked
package dev.irpscope.app.task;

import org.jspecify.annotations.NullMarked;
