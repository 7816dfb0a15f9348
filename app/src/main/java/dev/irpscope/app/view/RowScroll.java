package dev.irpscope.app.view;

import java.util.Optional;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** Scrolls a list only as far as needed, and keeps some rows around the wanted one in view. */
final class RowScroll {
  private static final int ABOVE = 6;

  private final ListView<?> list;
  private int from;
  private int row;
  private int more;

  RowScroll(ListView<?> list) {
    this.list = list;
  }

  /**
   * Brings a row into view, and an earlier one with it if both have room.
   *
   * @param first the earlier row
   * @param last the row that has to be seen; negative for none
   */
  void to(int first, int last) {
    if (last >= 0) {
      from = first;
      row = last;
      more = last;
      again();
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
    }
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
    int last = Math.max(row, more);
    int top = row - from + ABOVE < height ? from : row;
    boolean seen = first + 1 <= from && Math.min(last + 2, list.getItems().size() - 1) <= end;
    if (!seen && !NearScroll.centre(flow, top, last)) {
      list.scrollTo(Math.max(0, top - (height - (last - top)) / 2));
      list.layout();
    }
    NearScroll.reveal(flow, seen ? from : top, last);
  }
}
