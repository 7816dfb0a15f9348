/**
 * Control-flow graphs: one per function, basic blocks of side-effect-ordered instructions, edges
 * that say why they are taken. Places are typed and laid out (LLP64), so that two spellings of one
 * memory location are one location.
 */
@NullMarked
package dev.irpscope.analysis.cfg;

import org.jspecify.annotations.NullMarked;
