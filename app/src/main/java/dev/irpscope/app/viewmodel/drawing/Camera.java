package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.layout.Box;
import java.util.List;

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

  /**
   * Shows what there is room for.
   *
   * @param wanted the boxes to be seen, the most wanted first; it is zoomed for them, not below
   *     {@code least}
   * @param others boxes that are seen whole as far as these leave room, the most wanted first
   * @param around what there is to see at all; beyond it nothing is shown if that can be helped
   */
  public static Camera showing(
      List<Box> wanted, List<Box> others, Box around, Room room, double least, double most) {
    Box kept = room.join(wanted.getFirst(), wanted, least);
    double scale =
        Math.clamp(
            Math.min(
                room.inner(room.width) / kept.width(), room.inner(room.height) / kept.height()),
            least,
            most);
    Box all = room.join(kept, others, scale);
    double x =
        room.begin(room.width / scale, all.x(), all.right(), around.x(), around.right(), scale);
    double y =
        room.begin(room.height / scale, all.y(), all.bottom(), around.y(), around.bottom(), scale);
    return new Camera(scale, -x * scale, -y * scale);
  }

  /** The size of a view, and how much of it stays free at each side. */
  public record Room(double width, double height, double margin) {
    private double inner(double extent) {
      return Math.max(1, extent - 2 * margin);
    }

    /** The box with those of the others that fit into the view beside what is there before them. */
    private Box join(Box first, List<Box> others, double scale) {
      Box all = first;
      for (Box box : others) {
        Box more = all.union(box);
        boolean fits =
            more.width() * scale <= inner(width) + 0.5
                && more.height() * scale <= inner(height) + 0.5;
        all = fits ? more : all;
      }
      return all;
    }

    /** Where the view begins: it has all that is to be seen in it and little emptiness around. */
    private double begin(
        double seen, double from, double to, double least, double most, double scale) {
      double edge = margin / scale;
      if (most - least + 2 * edge <= seen) {
        return (least + most - seen) / 2;
      }
      double middle = Math.clamp((from + to - seen) / 2, least - edge, most + edge - seen);
      return Math.min(Math.max(middle, to + edge - seen), from - edge);
    }
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
