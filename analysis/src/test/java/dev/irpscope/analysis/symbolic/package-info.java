/** Compares the symbolic domain with plain arithmetic on small types. */
@NullMarked
package dev.irpscope.analysis.symbolic;

import org.jspecify.annotations.NullMarked;
