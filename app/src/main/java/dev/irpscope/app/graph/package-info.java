/**
 * The drawn panes: control-flow graph, rule automaton, scrubber. Each is a region built from a
 * {@link dev.irpscope.app.viewmodel.SteppingModel} and draws on a {@link
 * dev.irpscope.app.view.CanvasPane}.
 */
@NullMarked
package dev.irpscope.app.graph;

import org.jspecify.annotations.NullMarked;
