/** Reads snippets of C and compares the trees, printed, with what they should be. */
@NullMarked
package dev.irpscope.analysis.frontend;

import org.jspecify.annotations.NullMarked;
