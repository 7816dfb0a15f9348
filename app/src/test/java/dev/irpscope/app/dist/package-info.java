/** What is handed to people: the packaged folder, looked at after it has been made. */
@NullMarked
package dev.irpscope.app.dist;

import org.jspecify.annotations.NullMarked;
