package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.symbolic.Cells.Cell;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;

/**
 * Changes the cells of a region where a range of bytes cuts them: what is left is kept in pieces.
 */
final class CellEditor {
  private final NavigableMap<Long, Cell> cells;

  CellEditor(Cells before) {
    this.cells = before.toMap();
  }

  /** What came of them. */
  Cells cells() {
    return Cells.of(cells);
  }

  /** The range is free. */
  void put(long offset, Cell cell) {
    cells.put(offset, cell);
  }

  /** Calls back for the cells that begin in a range. */
  void forEach(long from, long end, BiConsumer<Long, Cell> visitor) {
    cells.subMap(from, end).forEach(visitor);
  }

  /** Makes a range free of cells; what reaches out of it keeps its other bytes. */
  void free(long offset, long bytes) {
    long end = offset + Math.max(1, bytes);
    Map.Entry<Long, Cell> before = cells.lowerEntry(offset);
    if (before != null && before.getKey() + before.getValue().bytes() > offset) {
      cut(before.getKey(), before.getValue(), offset, end);
    }
    Map.Entry<Long, Cell> last = cells.lowerEntry(end);
    if (last != null && last.getKey() >= offset && last.getKey() + last.getValue().bytes() > end) {
      cut(last.getKey(), last.getValue(), offset, end);
    }
    cells.subMap(offset, end).clear();
  }

  private void cut(long start, Cell cell, long from, long end) {
    cells.remove(start);
    keep(start, cell, start, from);
    keep(start, cell, end, start + cell.bytes());
  }

  /**
   * Puts the bytes of a cell from {@code from} to {@code end} back, in pieces of a scalar's size.
   */
  private void keep(long start, Cell cell, long from, long end) {
    long at = from;
    while (at < end) {
      int bytes = (int) Math.min(8, Long.highestOneBit(end - at));
      cells.put(at, new Cell(part(cell, (int) (at - start), bytes), bytes));
      at += bytes;
    }
  }

  /** Some of a cell's bytes as an unsigned number. */
  static Value part(Cell cell, int skipped, int bytes) {
    if (cell.value() instanceof Value.Number number) {
      return Value.of(Terms.wrap(number.value() >> (8 * skipped), bytes * 8, false));
    }
    int bits = Math.min(64, cell.bytes() * 8);
    boolean whole = skipped == 0 && bytes == cell.bytes();
    Value shifted =
        skipped == 0
            ? cell.value()
            : new Value.Operation(">>", List.of(cell.value(), Value.of(8L * skipped)), bits, false);
    return whole || cell.value() instanceof Symbol || cell.value() instanceof Value.Operation
        ? Terms.cast(shifted, RangeSet.ALL, bytes * 8, false)
        : new Value.Operation("cast", List.of(shifted), bytes * 8, false);
  }

  /** Makes cells for the bytes of a range that have none. */
  void fill(long offset, long bytes, LongFunction<Value> value) {
    long end = offset + bytes;
    long at = offset;
    while (at < end) {
      Map.Entry<Long, Cell> known = cells.floorEntry(at);
      if (known != null && known.getKey() + known.getValue().bytes() > at) {
        at = known.getKey() + known.getValue().bytes();
        continue;
      }
      Long next = cells.higherKey(at);
      long free = Math.min(end, next == null ? end : next) - at;
      int size = (int) Math.min(8, Long.highestOneBit(free));
      while (at % size != 0) {
        size /= 2;
      }
      Cell filled = new Cell(value.apply(at & ~7L), 8);
      cells.put(at, new Cell(part(filled, (int) (at & 7), size), size));
      at += size;
    }
  }

  /** Makes {@code offset} a boundary between cells. */
  void split(long offset) {
    Map.Entry<Long, Cell> before = cells.lowerEntry(offset);
    if (before != null && before.getKey() + before.getValue().bytes() > offset) {
      cut(before.getKey(), before.getValue(), offset, offset);
    }
  }
}
