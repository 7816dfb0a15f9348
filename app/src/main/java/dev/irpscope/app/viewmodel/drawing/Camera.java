package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.layout.Box;

/**
 * Which part of a drawing is seen: a place p of the drawing is at {@code p * scale + (x, y)} of the
 * view.
 */
public record Camera(double scale, double x, double y) {
  public static final double LEAST = 0.05;
  public static final double MOST = 4;

  public double toDrawingX(double viewX) {
    return (viewX - x) / scale;
  }

  public double toDrawingY(double viewY) {
    return (viewY - y) / scale;
  }

  /** What of the drawing a view of this size shows. */
  public Box seen(double width, double height) {
    return new Box(toDrawingX(0), toDrawingY(0), width / scale, height / scale);
  }

  /** Zooms; the place of the drawing under this place of the view stays where it is. */
  public Camera zoomed(double factor, double viewX, double viewY) {
    double next = Math.clamp(scale * factor, LEAST, MOST);
    return new Camera(next, viewX - toDrawingX(viewX) * next, viewY - toDrawingY(viewY) * next);
  }

  public Camera moved(double dx, double dy) {
    return new Camera(scale, x + dx, y + dy);
  }

  /** Puts a place of the drawing into the middle of the view. */
  public Camera centredOn(double drawingX, double drawingY, double width, double height) {
    return new Camera(scale, width / 2 - drawingX * scale, height / 2 - drawingY * scale);
  }

  /** Shows a whole box in the middle of the view, at most at {@code most} times its size. */
  public static Camera fitting(Box box, double width, double height, double margin, double most) {
    double scale =
        Math.min(
            (width - 2 * margin) / Math.max(1, box.width()),
            (height - 2 * margin) / Math.max(1, box.height()));
    Camera camera = new Camera(Math.clamp(Math.min(scale, most), LEAST, MOST), 0, 0);
    return camera.centredOn(box.centreX(), box.centreY(), width, height);
  }

  /** The least move that brings a box into the view, none if it is there already. */
  public Camera revealing(Box box, double width, double height, double margin) {
    double left = box.x() * scale + x;
    double top = box.y() * scale + y;
    return moved(
        shift(left, box.width() * scale, width, margin),
        shift(top, box.height() * scale, height, margin));
  }

  private static double shift(double start, double extent, double room, double margin) {
    if (start >= 0 && start + extent <= room) {
      return 0;
    }
    if (extent + 2 * margin > room) {
      return start > margin || start + extent < margin ? margin - start : 0;
    }
    return start < 0 ? margin - start : room - margin - start - extent;
  }

  /** A camera between this one and another. */
  public Camera towards(Camera other, double part) {
    return new Camera(
        scale + (other.scale - scale) * part, x + (other.x - x) * part, y + (other.y - y) * part);
  }
}
