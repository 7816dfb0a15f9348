package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import java.util.ArrayList;
import java.util.List;

/** The short texts of a step that several panes show. */
public final class StepTexts {
  private StepTexts() {}

  /** The step's source, or a sentence where it has none. */
  public static String headline(Step step) {
    return switch (step.kind()) {
      case LOWER_DRIVER -> Messages.get("step.lower");
      case ENTRY -> step.function().name();
      case BRANCH, STATEMENT, CALL, RETURN, RULE_EVENT, VIOLATION -> telling(step);
    };
  }

  /** The text of the step, or of its line where the text is no more than an operator. */
  private static String telling(Step step) {
    if (step.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
      return step.text();
    }
    return step.origin().site().file().lineText(step.line()).strip();
  }

  /** What the step does to the rule or decides; empty if neither. */
  public static String note(Step step) {
    List<String> parts = new ArrayList<>();
    if (step.isRuleEvent()) {
      parts.add(Messages.get("step.event", step.before().state(), step.after().state()));
    }
    switch (step.kind()) {
      case ENTRY ->
          parts.add(
              step.lane() == Step.Lane.COMPLETION
                  ? Messages.get("step.completion")
                  : Messages.get("step.entry"));
      case BRANCH ->
          parts.add(step.outcome().map(o -> Messages.get("step.decision", o)).orElse(""));
      case LOWER_DRIVER -> parts.add(step.outcome().orElse(""));
      case STATEMENT, CALL, RETURN, RULE_EVENT, VIOLATION -> step.outcome().ifPresent(parts::add);
    }
    step.assumption().ifPresent(_ -> parts.add(Messages.get("step.assumed")));
    parts.removeIf(String::isBlank);
    return String.join(" \u00b7 ", parts);
  }

  /** {@code Step 4 of 7 · FilterRead · line 93 · Armed}: always visible in the status bar. */
  public static String position(Step step, int count) {
    return Messages.get(
        "step.position",
        step.index() + 1,
        count,
        step.function().name(),
        step.line(),
        step.after().state());
  }

  /**
   * What a pane says without a path: what to do, that there is nothing to select, or what will
   * stand here when something is found.
   *
   * @param pane the pane's name in the messages
   */
  public static String withoutPath(Selection now, String pane) {
    String when = now.folder().isEmpty() ? ".wait" : now.isClean() ? ".none" : ".empty";
    return Messages.get("pane." + pane + when);
  }
}
