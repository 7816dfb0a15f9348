/**
 * An independent count of what the front end should have read: finds function definitions by
 * matching brackets in raw text, and sets them against what {@code irpscope coverage} lists. Shares
 * no code with the analysis, so that the two cannot be wrong in the same way.
 */
@NullMarked
package dev.irpscope.analysis.coverage;

import org.jspecify.annotations.NullMarked;
