/**
 * Whole drivers as tests: the samples and small annotated drivers are analysed, and what is
 * reported is compared with what their comments announce.
 */
@NullMarked
package dev.irpscope.analysis.drivers;

import org.jspecify.annotations.NullMarked;
