package dev.irpscope.app.view;

import dev.irpscope.app.viewmodel.drawing.CodeWrap;
import javafx.scene.control.Label;
import javafx.scene.text.Font;

/** A label whose names go on in the next line where {@link CodeWrap} says so. */
final class CodeLabel extends Label {
  /** Letters are not all as wide as those of this text on the average. */
  private static final double UNEVEN = 0.94;

  /** How often a line of wide letters is made shorter before it is broken anywhere. */
  private static final int TRIES = 6;

  private String full = "";
  private double fullWidth = -1;
  private double wrappedFor = -1;
  private String lines = "";
  private Font measured = Font.getDefault();

  CodeLabel() {
    setWrapText(true);
    fontProperty().addListener((_, _, _) -> forget());
  }

  /** Shows a text; the lines are made when the room is known. */
  void show(String text) {
    if (!text.equals(full)) {
      full = text;
      forget();
      setText(text);
    }
  }

  private void forget() {
    fullWidth = -1;
    wrappedFor = -1;
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
      measured = getFont();
      fullWidth = TextSize.width(full, getFont());
      wrappedFor = -1;
    }
  }

  private void wrap(double width) {
    double room = width - snappedLeftInset() - snappedRightInset();
    if (width <= 0 || full.isEmpty()) {
      return;
    }
    measure();
    if (wrappedFor != room) {
      lines = fullWidth <= room ? full : wrapped(room);
      wrappedFor = room;
    }
    if (!lines.equals(getText())) {
      setText(lines);
    }
  }

  private String wrapped(double room) {
    int columns = (int) (room / (fullWidth / full.length()) * UNEVEN);
    String next = CodeWrap.wrapped(full, columns);
    for (int i = 0; i < TRIES && columns > 1; i++) {
      int most = columns;
      for (String line : next.split("\\n", -1)) {
        double wide = TextSize.width(line, getFont()) + 1;
        if (wide > room) {
          most = Math.min(most, Math.max(1, (int) (line.length() * room / wide)));
        }
      }
      if (most == columns) {
        break;
      }
      columns = most;
      next = CodeWrap.wrapped(full, columns);
    }
    return next;
  }
}
