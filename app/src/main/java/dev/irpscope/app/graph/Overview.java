package dev.irpscope.app.graph;

import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.viewmodel.drawing.Camera;
import dev.irpscope.app.viewmodel.drawing.FlowDrawing;
import dev.irpscope.app.viewmodel.drawing.FlowNode;
import dev.irpscope.app.viewmodel.drawing.GraphPicture;
import dev.irpscope.layout.Box;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.canvas.GraphicsContext;

/** The small map of the whole graph in the corner, with a lens around what is in view. */
record Overview(Box frame, double scale) {
  private static final double WIDEST = 120;
  private static final double HIGHEST = 100;
  private static final double INSET = 5;
  private static final double CORNER = 10;

  /** The part of its full size that it has where it would hide some of the path. */
  private static final double SMALL = 0.6;

  /** In a lower view a map that hides something of the path is left out. */
  private static final double LARGE = 420;

  /**
   * The map for a view; none while all of the drawing is in view, or little room is left beside the
   * path.
   */
  static Optional<Overview> of(FlowDrawing shown, Camera camera, double width, double height) {
    Box drawing = shown.bounds();
    Box seen = camera.seen(width, height).grown(1);
    boolean all =
        seen.contains(drawing.x(), drawing.y()) && seen.contains(drawing.right(), drawing.bottom());
    if (all || width < 260 || height < 300) {
      return Optional.empty();
    }
    Overview full = corner(shown, camera, 1, width, height);
    if (full.covered(shown, camera) == 0) {
      return Optional.of(full);
    }
    Overview less = corner(shown, camera, SMALL, width, height);
    if (less.covered(shown, camera) == 0) {
      return Optional.of(less);
    }
    return height < LARGE ? Optional.empty() : Optional.of(full);
  }

  /** A map of this part of its full size in the corner where it hides least of the path. */
  private static Overview corner(
      FlowDrawing shown, Camera camera, double size, double width, double height) {
    Box drawing = shown.bounds();
    double scale = size * Math.min(WIDEST / drawing.width(), HIGHEST / drawing.height());
    double mapWidth = Math.max(36, drawing.width() * scale) + 2 * INSET;
    double mapHeight = Math.max(36, drawing.height() * scale) + 2 * INSET;
    double right = width - mapWidth - CORNER;
    double bottom = height - mapHeight - CORNER;
    return Stream.of(
            new Box(right, bottom, mapWidth, mapHeight),
            new Box(CORNER, bottom, mapWidth, mapHeight),
            new Box(right, CORNER, mapWidth, mapHeight),
            new Box(CORNER, CORNER, mapWidth, mapHeight))
        .map(place -> new Overview(place, scale))
        .min(Comparator.comparingDouble(map -> map.covered(shown, camera)))
        .orElseThrow();
  }

  /** How much of the path it hides. */
  private double covered(FlowDrawing shown, Camera camera) {
    Box part =
        new Box(
            camera.toDrawingX(frame.x()),
            camera.toDrawingY(frame.y()),
            frame.width() / camera.scale(),
            frame.height() / camera.scale());
    return shown.placed().nodes().entrySet().stream()
        .filter(e -> e.getKey().onPath() || e.getKey().kind() == FlowNode.Kind.GHOST)
        .map(Map.Entry::getValue)
        .filter(part::overlaps)
        .mapToDouble(box ->
            (Math.min(part.right(), box.right()) - Math.max(part.x(), box.x()))
                * (Math.min(part.bottom(), box.bottom()) - Math.max(part.y(), box.y())))
        .sum();
  }

  private double left(Box drawing) {
    return frame.x() + (frame.width() - drawing.width() * scale) / 2;
  }

  private double top(Box drawing) {
    return frame.y() + (frame.height() - drawing.height() * scale) / 2;
  }

  /** The place of the drawing at a place of the map. */
  double drawingX(Box drawing, double viewX) {
    return (viewX - left(drawing)) / scale;
  }

  double drawingY(Box drawing, double viewY) {
    return (viewY - top(drawing)) / scale;
  }

  void draw(
      GraphicsContext g,
      DrawingPane pane,
      FlowPainter painter,
      GraphPicture.Drawn picture,
      Camera camera,
      double width,
      double height) {
    Box drawing = picture.drawing().bounds();
    g.setLineDashes();
    g.setFill(pane.colour(PaletteColour.BACKGROUND));
    g.fillRoundRect(frame.x(), frame.y(), frame.width(), frame.height(), 8, 8);
    g.setStroke(pane.colour(PaletteColour.BORDER));
    g.setLineWidth(1);
    g.strokeRoundRect(frame.x(), frame.y(), frame.width(), frame.height(), 8, 8);
    picture
        .drawing()
        .placed()
        .nodes()
        .forEach((node, box) -> {
          g.setFill(painter.overviewColour(node, picture.current().equals(Optional.of(node))));
          g.fillRect(
              left(drawing) + box.x() * scale,
              top(drawing) + box.y() * scale,
              Math.max(1.5, box.width() * scale),
              Math.max(1.5, box.height() * scale));
        });
    Box seen = camera.seen(width, height);
    double x = Math.max(frame.x() + 1, left(drawing) + seen.x() * scale);
    double y = Math.max(frame.y() + 1, top(drawing) + seen.y() * scale);
    double right = Math.min(frame.right() - 1, left(drawing) + seen.right() * scale);
    double bottom = Math.min(frame.bottom() - 1, top(drawing) + seen.bottom() * scale);
    g.setStroke(pane.colour(PaletteColour.TEXT));
    g.setLineWidth(1.5);
    g.strokeRect(x, y, Math.max(2, right - x), Math.max(2, bottom - y));
  }
}
