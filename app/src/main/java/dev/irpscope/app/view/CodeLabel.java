package dev.irpscope.app.view;

import javafx.scene.control.Label;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** A label whose names go on in the next line where {@link CodeWrap} says so. */
final class CodeLabel extends Label {
  /** Letters are not all as wide as those of this text on the average. */
  private static final double UNEVEN = 0.94;

  private String full = "";
  private double fullWidth = -1;
  private Font measured = Font.getDefault();

  CodeLabel() {
    setWrapText(true);
    fontProperty().addListener((_, _, _) -> fullWidth = -1);
  }

  /** Shows a text; the lines are made when the room is known. */
  void show(String text) {
    if (!text.equals(full)) {
      full = text;
      fullWidth = -1;
      setText(text);
    }
  }

  /** That of one line, whatever lines there are now: room that is offered is taken. */
  @Override
  protected double computePrefWidth(double height) {
    measure();
    return Math.ceil(fullWidth) + 1 + snappedLeftInset() + snappedRightInset();
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefHeight(double width) {
    wrap(width);
    return super.computePrefHeight(width);
  }

  @Override
  protected void layoutChildren() {
    wrap(getWidth());
    super.layoutChildren();
  }

  private void measure() {
    if (fullWidth < 0 || !measured.equals(getFont())) {
      Text sample = new Text(full);
      sample.setFont(getFont());
      measured = getFont();
      fullWidth = sample.getLayoutBounds().getWidth();
    }
  }

  private void wrap(double width) {
    double room = width - snappedLeftInset() - snappedRightInset();
    if (width <= 0 || full.isEmpty()) {
      return;
    }
    measure();
    String next =
        fullWidth <= room
            ? full
            : CodeWrap.wrapped(full, (int) (room / (fullWidth / full.length()) * UNEVEN));
    if (!next.equals(getText())) {
      setText(next);
    }
  }
}
