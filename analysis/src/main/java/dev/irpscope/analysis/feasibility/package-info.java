/** Whether a whole path is possible: the answer of an SMT solver on its conditions. */
@NullMarked
package dev.irpscope.analysis.feasibility;

import org.jspecify.annotations.NullMarked;
