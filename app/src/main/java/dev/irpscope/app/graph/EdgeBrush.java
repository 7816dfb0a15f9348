package dev.irpscope.app.graph;

import dev.irpscope.layout.Point;
import dev.irpscope.layout.Route;
import java.util.List;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Draws the routes of one kind of edge.
 *
 * @param dashes lengths of dashes and gaps; empty for a solid line
 * @param hollow whether the arrow head is only outlined
 */
record EdgeBrush(Color colour, double width, List<Double> dashes, double head, boolean hollow) {
  private static final double CORNER = 6;

  EdgeBrush {
    dashes = List.copyOf(dashes);
  }

  void draw(GraphicsContext g, Route route) {
    g.setStroke(colour);
    g.setFill(colour);
    g.setLineWidth(width);
    g.setLineDashes(dashes.stream().mapToDouble(Double::doubleValue).toArray());
    List<Point> points = route.points();
    g.beginPath();
    g.moveTo(points.getFirst().x(), points.getFirst().y());
    for (int i = 1; i < points.size() - 1; i++) {
      Point before = points.get(i - 1);
      Point at = points.get(i);
      Point after = points.get(i + 1);
      Point in = towards(at, before, CORNER);
      Point out = towards(at, after, CORNER);
      g.lineTo(in.x(), in.y());
      g.quadraticCurveTo(at.x(), at.y(), out.x(), out.y());
    }
    Point last = points.getLast();
    Point tail = towards(last, points.get(points.size() - 2), head * 0.8);
    g.lineTo(tail.x(), tail.y());
    g.stroke();
    g.setLineDashes();
    arrow(g, points.get(points.size() - 2), last);
  }

  private void arrow(GraphicsContext g, Point from, Point to) {
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    if (length == 0) {
      return;
    }
    double dx = (to.x() - from.x()) / length;
    double dy = (to.y() - from.y()) / length;
    double half = head * 0.48;
    double[] xs = {to.x(), to.x() - dx * head - dy * half, to.x() - dx * head + dy * half};
    double[] ys = {to.y(), to.y() - dy * head + dx * half, to.y() - dy * head - dx * half};
    if (hollow) {
      g.setLineWidth(Math.min(width, 1.6));
      g.strokePolygon(xs, ys, 3);
    } else {
      g.fillPolygon(xs, ys, 3);
    }
  }

  /** At most half way, so that two corners never meet. */
  private static Point towards(Point from, Point to, double distance) {
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    if (length == 0) {
      return from;
    }
    double part = Math.min(distance / length, 0.5);
    return new Point(from.x() + (to.x() - from.x()) * part, from.y() + (to.y() - from.y()) * part);
  }
}
