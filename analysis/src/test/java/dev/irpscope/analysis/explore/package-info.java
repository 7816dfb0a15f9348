/** Tests what the search is made of; the search itself is tested through the annotated drivers. */
@NullMarked
package dev.irpscope.analysis.explore;

import org.jspecify.annotations.NullMarked;
