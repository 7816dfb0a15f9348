/** Counterexamples: paths that can be stepped. What the window shows and the reports write. */
@NullMarked
package dev.irpscope.analysis.trace;

import org.jspecify.annotations.NullMarked;
