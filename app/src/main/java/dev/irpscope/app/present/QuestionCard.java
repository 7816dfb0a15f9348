package dev.irpscope.app.present;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.present.PresentModel;
import dev.irpscope.app.viewmodel.present.PresentModel.Asked;
import dev.irpscope.app.viewmodel.present.Question;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The question about the step, its answers, and once revealed which of them was right. */
final class QuestionCard extends VBox {
  private final PresentModel model;

  QuestionCard(PresentModel model) {
    this.model = model;
    setId("question-card");
    getStyleClass().add("question-card");
    model.askedProperty().subscribe(this::show);
  }

  private void show(Optional<Asked> asked) {
    getChildren().clear();
    setVisible(asked.isPresent());
    setManaged(asked.isPresent());
    asked.ifPresent(this::show);
  }

  private void show(Asked asked) {
    Question question = asked.question();
    Label text = new Label(text(question));
    text.setId("question-text");
    text.getStyleClass().add("question-text");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().add(text);
    for (int i = 0; i < question.options().size(); i++) {
      getChildren().add(answer(asked, i));
    }
    Label hint =
        new Label(asked.revealed() ? Messages.get(answerKey(asked)) : Messages.get("predict.hint"));
    hint.setId("question-result");
    hint.getStyleClass().add(asked.revealed() ? "question-result" : "question-hint");
    hint.setWrapText(true);
    getChildren().add(hint);
  }

  private static String answerKey(Asked asked) {
    return asked.chosen().isEmpty()
        ? "predict.revealed"
        : asked.isRight() ? "predict.right" : "predict.wrong";
  }

  private static String text(Question question) {
    Step step = question.step();
    return Messages.get(
        "predict.ask." + question.kind().name().toLowerCase(Locale.ROOT),
        step.line(),
        step.text(),
        step.function().name());
  }

  private Node answer(Asked asked, int index) {
    Question.Option option = asked.question().options().get(index);
    boolean right = index == asked.question().right();
    boolean chosen = asked.chosen().equals(Optional.of(index));
    Label number = new Label(Integer.toString(index + 1));
    number.getStyleClass().add("answer-number");
    number.setMinWidth(Region.USE_PREF_SIZE);
    Label text = new Label(Messages.get(option.key(), option.first(), option.second()));
    text.setWrapText(true);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    Label sign = new Label(asked.revealed() ? (right ? "\u2713" : chosen ? "\u2715" : "") : "");
    sign.getStyleClass().add("answer-sign");
    sign.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(number, text, sign);
    row.setId("answer-" + (index + 1));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("answer");
    if (chosen) {
      row.getStyleClass().add("answer-chosen");
    }
    if (asked.revealed()) {
      row.getStyleClass().add(right ? "answer-right" : chosen ? "answer-wrong" : "answer-other");
    }
    row.setMinHeight(Region.USE_PREF_SIZE);
    row.setOnMouseClicked(_ -> model.answer(index));
    return row;
  }
}
