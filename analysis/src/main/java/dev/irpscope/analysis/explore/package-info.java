/**
 * Path-sensitive, interprocedural search of one driver for paths that break a rule; builds and
 * replays the traces of what it finds.
 */
@NullMarked
package dev.irpscope.analysis.explore;

import org.jspecify.annotations.NullMarked;
