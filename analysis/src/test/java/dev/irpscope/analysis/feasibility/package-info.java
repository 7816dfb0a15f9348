/** Compares the solver's answers with trying out every value of small types. */
@NullMarked
package dev.irpscope.analysis.feasibility;

import org.jspecify.annotations.NullMarked;
