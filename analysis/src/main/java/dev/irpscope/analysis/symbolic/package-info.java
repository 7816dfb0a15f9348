/**
 * Symbolic values, memory regions and what is known of them on a path: the domain that paths are
 * explored in. Everything is named by where it comes from, never by a counter, so that two paths
 * that reach equal states build equal objects.
 */
@NullMarked
package dev.irpscope.analysis.symbolic;

import org.jspecify.annotations.NullMarked;
