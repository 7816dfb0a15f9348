package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The numbered disc of a step; its shade says what kind of step it is. */
final class StepBadge extends Label {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");

  private String shade = "";

  StepBadge() {
    getStyleClass().setAll("step-badge");
    setMinWidth(Region.USE_PREF_SIZE);
    setFocusTraversable(false);
  }

  void show(Step step, Counterexample path, boolean current) {
    show(step, path, current, false);
  }

  /**
   * @param secret whether what the step does is not to be told yet
   */
  void show(Step step, Counterexample path, boolean current, boolean secret) {
    setText(Integer.toString(step.index() + 1));
    String next = secret ? "badge-plain" : shade(step, path);
    // Another list of style classes, even an equal one, has the node styled anew.
    if (!next.equals(shade)) {
      shade = next;
      getStyleClass().setAll("step-badge", next);
    }
    pseudoClassStateChanged(CURRENT, current);
  }

  /** At least as wide as high, and never cut. */
  @Override
  protected double computePrefWidth(double height) {
    return Math.max(21, super.computePrefWidth(height));
  }

  private static String shade(Step step, Counterexample path) {
    if (step.index() == path.violating()) {
      return "badge-violation";
    }
    boolean opens = path.opening().isPresent() && path.opening().getAsInt() == step.index();
    if (opens || step.isRuleEvent()) {
      return "badge-rule";
    }
    return "badge-plain";
  }
}
