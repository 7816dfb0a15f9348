package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.rule.Automaton;
import dev.irpscope.layout.Size;

/** A state of a rule as it is to be drawn. */
public record StateNode(Automaton.Node state, Size size) {
  public String name() {
    return state.name();
  }
}
