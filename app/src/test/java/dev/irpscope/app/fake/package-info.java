/** A hand-made analysed folder for tests of the window: real source text, no engine. */
@NullMarked
package dev.irpscope.app.fake;

import org.jspecify.annotations.NullMarked;
