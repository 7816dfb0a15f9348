package dev.irpscope.analysis.symbolic;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Scalars that were written in one region, by offset. Two arrays: a region has few cells, and each
 * state of a search has regions of its own. Immutable; what changes one is linear in its size.
 */
final class Cells {
  static final Cells NONE = new Cells(new long[0], new Cell[0]);

  /**
   * A written scalar.
   *
   * @param bytes 1 to 8
   */
  record Cell(Value value, int bytes) {}

  /** Ascending. */
  private final long[] offsets;

  private final Cell[] cells;

  private Cells(long[] offsets, Cell[] cells) {
    this.offsets = offsets;
    this.cells = cells;
  }

  static Cells of(NavigableMap<Long, Cell> map) {
    long[] offsets = new long[map.size()];
    Cell[] cells = new Cell[offsets.length];
    int n = 0;
    for (Map.Entry<Long, Cell> entry : map.entrySet()) {
      offsets[n] = entry.getKey();
      cells[n++] = entry.getValue();
    }
    return new Cells(offsets, cells);
  }

  NavigableMap<Long, Cell> toMap() {
    NavigableMap<Long, Cell> map = new TreeMap<>();
    for (int i = 0; i < offsets.length; i++) {
      map.put(offsets[i], cells[i]);
    }
    return map;
  }

  int size() {
    return offsets.length;
  }

  long offset(int index) {
    return offsets[index];
  }

  Cell cell(int index) {
    return cells[index];
  }

  /** The offset behind a cell. */
  long end(int index) {
    return offsets[index] + cells[index].bytes;
  }

  /** The last cell at or before an offset; -1 for none. */
  int floor(long offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 2;
  }

  /** The cell at exactly this offset. */
  @Nullable Cell at(long offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? cells[found] : null;
  }

  /** With a cell in place of what was in its bytes; of cells that it cuts the rest stays. */
  Cells with(long offset, Cell cell) {
    long end = offset + Math.max(1, cell.bytes);
    int from = floor(offset - 1) + 1;
    int to = floor(end - 1) + 1;
    if ((from > 0 && offsets[from - 1] + cells[from - 1].bytes > offset)
        || (to > from && offsets[to - 1] + cells[to - 1].bytes > end)) {
      CellEditor editor = new CellEditor(this);
      editor.free(offset, cell.bytes);
      editor.put(offset, cell);
      return editor.cells();
    }
    if (to == from + 1 && offsets[from] == offset) {
      Cell[] changed = cells.clone();
      changed[from] = cell;
      return new Cells(offsets, changed);
    }
    int size = offsets.length - (to - from) + 1;
    long[] where = Arrays.copyOf(offsets, size);
    Cell[] what = Arrays.copyOf(cells, size);
    where[from] = offset;
    what[from] = cell;
    System.arraycopy(offsets, to, where, from + 1, offsets.length - to);
    System.arraycopy(cells, to, what, from + 1, cells.length - to);
    return new Cells(where, what);
  }

  /** Only those at offsets that are wanted. */
  Cells retain(LongPredicate wanted) {
    int kept = 0;
    while (kept < offsets.length && wanted.test(offsets[kept])) {
      kept++;
    }
    if (kept == offsets.length) {
      return this;
    }
    long[] where = offsets.clone();
    Cell[] what = cells.clone();
    for (int i = kept + 1; i < offsets.length; i++) {
      if (wanted.test(offsets[i])) {
        where[kept] = offsets[i];
        what[kept++] = cells[i];
      }
    }
    return kept == 0 ? NONE : new Cells(Arrays.copyOf(where, kept), Arrays.copyOf(what, kept));
  }

  /** Makes the cell of a place at which one of two regions, or both, have one. */
  @FunctionalInterface
  interface Union {
    Cell cell(long offset, Cell ofEither);
  }

  /** What {@code made} gives for each offset of both, called with this one's cell if it has one. */
  Cells union(Cells other, Union made) {
    int most = offsets.length + other.offsets.length;
    long[] where = new long[most];
    Cell[] what = new Cell[most];
    int n = 0;
    int i = 0;
    int j = 0;
    while (i < offsets.length || j < other.offsets.length) {
      boolean own =
          j == other.offsets.length || (i < offsets.length && offsets[i] <= other.offsets[j]);
      long offset = own ? offsets[i] : other.offsets[j];
      what[n] = made.cell(offset, own ? cells[i] : other.cells[j]);
      where[n++] = offset;
      i += own ? 1 : 0;
      j += j < other.offsets.length && other.offsets[j] == offset ? 1 : 0;
    }
    return new Cells(Arrays.copyOf(where, n), Arrays.copyOf(what, n));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cells that
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(cells, that.cells);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(offsets) * 31 + Arrays.hashCode(cells);
  }
}
