package dev.irpscope.app.viewmodel.drawing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places labels on one row: the weightier first, none over another, none beyond the ends. */
public final class LabelRow {
  private static final double GAP = 10;

  private LabelRow() {}

  /**
   * @param id what the caller knows it by
   * @param centre where its middle should be
   */
  public record Wish(int id, double centre, double width, int weight) {}

  /** A label that is written, from {@code left} on. */
  public record Place(int id, double left, double width) {
    double right() {
      return left + width;
    }
  }

  /**
   * @param from left end of the row
   * @param to right end of the row
   * @return what there is room for, from left to right
   */
  public static List<Place> place(List<Wish> wishes, double from, double to) {
    List<Place> placed = new ArrayList<>();
    wishes.stream()
        .sorted(Comparator.comparingInt(Wish::weight).reversed().thenComparingInt(Wish::id))
        .forEach(wish -> {
          if (wish.width() > to - from) {
            return;
          }
          double left = Math.clamp(wish.centre() - wish.width() / 2, from, to - wish.width());
          Place place = new Place(wish.id(), left, wish.width());
          boolean free =
              placed.stream()
                  .allMatch(p -> place.right() + GAP <= p.left() || p.right() + GAP <= left);
          if (free) {
            placed.add(place);
          }
        });
    placed.sort(Comparator.comparingDouble(Place::left));
    return List.copyOf(placed);
  }
}
