package dev.irpscope.app.graph;

import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.viewmodel.drawing.Camera;
import dev.irpscope.app.viewmodel.drawing.FlowDrawing;
import dev.irpscope.app.viewmodel.drawing.FlowEdge;
import dev.irpscope.app.viewmodel.drawing.FlowNode;
import dev.irpscope.app.viewmodel.drawing.GraphPicture;
import dev.irpscope.app.viewmodel.drawing.Lettering.Hand;
import dev.irpscope.layout.Box;
import dev.irpscope.layout.Route;
import java.util.List;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Paints a placed graph; leaves out what is not in view, and text that could not be read. */
final class FlowPainter {
  /** Below this zoom there is no text. */
  static final double LEAST_WITH_TEXT = 0.35;

  private static final double PAD_X = 11;
  private static final double PAD_Y = 7;
  private static final double ROUND = 8;

  private final DrawingPane pane;

  FlowPainter(DrawingPane pane) {
    this.pane = pane;
  }

  void paint(
      GraphicsContext g, GraphPicture.Drawn picture, Camera camera, double width, double height) {
    Box seen = camera.seen(width, height).grown(12);
    boolean withText = camera.scale() >= LEAST_WITH_TEXT;
    FlowDrawing drawing = picture.drawing();
    g.save();
    g.translate(camera.x(), camera.y());
    g.scale(camera.scale(), camera.scale());
    for (FlowEdge.Role role :
        List.of(
            FlowEdge.Role.ELSEWHERE,
            FlowEdge.Role.NOT_TAKEN,
            FlowEdge.Role.GHOST,
            FlowEdge.Role.TAKEN)) {
      drawing
          .placed()
          .routes()
          .forEach((edge, route) -> {
            if (edge.role() == role && route.bounds().grown(8).overlaps(seen)) {
              edge(g, edge, route, camera.scale());
            }
          });
    }
    for (FlowNode node : drawing.nodesIn(seen)) {
      node(g, node, drawing.placed().box(node), picture, withText);
    }
    if (withText) {
      drawing
          .placed()
          .routes()
          .forEach((edge, route) ->
              route.label().filter(l -> l.overlaps(seen)).ifPresent(l -> label(g, edge, l)));
    }
    g.restore();
  }

  private void edge(GraphicsContext g, FlowEdge edge, Route route, double scale) {
    brush(edge, route.backward(), Math.max(1, 0.45 / scale)).draw(g, route);
  }

  /**
   * @param thicker factor that keeps lines visible when the drawing is small
   */
  private EdgeBrush brush(FlowEdge edge, boolean backward, double thicker) {
    List<Double> loop = List.of(9.0, 5.0);
    return switch (edge.role()) {
      case TAKEN ->
          new EdgeBrush(
              colour(PaletteColour.PATH_EDGE),
              3.2 * thicker,
              backward ? List.of(11.0, 5.0) : List.of(),
              12,
              false);
      case NOT_TAKEN ->
          new EdgeBrush(
              colour(PaletteColour.DIM),
              1.3 * thicker,
              backward ? loop : List.of(1.5, 3.5),
              8,
              backward);
      case ELSEWHERE ->
          new EdgeBrush(
              colour(PaletteColour.BORDER),
              1.2 * thicker,
              backward ? loop : List.of(),
              8,
              backward);
      case GHOST ->
          new EdgeBrush(colour(PaletteColour.GHOST), 1.8 * thicker, List.of(6.0, 4.0), 9, false);
    };
  }

  private void label(GraphicsContext g, FlowEdge edge, Box box) {
    boolean taken = edge.role() == FlowEdge.Role.TAKEN;
    g.setFill(colour(taken ? PaletteColour.PATH : PaletteColour.BACKGROUND));
    g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), box.height(), box.height());
    g.setFill(colour(taken ? PaletteColour.ON_EMPHASIS : PaletteColour.DIM));
    g.setFont(pane.font(Hand.SMALL));
    g.setTextAlign(TextAlignment.CENTER);
    g.fillText(edge.label(), box.centreX(), box.centreY());
  }

  private void node(
      GraphicsContext g, FlowNode node, Box box, GraphPicture.Drawn picture, boolean withText) {
    boolean current = picture.current().equals(Optional.of(node));
    double round =
        switch (node.kind()) {
          case ENTRY, EXIT, JOINT -> box.height();
          case BLOCK, GHOST -> ROUND;
        };
    g.setLineDashes();
    g.setFill(fill(node, current));
    g.fillRoundRect(box.x(), box.y(), box.width(), box.height(), round, round);
    if (current && withText) {
      picture.line().ifPresent(line -> markLine(g, node, box, line));
    }
    g.setStroke(frame(node, current));
    g.setLineWidth(current ? 2.6 : node.violating() || !node.notes().isEmpty() ? 2 : 1.3);
    if (node.kind() == FlowNode.Kind.GHOST) {
      g.setLineWidth(1.8);
      g.setLineDashes(6, 4);
    }
    g.strokeRoundRect(box.x(), box.y(), box.width(), box.height(), round, round);
    g.setLineDashes();
    if (current) {
      Box outer = box.grown(4.5);
      g.setLineWidth(1.6);
      double outerRound = round + 6;
      g.strokeRoundRect(
          outer.x(), outer.y(), outer.width(), outer.height(), outerRound, outerRound);
    }
    if (picture.cursor().equals(Optional.of(node))) {
      Box ring = box.grown(8);
      g.setStroke(colour(PaletteColour.TEXT));
      g.setLineWidth(1.5);
      g.setLineDashes(3, 3);
      g.strokeRoundRect(ring.x(), ring.y(), ring.width(), ring.height(), round + 10, round + 10);
      g.setLineDashes();
    }
    if (withText) {
      text(g, node, box, current, picture);
    }
    if (node.violating()) {
      badge(g, box);
    }
    if (node.kind() == FlowNode.Kind.GHOST) {
      plus(g, box);
    }
  }

  private void markLine(GraphicsContext g, FlowNode node, Box box, int line) {
    double y = box.y() + PAD_Y;
    for (FlowNode.Row row : node.rows()) {
      double height = height(row);
      if (row.line() <= line && line <= row.last()) {
        g.setFill(colour(PaletteColour.CURRENT));
        g.fillRoundRect(box.x() + 3, y - 1, box.width() - 6, height + 2, 5, 5);
      }
      y += height;
    }
  }

  private void text(
      GraphicsContext g, FlowNode node, Box box, boolean current, GraphPicture.Drawn picture) {
    if (node.kind() == FlowNode.Kind.ENTRY || node.kind() == FlowNode.Kind.EXIT) {
      g.setFont(pane.font(Hand.TEXT));
      g.setFill(colour(node.onPath() ? PaletteColour.TEXT : PaletteColour.DIM));
      g.setTextAlign(TextAlignment.CENTER);
      g.fillText(node.rows().getFirst().text(), box.centreX(), box.centreY());
      return;
    }
    double y = box.y() + PAD_Y;
    double left = box.x() + PAD_X + (node.kind() == FlowNode.Kind.GHOST ? 16 : 0);
    g.setTextAlign(TextAlignment.LEFT);
    for (FlowNode.Row row : node.rows()) {
      boolean marked =
          current
              && picture.line().isPresent()
              && row.line() <= picture.line().getAsInt()
              && picture.line().getAsInt() <= row.last();
      g.setFont(pane.font(row.gap() ? Hand.SMALL : Hand.CODE));
      g.setFill(
          marked
              ? colour(PaletteColour.CURRENT_TEXT)
              : row.gap() && node.onPath() ? colour(PaletteColour.TEXT_MUTED) : written(node));
      double height = height(row);
      g.fillText(row.text(), left, y + height / 2);
      if (row.condition() && node.rows().size() > 1 && !marked) {
        g.setStroke(colour(PaletteColour.BORDER));
        g.setLineWidth(0.8);
        g.strokeLine(box.x() + 4, y - 0.5, box.right() - 4, y - 0.5);
      }
      y += height;
    }
    g.setFont(pane.font(Hand.SMALL));
    double noteHeight = pane.lettering().lineHeight(Hand.SMALL);
    for (FlowNode.Note note : node.notes()) {
      g.setFill(
          colour(
              node.kind() == FlowNode.Kind.GHOST
                  ? PaletteColour.GHOST
                  : note.violation() ? PaletteColour.VIOLATION : PaletteColour.PATH));
      g.fillText(note.text(), left, y + noteHeight / 2);
      y += noteHeight;
    }
  }

  private double height(FlowNode.Row row) {
    return pane.lettering().lineHeight(row.gap() ? Hand.SMALL : Hand.CODE);
  }

  private Color written(FlowNode node) {
    if (node.kind() == FlowNode.Kind.GHOST) {
      return colour(PaletteColour.GHOST);
    }
    return colour(node.onPath() ? PaletteColour.TEXT : PaletteColour.DIM);
  }

  private Color fill(FlowNode node, boolean current) {
    if (node.kind() == FlowNode.Kind.GHOST) {
      return colour(PaletteColour.GHOST_FILL);
    }
    if (node.violating()) {
      return colour(PaletteColour.VIOLATION_FILL);
    }
    if (current) {
      return colour(PaletteColour.CURRENT_FILL);
    }
    if (!node.onPath()) {
      return colour(PaletteColour.DIM_FILL);
    }
    return colour(node.notes().isEmpty() ? PaletteColour.SURFACE : PaletteColour.PATH_FILL);
  }

  private Color frame(FlowNode node, boolean current) {
    if (node.kind() == FlowNode.Kind.GHOST) {
      return colour(PaletteColour.GHOST);
    }
    if (current) {
      return colour(PaletteColour.CURRENT);
    }
    if (node.violating()) {
      return colour(PaletteColour.VIOLATION);
    }
    return colour(node.onPath() ? PaletteColour.PATH : PaletteColour.BORDER);
  }

  private void badge(GraphicsContext g, Box box) {
    g.setFill(colour(PaletteColour.VIOLATION));
    g.fillOval(box.right() - 9, box.y() - 9, 18, 18);
    DrawingPane.cross(g, box.right(), box.y(), 3.6, colour(PaletteColour.ON_EMPHASIS));
  }

  private void plus(GraphicsContext g, Box box) {
    double x = box.x() + PAD_X + 3;
    double y = box.centreY();
    g.setStroke(colour(PaletteColour.GHOST));
    g.setLineWidth(2);
    g.strokeLine(x - 5, y, x + 5, y);
    g.strokeLine(x, y - 5, x, y + 5);
  }

  /** A block of the overview: a plain rectangle in the colour of what it means. */
  Color overviewColour(FlowNode node, boolean current) {
    if (current) {
      return colour(PaletteColour.CURRENT);
    }
    if (node.violating()) {
      return colour(PaletteColour.VIOLATION);
    }
    if (node.kind() == FlowNode.Kind.GHOST) {
      return colour(PaletteColour.GHOST);
    }
    return colour(node.onPath() ? PaletteColour.PATH : PaletteColour.BORDER);
  }

  private Color colour(PaletteColour name) {
    return pane.colour(name);
  }
}
