package dev.irpscope.layout;

import java.util.List;
import java.util.Optional;

/**
 * How an edge is drawn.
 *
 * @param points from the border of the source to the border of the target, at least two; each
 *     segment is horizontal or vertical
 * @param label where the edge's label goes; empty if it has none
 * @param backward whether the edge runs against the direction of the drawing: it closes a loop
 */
public record Route(List<Point> points, Optional<Box> label, boolean backward) {
  public Route {
    points = List.copyOf(points);
    if (points.size() < 2) {
      throw new IllegalArgumentException("a route of " + points.size() + " points");
    }
  }

  public Point start() {
    return points.getFirst();
  }

  public Point end() {
    return points.getLast();
  }

  /** Distance of a place from the nearest segment. */
  public double distance(double x, double y) {
    double best = Double.MAX_VALUE;
    for (int i = 1; i < points.size(); i++) {
      Point a = points.get(i - 1);
      Point b = points.get(i);
      double dx = b.x() - a.x();
      double dy = b.y() - a.y();
      double length = dx * dx + dy * dy;
      double t = length == 0 ? 0 : ((x - a.x()) * dx + (y - a.y()) * dy) / length;
      double at = Math.clamp(t, 0, 1);
      best = Math.min(best, Math.hypot(x - a.x() - at * dx, y - a.y() - at * dy));
    }
    return best;
  }

  /** The smallest box that holds the line and its label. */
  public Box bounds() {
    Box bounds = new Box(start().x(), start().y(), 0, 0);
    for (Point point : points) {
      bounds = bounds.union(new Box(point.x(), point.y(), 0, 0));
    }
    return label.isPresent() ? bounds.union(label.get()) : bounds;
  }
}
