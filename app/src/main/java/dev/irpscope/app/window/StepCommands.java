package dev.irpscope.app.window;

import dev.irpscope.app.viewmodel.DetailLevel;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** The commands that move the step. */
final class StepCommands {
  private StepCommands() {}

  /**
   * @param stepped whether there is a path
   * @param askForStep asks for a number and goes there
   */
  static void addTo(
      Commands commands, SteppingModel stepping, BooleanBinding stepped, Runnable askForStep) {
    ReadOnlyBooleanWrapper always = new ReadOnlyBooleanWrapper(true);
    BooleanBinding found = Bindings.isNotEmpty(stepping.violations());
    commands.add("next", stepped, stepping::next, "J");
    commands.add("previous", stepped, stepping::previous, "K");
    commands.add("over", stepped, stepping::stepOver, "F10");
    commands.add("into", stepped, stepping::stepInto, "F11");
    commands.add("out", stepped, stepping::stepOut, "Shift+F11");
    commands.add("backOver", stepped, stepping::stepBackOver, "Ctrl+F10");
    commands.add("backInto", stepped, stepping::stepBackInto, "Ctrl+F11");
    commands.add("first", stepped, stepping::first, "Home");
    commands.add("last", stepped, stepping::last, "End");
    commands.add("violation", stepped, stepping::goToViolation, "V");
    commands.add("opening", stepped, stepping::goToOpening, "O");
    commands.add("nextEvent", stepped, stepping::nextRuleEvent, "]");
    commands.add("previousEvent", stepped, stepping::previousRuleEvent, "[");
    commands.add("nextDecision", stepped, stepping::nextDecision, ".");
    commands.add("previousDecision", stepped, stepping::previousDecision, ",");
    commands.add("decisionsOnly", stepped, () -> toggle(stepping.decisionsOnlyProperty()), "D");
    commands.add("goToStep", stepped, () -> done(askForStep), "Ctrl+G");
    commands.add("nextViolation", found, stepping::nextViolation, "F8");
    commands.add("previousViolation", found, stepping::previousViolation, "Shift+F8");
    commands.add(
        "nextPath", stepped, () -> stepping.showPath(stepping.selection().pathNumber() + 1), "N");
    commands.add(
        "previousPath",
        stepped,
        () -> stepping.showPath(stepping.selection().pathNumber() - 1),
        "Shift+N");

    for (DetailLevel level : DetailLevel.values()) {
      int number = level.number();
      commands.add(
          "detail" + number,
          always,
          () -> done(() -> stepping.detailProperty().set(level)),
          "Alt+" + number);
    }
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }

  private static boolean toggle(BooleanProperty property) {
    property.set(!property.get());
    return true;
  }
}
