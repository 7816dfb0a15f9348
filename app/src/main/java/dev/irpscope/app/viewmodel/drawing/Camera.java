package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.layout.Box;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which part of a drawing is seen: a place p of the drawing is at {@code p * scale + (x, y)} of the
 * view.
 */
public record Camera(double scale, double x, double y) {
  public static final double LEAST = 0.05;
  public static final double MOST = 4;

  /** How much smaller what is wanted may be drawn so that nothing beside it is cut. */
  private static final double LESS = 0.85;

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
   * @param others boxes that are seen whole as far as these leave room, the most wanted first; for
   *     those that would be cut at a side it is zoomed out a little
   * @param around what there is to see at all; beyond it nothing is shown if that can be helped
   */
  public static Camera showing(
      List<Box> wanted, List<Box> others, Box around, Room room, double least, double most) {
    Box kept = room.join(wanted.getFirst(), wanted, least);
    double scale = room.scale(kept, least, most);
    Camera first = room.around(room.join(kept, others, scale), around, scale);
    List<Box> cut = others.stream().filter(first.cuts(room)).toList();
    Box more = room.join(kept, cut, Math.max(least, scale * LESS));
    double less = Math.min(scale, room.scale(more, least, most));
    return room.around(room.join(more, others, less), around, less);
  }

  /**
   * Of a drawing in a view: the boxes that its left or right side cuts. Above and below there is
   * always more of a long function.
   */
  private Predicate<Box> cuts(Room room) {
    Box seen = seen(room.width, room.height);
    return box ->
        seen.overlaps(box)
            && (box.x() < seen.x() || seen.right() < box.right())
            && seen.y() <= box.y()
            && box.bottom() <= seen.bottom();
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

    /** At most how large a box can be seen whole. */
    private double scale(Box box, double least, double most) {
      return Math.clamp(
          Math.min(inner(width) / box.width(), inner(height) / box.height()), least, most);
    }

    /** Where a box is seen whole. */
    private Camera around(Box box, Box drawing, double scale) {
      double left = begin(width / scale, box.x(), box.right(), drawing.x(), drawing.right(), scale);
      double top =
          begin(height / scale, box.y(), box.bottom(), drawing.y(), drawing.bottom(), scale);
      return new Camera(scale, -left * scale, -top * scale);
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
