/**
 * What the drawn panes show: the control-flow graph with the path laid over it, the rule's
 * automaton, the time line. Plain values and models; sizes of text come from a {@link
 * dev.irpscope.app.viewmodel.drawing.Lettering}, so that all of it is tested without a screen.
 */
@NullMarked
package dev.irpscope.app.viewmodel.drawing;

import org.jspecify.annotations.NullMarked;
