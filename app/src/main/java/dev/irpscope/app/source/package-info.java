/**
 * What the source pane shows: the rows of a file along a path, and how C is coloured. No nodes in
 * here.
 */
@NullMarked
package dev.irpscope.app.source;

import org.jspecify.annotations.NullMarked;
