package dev.irpscope.app.view;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** Scrolls a list only as far as needed, and keeps some rows around the wanted one in view. */
final class RowScroll {
  private static final int ABOVE = 6;
  private static final double MIDDLE = 0.5;
  private static final double AHEAD = 0.3;
  private static final int SETTLING = 2;

  private final ListView<?> list;
  private final boolean high;
  private int from;
  private int row;
  private int more;

  /** The first row that was brought into view. */
  private int seenFrom;

  /**
   * @param high whether the row comes to stand in the upper third when it would be in the lower
   *     half
   */
  RowScroll(ListView<?> list, boolean high) {
    this.list = list;
    this.high = high;
  }

  /**
   * Brings a row into view, and an earlier one with it if both have room.
   *
   * @param first the earlier row
   * @param last the row that has to be seen; negative for none
   * @param below the last of those that belong to it
   */
  void to(int first, int last, int below) {
    if (last >= 0) {
      from = first;
      row = last;
      more = below;
      again();
      settle(SETTLING);
    }
  }

  /**
   * Brings a row into view, and as many of those below it as have room.
   *
   * @param first the row that has to be seen; negative for none
   * @param last the last of those that belong to it
   */
  void withThoseBelow(int first, int last) {
    if (first >= 0) {
      from = first;
      row = first;
      more = last;
      again();
      settle(SETTLING);
    }
  }

  /** How high a row is that goes on below itself is known only when it has been laid out. */
  private void settle(int times) {
    int wanted = row;
    Platform.runLater(() -> {
      if (wanted == row && row < list.getItems().size()) {
        list.layout();
        NearScroll.flow(list)
            .filter(flow -> flow.getVisibleCell(row) != null)
            .ifPresent(flow -> {
              NearScroll.reveal(flow, Math.max(from, seenFrom), lastRow());
              if (high) {
                NearScroll.lift(flow, row, lastRow() == row);
              }
            });
        if (times > 1) {
          settle(times - 1);
        }
      }
    });
  }

  private int lastRow() {
    return Math.min(Math.max(row, more), list.getItems().size() - 1);
  }

  /** Once more, because the list has got another size. */
  void again() {
    list.layout();
    if (row >= list.getItems().size()) {
      return;
    }
    Optional<VirtualFlow<?>> rows = NearScroll.flow(list);
    if (rows.isEmpty()) {
      list.scrollTo(Math.max(0, from - ABOVE));
      return;
    }
    VirtualFlow<?> flow = rows.get();
    int first = flow.getFirstVisibleCell().getIndex();
    int end = flow.getLastVisibleCell().getIndex();
    int height = Math.max(1, end - first);
    int last = lastRow();
    int top = row - from + ABOVE < height ? from : row;
    boolean seen = first + 1 <= from && Math.min(last + 2, list.getItems().size() - 1) <= end;
    // Who goes down wants to see what comes.
    double part = row > first + height / 2 ? AHEAD : MIDDLE;
    if (!seen && !NearScroll.place(flow, top, last, part)) {
      list.scrollTo(Math.max(0, top - (height - (last - top)) / 2));
      list.layout();
    }
    seenFrom = seen ? from : top;
    NearScroll.reveal(flow, seenFrom, last);
  }
}
