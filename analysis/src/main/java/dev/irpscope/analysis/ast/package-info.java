/**
 * The abstract syntax of C as far as drivers use it: immutable records, closed by sealed
 * interfaces. Every node has a {@link dev.irpscope.analysis.ast.NodeId} and an origin; facts about
 * nodes live in side tables keyed by the id. Records of this package are never hash keys.
 */
@NullMarked
package dev.irpscope.analysis.ast;

import org.jspecify.annotations.NullMarked;
