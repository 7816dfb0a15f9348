package dev.irpscope.app.view;

import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.skin.VirtualFlow;

/**
 * Scrolls a list by as much as is needed. The list's own way measures a page of rows anew each
 * time, which takes longer than all the rest of a step.
 */
final class NearScroll {
  private NearScroll() {}

  /** The part of a list or tree that holds its rows, once it has some. */
  static Optional<VirtualFlow<?>> flow(Control list) {
    return list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow
            && flow.getFirstVisibleCell() != null
            && flow.getLastVisibleCell() != null
        ? Optional.of(flow)
        : Optional.empty();
  }

  /**
   * Keeps a row and its neighbours in view.
   *
   * @return whether the row was near enough
   */
  private static boolean keep(VirtualFlow<?> flow, int row) {
    int first = flow.getFirstVisibleCell().getIndex();
    int last = flow.getLastVisibleCell().getIndex();
    IndexedCell<?> cell = flow.getVisibleCell(row);
    if (cell == null && (row == first - 1 || row == last + 1)) {
      flow.scrollPixels(row < first ? -1 : flow.getLastVisibleCell().getHeight());
      cell = flow.getVisibleCell(row);
    }
    if (cell == null || row < first - 1 || row > last + 1) {
      return false;
    }
    double top = cell.getLayoutY() - cell.getHeight();
    double bottom = cell.getLayoutY() + 2 * cell.getHeight();
    if (top < 0) {
      flow.scrollPixels(top);
    } else if (bottom > flow.getViewportLength()) {
      flow.scrollPixels(bottom - flow.getViewportLength());
    }
    return true;
  }

  /**
   * Brings a row into view whole, with as little movement as that takes.
   *
   * @param jump the list's own way to have a row at its top
   */
  static void show(Control list, int row, IntConsumer jump) {
    list.layout();
    if (!isKept(list, row)) {
      jump.accept(Math.max(0, row - 1));
      list.layout();
      isKept(list, row);
    }
    flow(list)
        .filter(flow -> flow.getVisibleCell(row) != null)
        .ifPresent(flow -> reveal(flow, row, row));
  }

  private static boolean isKept(Control list, int row) {
    return flow(list).filter(flow -> keep(flow, row)).isPresent();
  }

  /**
   * Brings the middle of the rows from {@code from} to {@code to} to a part of the height.
   *
   * @param part from 0 for the top to 1 for the bottom
   * @return whether they were near enough
   */
  static boolean place(VirtualFlow<?> flow, int from, int to, double part) {
    IndexedCell<?> first = flow.getFirstVisibleCell();
    IndexedCell<?> last = flow.getLastVisibleCell();
    int rows = Math.max(1, last.getIndex() - first.getIndex());
    double height = (last.getLayoutY() - first.getLayoutY()) / rows;
    if (height <= 0 || to < first.getIndex() - 2 * rows || from > last.getIndex() + 2 * rows) {
      return false;
    }
    double middle = first.getLayoutY() + ((from + to + 1) / 2.0 - first.getIndex()) * height;
    flow.scrollPixels(middle - flow.getViewportLength() * part);
    return flow.getVisibleCell(from) != null && flow.getVisibleCell(to) != null;
  }

  /**
   * Brings a row from the lower half to the end of the upper third, as far as there are rows.
   *
   * @param alone whether no row below belongs to it, so that those above it are worth more
   */
  static void lift(VirtualFlow<?> flow, int row, boolean alone) {
    IndexedCell<?> cell = flow.getVisibleCell(row);
    double room = flow.getViewportLength();
    if (cell == null) {
      return;
    }
    double top = cell.getLayoutY();
    if (top > room / 2 || (alone && top < cell.getHeight())) {
      flow.scrollPixels(top - room / 3);
    }
  }

  /**
   * Scrolls by the little that is left after {@link #place}, which only guesses how high rows are
   * that were not on the screen.
   *
   * @param from stays in view if the rows up to {@code to} have not all room
   */
  static void reveal(VirtualFlow<?> flow, int from, int to) {
    IndexedCell<?> end = flow.getVisibleCell(to);
    IndexedCell<?> top = flow.getVisibleCell(from);
    if (end == null && top != null) {
      flow.scrollPixels(top.getLayoutY());
      end = flow.getVisibleCell(to);
    }
    if (end != null && end.getLayoutY() + end.getHeight() > flow.getViewportLength()) {
      flow.scrollPixels(end.getLayoutY() + end.getHeight() - flow.getViewportLength());
    }
    top = flow.getVisibleCell(from);
    if (top == null || top.getLayoutY() < 0) {
      flow.scrollTo(from);
      flow.layout();
    }
  }
}
