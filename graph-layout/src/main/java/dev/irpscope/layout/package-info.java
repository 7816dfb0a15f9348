/**
 * Layered drawings of directed graphs: a graph and the sizes of what is written in and at it go in,
 * coordinates and routes come out. Knows nothing of C and nothing of a window; owns no thread.
 */
@NullMarked
package dev.irpscope.layout;

import org.jspecify.annotations.NullMarked;
