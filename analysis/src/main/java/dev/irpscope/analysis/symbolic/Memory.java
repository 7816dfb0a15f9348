package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.symbolic.Symbol.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Memory as written on one path. What was never written has an initial symbol of its own, so that
 * reading twice gives the same value until something may have changed it. Mutable; a state owns its
 * own, regions are shared copy-on-write.
 */
public final class Memory {
  /** Longer ranges are not filled cell by cell. */
  private static final int MOST_FILLED = 1024;

  /** A written scalar. */
  private record Cell(Value value, int bytes) {}

  /** What is known of one region: cells by offset, never overlapping. Immutable. */
  private static final class Contents {
    static final Contents FRESH = new Contents(0, false, new TreeMap<>());
    final int version;
    final boolean zeroed;
    final NavigableMap<Long, Cell> cells;
    private int hash;
    private @Nullable Mentioned mentioned;

    Contents(int version, boolean zeroed, NavigableMap<Long, Cell> cells) {
      this.version = version;
      this.zeroed = zeroed;
      this.cells = cells;
    }

    /** What the values speak of; computed once. */
    Mentioned mentioned() {
      Mentioned known = mentioned;
      if (known == null) {
        known = Mentioned.in(cells.values().stream().map(Cell::value).toList());
        mentioned = known;
      }
      return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof Contents that
              && hashCode() == that.hashCode()
              && version == that.version
              && zeroed == that.zeroed
              && cells.equals(that.cells));
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = (cells.hashCode() * 31 + version) * 2 + (zeroed ? 1 : 0);
      }
      return hash;
    }
  }

  /**
   * What the values of one region speak of.
   *
   * @param symbols in values or as roots of what they point to, each once
   * @param pointers those that are a cell's whole value and point inside something
   * @param locals variables that are pointed to
   */
  public record Mentioned(
      List<Symbol> symbols, List<Value.Pointer> pointers, List<Region.Local> locals) {
    private static Mentioned in(List<Value> values) {
      Set<Symbol> symbols = new LinkedHashSet<>();
      List<Value.Pointer> pointers = new ArrayList<>();
      Set<Region.Local> locals = new LinkedHashSet<>();
      for (Value value : values) {
        value.collectSymbols(symbols);
        value.collectLocals(locals);
        if (value instanceof Value.Pointer pointer && pointer.offset() != 0) {
          pointers.add(pointer);
        }
      }
      // kept for every region of every state of a search: lists take a tenth of the memory
      return new Mentioned(List.copyOf(symbols), List.copyOf(pointers), List.copyOf(locals));
    }
  }

  /** Not changed any more once it is shared with a copy. */
  private Map<Region, Contents> regions = new HashMap<>();

  private boolean isShared;

  /** Cheap: nothing is copied before one of both changes. */
  public Memory copy() {
    isShared = true;
    Memory copy = new Memory();
    copy.regions = regions;
    copy.isShared = true;
    return copy;
  }

  private Map<Region, Contents> own() {
    if (isShared) {
      regions = new HashMap<>(regions);
      isShared = false;
    }
    return regions;
  }

  private void put(Region region, Contents contents) {
    own().put(region, contents);
  }

  private Contents of(Region region) {
    Contents contents = regions.get(region);
    return contents == null ? Contents.FRESH : contents;
  }

  /** The scalar at a place. */
  public Value load(Region region, long offset, Shape shape) {
    Contents contents = of(region);
    Map.Entry<Long, Cell> at = contents.cells.floorEntry(offset);
    if (at != null && at.getKey() + at.getValue().bytes > offset) {
      return read(region, contents, at.getKey(), at.getValue(), offset, shape);
    }
    if (contents.zeroed) {
      return Value.Number.ZERO;
    }
    return Symbol.initial(region, offset, contents.version, shape);
  }

  private static Value read(
      Region region, Contents contents, long start, Cell cell, long offset, Shape shape) {
    if (start == offset && cell.bytes == shape.bytes()) {
      return cell.value instanceof Value.Number number && !shape.pointer()
          ? Value.of(Terms.wrap(number.value(), shape.bits(), shape.signed()))
          : cell.value;
    }
    if (cell.value instanceof Value.Number number && offset + shape.bytes() <= start + cell.bytes) {
      long shifted = number.value() >> (8 * (offset - start));
      return Value.of(Terms.wrap(shifted, shape.bits(), shape.signed()));
    }
    if (start == offset && shape.bytes() < cell.bytes && !shape.pointer()) {
      return Terms.cast(cell.value, RangeSet.ALL, shape.bits(), shape.signed());
    }
    if (!shape.pointer() && offset + shape.bytes() <= start + cell.bytes) {
      Value part = part(cell, (int) (offset - start), shape.bytes());
      return Terms.cast(part, RangeSet.ALL, shape.bits(), shape.signed());
    }
    return Symbol.initial(region, offset, contents.version + 1_000_000, shape);
  }

  /** Whether something was written at exactly this offset on the path. */
  public boolean isWritten(Region region, long offset) {
    return of(region).cells.containsKey(offset);
  }

  /** The value written at exactly this offset. */
  public Optional<Value> written(Region region, long offset) {
    return Optional.ofNullable(of(region).cells.get(offset)).map(Cell::value);
  }

  public void store(Region region, long offset, Value value, int bytes) {
    Contents contents = of(region);
    TreeMap<Long, Cell> cells = new TreeMap<>(contents.cells);
    removeOverlap(cells, offset, bytes);
    cells.put(offset, new Cell(value, bytes));
    put(region, new Contents(contents.version, contents.zeroed, cells));
  }

  /** Makes a range free of cells; what reaches out of it keeps its other bytes. */
  private static void removeOverlap(NavigableMap<Long, Cell> cells, long offset, long bytes) {
    long end = offset + Math.max(1, bytes);
    Map.Entry<Long, Cell> before = cells.lowerEntry(offset);
    if (before != null && before.getKey() + before.getValue().bytes > offset) {
      cut(cells, before.getKey(), before.getValue(), offset, end);
    }
    Map.Entry<Long, Cell> last = cells.lowerEntry(end);
    if (last != null && last.getKey() >= offset && last.getKey() + last.getValue().bytes > end) {
      cut(cells, last.getKey(), last.getValue(), offset, end);
    }
    cells.subMap(offset, end).clear();
  }

  private static void cut(
      NavigableMap<Long, Cell> cells, long start, Cell cell, long from, long end) {
    cells.remove(start);
    keep(cells, start, cell, start, from);
    keep(cells, start, cell, end, start + cell.bytes);
  }

  /**
   * Puts the bytes of a cell from {@code from} to {@code end} back, in pieces of a scalar's size.
   */
  private static void keep(
      NavigableMap<Long, Cell> cells, long start, Cell cell, long from, long end) {
    long at = from;
    while (at < end) {
      int bytes = (int) Math.min(8, Long.highestOneBit(end - at));
      cells.put(at, new Cell(part(cell, (int) (at - start), bytes), bytes));
      at += bytes;
    }
  }

  /** Some of a cell's bytes as an unsigned number. */
  private static Value part(Cell cell, int skipped, int bytes) {
    if (cell.value instanceof Value.Number number) {
      return Value.of(Terms.wrap(number.value() >> (8 * skipped), bytes * 8, false));
    }
    int bits = Math.min(64, cell.bytes * 8);
    boolean whole = skipped == 0 && bytes == cell.bytes;
    Value shifted =
        skipped == 0
            ? cell.value
            : new Value.Operation(">>", List.of(cell.value, Value.of(8L * skipped)), bits, false);
    return whole || cell.value instanceof Symbol || cell.value instanceof Value.Operation
        ? Terms.cast(shifted, RangeSet.ALL, bytes * 8, false)
        : new Value.Operation("cast", List.of(shifted), bytes * 8, false);
  }

  /** Makes cells for the bytes of a range that have none. */
  private static void fill(
      NavigableMap<Long, Cell> cells, long offset, long bytes, LongFunction<Value> value) {
    long end = offset + bytes;
    long at = offset;
    while (at < end) {
      Map.Entry<Long, Cell> known = cells.floorEntry(at);
      if (known != null && known.getKey() + known.getValue().bytes > at) {
        at = known.getKey() + known.getValue().bytes;
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

  /** All bytes of the range are zero; the whole region when {@code bytes} is negative. */
  public void clear(Region region, long offset, long bytes) {
    Contents contents = of(region);
    if (bytes < 0 || (offset == 0 && bytes > MOST_FILLED)) {
      put(region, new Contents(contents.version, true, new TreeMap<>()));
      return;
    }
    TreeMap<Long, Cell> cells = new TreeMap<>(contents.cells);
    removeOverlap(cells, offset, bytes);
    fill(cells, offset, Math.min(bytes, MOST_FILLED), _ -> Value.Number.ZERO);
    put(region, new Contents(contents.version, contents.zeroed, cells));
  }

  /** Nothing is known of the region any more: reads give new symbols from here on. */
  public void havoc(Region region) {
    Contents contents = of(region);
    put(region, new Contents(contents.version + 1, false, new TreeMap<>()));
  }

  /** As {@link #havoc(Region)} for a byte range; what is not in it is kept. */
  public void havoc(Region region, long offset, long bytes, String site) {
    Contents contents = of(region);
    TreeMap<Long, Cell> cells = new TreeMap<>(contents.cells);
    removeOverlap(cells, offset, bytes);
    if (bytes <= 8) {
      int width = (int) Math.max(1, bytes);
      Shape shape = new Shape(width * 8, false, width == 8);
      cells.put(offset, new Cell(Symbol.merged(site, region, offset, shape), width));
    } else {
      // Too large for one cell: unknown symbols named after the site, made when they are read.
      for (long at = offset; at < offset + Math.min(bytes, 64); at += 8) {
        cells.put(at, new Cell(Symbol.merged(site, region, at, Shape.POINTER), 8));
      }
    }
    put(region, new Contents(contents.version, contents.zeroed, cells));
  }

  /**
   * Some bits of the cell at exactly this offset may have changed; the others are what they were.
   *
   * @return the new unknown that the changed bits are taken from; empty if there is no such cell
   */
  public Optional<Symbol> change(Region region, long offset, long bits, String site) {
    Contents contents = of(region);
    Cell before = contents.cells.get(offset);
    if (before == null) {
      return Optional.empty();
    }
    Symbol fresh = Symbol.merged(site, region, offset, shapeOf(before));
    Value after =
        bits == Bits.ALL || before.bytes == 8
            ? fresh
            : Bits.changed(before.value, bits, fresh, before.bytes * 8);
    TreeMap<Long, Cell> cells = new TreeMap<>(contents.cells);
    cells.put(offset, new Cell(after, before.bytes));
    put(region, new Contents(contents.version, contents.zeroed, cells));
    return Optional.of(fresh);
  }

  /**
   * Forgets the cell at exactly this offset without claiming that the old value is back: only for
   * cells that nothing reads any more.
   */
  public void forget(Region region, long offset) {
    Contents contents = of(region);
    TreeMap<Long, Cell> cells = new TreeMap<>(contents.cells);
    cells.remove(offset);
    if (cells.isEmpty() && contents.version == 0 && !contents.zeroed) {
      own().remove(region);
    } else {
      put(region, new Contents(contents.version, contents.zeroed, cells));
    }
  }

  /** Whether anything is known of a region, be it only that something was written there. */
  public boolean has(Region region) {
    return regions.containsKey(region);
  }

  /** Forgets a region: its variable went out of scope. */
  public void drop(Region region) {
    if (regions.containsKey(region)) {
      own().remove(region);
    }
  }

  public void retainRegions(Predicate<Region> keep) {
    for (Region region : regions.keySet()) {
      if (!keep.test(region)) {
        own().keySet().removeIf(other -> !keep.test(other));
        return;
      }
    }
  }

  /** Copies the written cells of a byte range to another place, after clearing what is there. */
  public void copyRange(Region from, long fromOffset, Region to, long toOffset, long bytes) {
    Contents source = of(from);
    Contents target = of(to);
    long most = Math.min(bytes, MOST_FILLED);
    TreeMap<Long, Cell> read = new TreeMap<>(source.cells);
    split(read, fromOffset);
    split(read, fromOffset + bytes);
    fill(
        read,
        fromOffset,
        most,
        at ->
            source.zeroed
                ? Value.Number.ZERO
                : Symbol.initial(from, at, source.version, Shape.POINTER));
    TreeMap<Long, Cell> cells = new TreeMap<>(target.cells);
    removeOverlap(cells, toOffset, bytes);
    read.subMap(fromOffset, fromOffset + Math.max(1, bytes))
        .forEach((at, cell) -> cells.put(at - fromOffset + toOffset, cell));
    put(to, new Contents(target.version, target.zeroed, cells));
  }

  /** Makes {@code offset} a boundary between cells. */
  private static void split(NavigableMap<Long, Cell> cells, long offset) {
    Map.Entry<Long, Cell> before = cells.lowerEntry(offset);
    if (before != null && before.getKey() + before.getValue().bytes > offset) {
      cut(cells, before.getKey(), before.getValue(), offset, offset);
    }
  }

  /**
   * Takes over what a call changed.
   *
   * @param before what the called function saw of this memory
   * @param after what it left of that
   * @param ignored regions that are its own
   */
  public void adopt(Memory before, Memory after, Predicate<Region> ignored) {
    after.regions.forEach((region, left) -> {
      if (ignored.test(region)) {
        return;
      }
      Contents seen = before.of(region);
      if (seen.version != left.version || seen.zeroed != left.zeroed) {
        put(region, left);
        return;
      }
      left.cells.forEach((offset, cell) -> {
        if (!cell.equals(seen.cells.get(offset))) {
          store(region, offset, cell.value, cell.bytes);
        }
      });
    });
  }

  /** Calls back for each written cell, regions and offsets in no particular order of regions. */
  public void forEach(CellVisitor visitor) {
    regions.forEach((region, contents) ->
        contents.cells.forEach((offset, cell) -> visitor.cell(region, offset, cell.value)));
  }

  /** Calls back for each region with what its values speak of; cheap for regions that stay. */
  public void forEachRegion(BiConsumer<Region, Mentioned> visitor) {
    regions.forEach((region, contents) -> visitor.accept(region, contents.mentioned()));
  }

  /** What the values of one region speak of. */
  public Mentioned mentioned(Region region) {
    return of(region).mentioned();
  }

  /** The written cells of one region in offset order. */
  public void forEach(Region region, BiConsumer<Long, Value> visitor) {
    of(region).cells.forEach((offset, cell) -> visitor.accept(offset, cell.value));
  }

  /** Variables of the frame at one depth become those of the frame at another. */
  public void moveLocals(int from, int to) {
    if (from == to) {
      return;
    }
    Map<Region, Contents> moved = new HashMap<>();
    regions.forEach((region, contents) -> moved.put(moved(region, from, to), contents));
    regions = moved;
    isShared = false;
  }

  private static Region moved(Region region, int from, int to) {
    return region.whole() instanceof Region.Local local && local.depth() == from
        ? region.atDepth(to)
        : region;
  }

  /** Receives written cells. */
  @FunctionalInterface
  public interface CellVisitor {
    void cell(Region region, long offset, Value value);
  }

  /** All regions that were written or changed. */
  public List<Region> regions() {
    return new ArrayList<>(regions.keySet());
  }

  /**
   * What two paths have in common.
   *
   * @param changed symbols that mean something else than before the merge: what was known of them
   *     is to be forgotten
   * @param merged what each new symbol stands for
   */
  public record Joined(Memory memory, Predicate<Symbol> changed, Map<Symbol, Either> merged) {}

  /** What a merged symbol stands for: the value on one path, or the one on the other. */
  public record Either(Value here, Value there) {}

  /**
   * Merges two paths at {@code point}: cells that differ become one merged symbol each. Merging
   * again what was merged at the same point adds nothing, so that loops come to an end.
   */
  public Joined join(Memory other, String point) {
    Memory joined = new Memory();
    Map<Symbol, Either> merged = new HashMap<>();
    Set<Region> renewed = new HashSet<>();
    Set<Region> all = new HashSet<>(regions.keySet());
    all.addAll(other.regions.keySet());
    for (Region region : all) {
      joinRegion(region, other, point, joined, merged, renewed);
    }
    return new Joined(
        joined,
        symbol ->
            merged.containsKey(symbol)
                || (symbol.kind() == Symbol.Kind.INITIAL
                    && symbol.region().filter(renewed::contains).isPresent()),
        merged);
  }

  private void joinRegion(
      Region region,
      Memory other,
      String point,
      Memory joined,
      Map<Symbol, Either> merged,
      Set<Region> renewed) {
    Contents a = of(region);
    Contents b = other.of(region);
    if (a.equals(b)) {
      joined.regions.put(region, a);
      return;
    }
    TreeMap<Long, Cell> cells = new TreeMap<>();
    for (NavigableMap<Long, Cell> side : List.of(a.cells, b.cells)) {
      for (Map.Entry<Long, Cell> entry : side.entrySet()) {
        long offset = entry.getKey();
        int bytes = entry.getValue().bytes;
        if (cells.containsKey(offset)) {
          continue;
        }
        Shape shape = shapeOf(entry.getValue());
        Value here = load(region, offset, shape);
        Value there = other.load(region, offset, shape);
        if (here.equals(there)) {
          cells.put(offset, new Cell(here, bytes));
        } else {
          Symbol either = Symbol.merged(point, region, offset, shape);
          merged.put(either, new Either(here, there));
          cells.put(offset, new Cell(either, bytes));
        }
      }
    }
    int version = a.version;
    if (a.version != b.version || a.zeroed != b.zeroed) {
      version = point.hashCode() | Integer.MIN_VALUE;
      renewed.add(region);
    }
    joined.regions.put(region, new Contents(version, a.zeroed && b.zeroed, cells));
  }

  private static Shape shapeOf(Cell cell) {
    return cell.value instanceof Symbol symbol && symbol.shape().bytes() == cell.bytes
        ? symbol.shape()
        : new Shape(cell.bytes * 8, true, cell.bytes == 8 && !(cell.value instanceof Value.Number));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Memory that && regions.equals(that.regions);
  }

  @Override
  public int hashCode() {
    return regions.hashCode();
  }
}
