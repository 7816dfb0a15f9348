package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.app.viewmodel.StateRow;
import dev.irpscope.app.viewmodel.SteppingModel;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * One fact: how it changed, what it is about, its value, and below that what was before and why.
 */
final class StateValueBox extends HBox {
  private final Label letter = label("state-letter");
  private final CodeLabel subject = new CodeLabel();
  private final CodeLabel value = new CodeLabel();
  private final Label previous = label("state-previous");
  private final Label reason = label("state-previous");
  private final Tooltip origin = new Tooltip(Messages.get("state.goToOrigin"));

  /**
   * @param room how wide the list is
   */
  StateValueBox(SteppingModel model, ObservableDoubleValue room) {
    getStyleClass().add("state-value-row");
    subject.getStyleClass().addAll("state-subject", "code");
    value.getStyleClass().add("state-value");
    for (Label wrapped : new Label[] {previous, reason}) {
      wrapped.setWrapText(true);
    }
    subject.setMinWidth(0);
    subject.setMaxWidth(Double.MAX_VALUE);
    VBox values = new VBox(value, previous, reason);
    HBox.setHgrow(subject, Priority.ALWAYS);
    HBox.setHgrow(values, Priority.ALWAYS);
    subject.prefWidthProperty().bind(Bindings.multiply(room, 0.41));
    values.prefWidthProperty().bind(Bindings.multiply(room, 0.47));
    getChildren().addAll(letter, subject, values);
    subject.setOnMouseClicked(e -> {
      if (e.getButton() == MouseButton.PRIMARY && subject.getUserData() instanceof Fact fact) {
        model.goToOrigin(fact);
      }
    });
  }

  void show(StateRow.Value row) {
    Fact fact = row.fact();
    letter.setText(row.change().map(k -> Messages.get("state.letter." + k)).orElse(""));
    subject.show(row.subject());
    String certainty =
        switch (fact.certainty()) {
          case KNOWN -> "";
          case ASSUMED -> " " + Messages.get("state.assumed");
          case UNKNOWN -> " ?";
        };
    value.show(
        fact.certainty() == Fact.Certainty.UNKNOWN
            ? Messages.get("state.unknown")
            : fact.value() + certainty);
    StyleClasses.set(value, "state-uncertain", fact.certainty() != Fact.Certainty.KNOWN);
    boolean linked = fact.group() == Fact.Group.CONDITION;
    StyleClasses.set(subject, "state-link", linked);
    subject.setUserData(linked ? fact : null);
    subject.setTooltip(linked ? origin : null);
    below(previous, row.previous().isEmpty() ? "" : Messages.get("state.before", row.previous()));
    boolean told = row.change().isPresent() || fact.certainty() == Fact.Certainty.UNKNOWN;
    below(reason, told ? fact.reason() : "");
  }

  private static void below(Label label, String text) {
    label.setText(text);
    label.setVisible(!text.isEmpty());
    label.setManaged(!text.isEmpty());
  }

  private static Label label(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    return label;
  }
}
