package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;

/** What a step has to do with the violation: whether it is why, or where it shows. */
public enum StepPart {
  /** The obligation begins here: without this step there was nothing to break. */
  OPENS,
  /** On the other way of this decision the rule may be kept. */
  DECIDES,
  /** Here the rule is broken, which is seldom where the mistake is. */
  SHOWS,
  NONE;

  /** The part of a step of a path. */
  public static StepPart of(Step step, Counterexample path) {
    int index = step.index();
    if (index == path.violating()) {
      return SHOWS;
    }
    if (path.opening().isPresent() && path.opening().getAsInt() == index) {
      return OPENS;
    }
    return SteppingModel.isDecision(step) && index < path.violating() ? DECIDES : NONE;
  }

  public boolean isCause() {
    return this == OPENS || this == DECIDES;
  }
}
