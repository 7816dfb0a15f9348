package dev.irpscope.app.graph;

import dev.irpscope.app.view.CanvasPane;
import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.viewmodel.drawing.Lettering.Hand;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;

/**
 * One canvas of the region's size, drawn again in the layout pass after anything has changed. Takes
 * its fonts from the theme as it takes its colours.
 */
abstract class DrawingPane extends CanvasPane {
  private final Canvas canvas = new Canvas();
  private final Label code = probe("code", "drawing-code");
  private final Label text = probe("drawing-text");
  private final Label small = probe("small");
  private final Tooltip tooltip = new Tooltip();
  private FontLettering lettering;
  private Optional<String> hovered = Optional.empty();

  @SuppressWarnings("this-escape") // children and a clip only
  DrawingPane() {
    lettering = new FontLettering(code.getFont(), text.getFont(), small.getFont());
    getChildren().addAll(canvas, code, text, small);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
    setMinSize(0, 0);
    tooltip.setShowDelay(Duration.millis(350));
    tooltip.setShowDuration(Duration.INDEFINITE);
    tooltip.setWrapText(true);
    tooltip.setMaxWidth(640);
    for (Label probe : List.of(code, text, small)) {
      probe.fontProperty().addListener((_, _, _) -> fontsMayHaveChanged());
    }
  }

  private static Label probe(String... styleClasses) {
    Label label = new Label();
    label.getStyleClass().addAll(styleClasses);
    label.setManaged(false);
    label.setMouseTransparent(true);
    label.setOpacity(0);
    return label;
  }

  private void fontsMayHaveChanged() {
    if (!lettering.isFor(code.getFont(), text.getFont(), small.getFont())) {
      lettering = new FontLettering(code.getFont(), text.getFont(), small.getFont());
      letteringChanged(lettering);
      redraw();
    }
  }

  final FontLettering lettering() {
    return lettering;
  }

  final Font font(Hand hand) {
    return lettering.font(hand);
  }

  /** The theme has another font or size. */
  abstract void letteringChanged(FontLettering now);

  abstract void draw(GraphicsContext g, double width, double height);

  final void redraw() {
    requestLayout();
  }

  @Override
  protected final void paletteChanged() {
    requestLayout();
  }

  @Override
  protected final void layoutChildren() {
    double width = getWidth();
    double height = getHeight();
    if (width <= 0 || height <= 0) {
      return;
    }
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.save();
    g.setFill(colour(PaletteColour.BACKGROUND));
    g.fillRect(0, 0, width, height);
    g.setFontSmoothingType(FontSmoothingType.GRAY);
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    g.setLineCap(StrokeLineCap.BUTT);
    g.setLineJoin(StrokeLineJoin.ROUND);
    draw(g, width, height);
    g.restore();
  }

  /** What is told about what the pointer is at; empty for nothing. */
  final void hover(String what) {
    Optional<String> next = what.isEmpty() ? Optional.empty() : Optional.of(what);
    if (next.equals(hovered)) {
      return;
    }
    hovered = next;
    Tooltip.uninstall(this, tooltip);
    tooltip.hide();
    next.ifPresent(told -> {
      tooltip.setText(told);
      Tooltip.install(this, tooltip);
    });
  }

  /** Whether the user has asked the system for less movement. */
  boolean isMotionReduced() {
    boolean switchedOff =
        getScene() != null && getScene().getRoot().getStyleClass().contains("still");
    return switchedOff || Platform.getPreferences().isReducedMotion();
  }

  /** A cross, the second sign of a violation. */
  static void cross(GraphicsContext g, double x, double y, double reach, Color colour) {
    g.setStroke(colour);
    g.setLineDashes();
    g.setLineWidth(Math.max(1.8, reach * 0.4));
    g.strokeLine(x - reach, y - reach, x + reach, y + reach);
    g.strokeLine(x - reach, y + reach, x + reach, y - reach);
  }

  /** A tick, the second sign of an obligation that is met. */
  static void tick(GraphicsContext g, double x, double y, double reach, Color colour) {
    g.setStroke(colour);
    g.setLineDashes();
    g.setLineWidth(Math.max(1.8, reach * 0.4));
    g.strokePolyline(
        new double[] {x - reach, x - reach * 0.3, x + reach},
        new double[] {y, y + reach * 0.8, y - reach * 0.8},
        3);
  }
}
