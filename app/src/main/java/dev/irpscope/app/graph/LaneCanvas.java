package dev.irpscope.app.graph;

import dev.irpscope.app.view.CanvasPane;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.viewmodel.drawing.LaneRow;
import dev.irpscope.app.viewmodel.drawing.LaneRow.Lane;
import java.util.Optional;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** One row of the lanes: the four lines, who has the IRP, and what happens. */
final class LaneCanvas extends CanvasPane {
  static final double HEIGHT = 40;

  private final Canvas canvas = new Canvas();
  private final Font font;
  private Optional<LaneRow> row = Optional.empty();
  private Optional<Lane> above = Optional.empty();
  private boolean current;
  private boolean violating;

  LaneCanvas(Font font) {
    this.font = font;
    getChildren().add(canvas);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMinWidth(0);
  }

  void show(Optional<LaneRow> shown, Optional<Lane> ownerAbove, boolean isCurrent, boolean breaks) {
    row = shown;
    above = ownerAbove;
    current = isCurrent;
    violating = breaks;
    draw();
  }

  @Override
  protected void paletteChanged() {
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(Math.max(0, getWidth()));
    canvas.setHeight(Math.max(0, getHeight()));
    draw();
  }

  static double centre(Lane lane, double width) {
    return width * (lane.column() + 0.5) / Lane.values().length;
  }

  private double x(Lane lane) {
    return centre(lane, canvas.getWidth());
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    double height = canvas.getHeight();
    g.clearRect(0, 0, canvas.getWidth(), height);
    g.setFont(font);
    g.setTextAlign(TextAlignment.LEFT);
    g.setLineDashes(2, 4);
    g.setStroke(colour(PaletteColour.BORDER));
    g.setLineWidth(1);
    for (Lane lane : Lane.values()) {
      g.strokeLine(x(lane), 0, x(lane), height);
    }
    g.setLineDashes();
    row.ifPresent(shown -> {
      above.ifPresent(lane -> bar(g, lane, 0, height / 2));
      shown.owner().ifPresent(lane -> bar(g, lane, height / 2, height));
      switch (shown) {
        case LaneRow.At at -> drawStep(g, at, height / 2);
        case LaneRow.Gap gap -> drawGap(g, gap, height / 2);
        case LaneRow.Missing missing -> drawMissing(g, missing, height / 2);
      }
    });
  }

  private void bar(GraphicsContext g, Lane lane, double from, double to) {
    g.setFill(colour(PaletteColour.PATH_FILL));
    g.fillRect(x(lane) - 6, from, 12, to - from);
    g.setStroke(colour(PaletteColour.PATH));
    g.setLineWidth(1);
    g.strokeLine(x(lane) - 6, from, x(lane) - 6, to);
    g.strokeLine(x(lane) + 6, from, x(lane) + 6, to);
  }

  private void drawStep(GraphicsContext g, LaneRow.At at, double middle) {
    double x = x(at.lane());
    at.arrow().ifPresent(arrow -> drawArrow(g, arrow, middle, x));
    if (at.foreign()) {
      hatch(g, x, middle);
    }
    Color fill =
        current
            ? colour(PaletteColour.CURRENT)
            : violating
                ? colour(PaletteColour.VIOLATION)
                : at.step().isRuleEvent()
                    ? colour(PaletteColour.PATH)
                    : colour(PaletteColour.SURFACE);
    boolean strong = current || violating || at.step().isRuleEvent();
    g.setFill(fill);
    g.fillOval(x - 11, middle - 11, 22, 22);
    g.setStroke(strong ? colour(PaletteColour.TEXT) : colour(PaletteColour.BORDER));
    g.setLineWidth(current ? 2 : 1);
    g.strokeOval(x - 11, middle - 11, 22, 22);
    g.setFill(
        current
            ? colour(PaletteColour.CURRENT_TEXT)
            : strong ? colour(PaletteColour.ON_EMPHASIS) : colour(PaletteColour.TEXT));
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText(Integer.toString(at.step().index() + 1), x, middle + 4);
    if (at.arrow().isEmpty()) {
      label(g, at.lane(), at.step().text(), at.decided(), middle + 4, colour(PaletteColour.TEXT));
    }
  }

  /**
   * On the side of the lane where there is more room.
   *
   * @param end what is never cut off
   */
  private void label(
      GraphicsContext g, Lane lane, String text, String end, double y, Color colour) {
    double x = x(lane);
    boolean right = lane != Lane.COMPLETION;
    double room = right ? canvas.getWidth() - x - 22 : x - 22;
    g.setFill(colour);
    g.setTextAlign(right ? TextAlignment.LEFT : TextAlignment.RIGHT);
    double most = Math.min(room, canvas.getWidth() * 0.6) - measure(end);
    g.fillText(fit(text, most) + end, right ? x + 18 : x - 18, y);
  }

  private void drawArrow(GraphicsContext g, LaneRow.Arrow arrow, double middle, double number) {
    double sign = arrow.to().column() > arrow.from().column() ? 1 : -1;
    double from = x(arrow.from()) + sign * 8;
    double to = x(arrow.to()) - sign * 12;
    double y = middle + 6;
    g.setStroke(colour(PaletteColour.TEXT));
    g.setFill(colour(PaletteColour.TEXT));
    g.setLineWidth(1.6);
    g.strokeLine(from, y, to, y);
    g.fillPolygon(
        new double[] {to, to - sign * 9, to - sign * 9}, new double[] {y, y - 4.5, y + 4.5}, 3);
    along(g, arrow.label(), from, to, y - 7, number);
    if (!arrow.flag().isEmpty()) {
      along(g, "\u2691 " + arrow.flag(), from, to, y + 12, number);
    }
  }

  /**
   * A text at an arrow: in its middle, or where that is too short for it, away from the number.
   *
   * @param number where the step's number stands, at one end of the arrow
   */
  private void along(
      GraphicsContext g, String text, double from, double to, double y, double number) {
    double room = Math.abs(to - from) - 20;
    boolean rightwards = number <= (from + to) / 2;
    double most = rightwards ? canvas.getWidth() - number - 20 : number - 20;
    String shown = measure(text) <= room ? text : fit(text, most);
    double width = measure(shown);
    double half = width / 2 + 3;
    double middle =
        width <= room
            ? (from + to) / 2
            : rightwards ? number + 15 + width / 2 : number - 15 - width / 2;
    if (width > room) {
      g.setFill(colour(PaletteColour.SURFACE));
      g.fillRect(middle - half, y - 11, half * 2, 15);
    }
    g.setTextAlign(TextAlignment.CENTER);
    g.setFill(colour(PaletteColour.TEXT));
    g.fillText(shown, middle, y);
  }

  private void drawGap(GraphicsContext g, LaneRow.Gap gap, double middle) {
    double x = x(gap.lane());
    if (current) {
      g.setStroke(colour(PaletteColour.CURRENT));
      g.setLineWidth(2.5);
      g.strokeOval(x - 6, middle - 6, 12, 12);
    }
    label(
        g,
        gap.lane(),
        Messages.count("path.more", gap.count()),
        "",
        middle + 4,
        colour(PaletteColour.TEXT_MUTED));
  }

  private void drawMissing(GraphicsContext g, LaneRow.Missing missing, double middle) {
    String text = "+ " + Messages.get("lanes.missing", missing.call());
    // Bold is wider than what is measured.
    double width = Math.min(measure(text) * 1.15 + 20, canvas.getWidth() - 8);
    double x = Math.clamp(x(missing.lane()) - width / 2, 4, canvas.getWidth() - width - 4);
    g.setFill(colour(PaletteColour.GHOST_FILL));
    g.fillRoundRect(x, middle - 13, width, 26, 6, 6);
    g.setStroke(colour(PaletteColour.GHOST));
    g.setLineDashes(5, 3);
    g.setLineWidth(1.5);
    g.strokeRoundRect(x, middle - 13, width, 26, 6, 6);
    g.setLineDashes();
    g.setFill(colour(PaletteColour.GHOST));
    g.setFont(Font.font(font.getFamily(), FontWeight.BOLD, font.getSize()));
    g.setTextAlign(TextAlignment.LEFT);
    g.fillText(fit(text, (width - 18) / 1.15), x + 10, middle + 4);
  }

  /** The IRP is touched by one who does not have it. */
  private void hatch(GraphicsContext g, double x, double middle) {
    g.setStroke(colour(PaletteColour.VIOLATION));
    g.setLineWidth(2);
    for (double at = -18; at <= 14; at += 6) {
      g.strokeLine(x + at, middle + 16, x + at + 8, middle - 16);
    }
  }

  private double measure(String text) {
    Text node = new Text(text);
    node.setFont(font);
    return node.getLayoutBounds().getWidth();
  }

  private String fit(String text, double width) {
    if (measure(text) <= width) {
      return text;
    }
    int length = text.length();
    while (length > 1 && measure(text.substring(0, length) + "\u2026") > width) {
      length--;
    }
    return text.substring(0, Math.max(1, length)) + "\u2026";
  }
}
