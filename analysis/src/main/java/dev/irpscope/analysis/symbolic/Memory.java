package dev.irpscope.analysis.symbolic;

import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.symbolic.Cells.Cell;
import dev.irpscope.analysis.symbolic.Symbol.Shape;
import it.unimi.dsi.fastutil.objects.Object2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.objects.ObjectArraySet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
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

  /** What is known of one region. Immutable. */
  private static final class Contents {
    static final Contents FRESH = new Contents(0, false, Cells.NONE);
    final int version;
    final boolean zeroed;
    final Cells cells;
    private int hash;
    private @Nullable Mentioned mentioned;

    Contents(int version, boolean zeroed, Cells cells) {
      this.version = version;
      this.zeroed = zeroed;
      this.cells = cells;
    }

    /** The same with other cells. */
    Contents with(Cells other) {
      return new Contents(version, zeroed, other);
    }

    /** What the values speak of; computed once. */
    Mentioned mentioned() {
      Mentioned known = mentioned;
      if (known == null) {
        known = Mentioned.in(cells);
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
    private static final Mentioned NOTHING = new Mentioned(List.of(), List.of(), List.of());

    private static Mentioned in(Cells cells) {
      Set<Symbol> symbols = new ObjectArraySet<>();
      List<Value.Pointer> pointers = new ArrayList<>();
      Set<Region.Local> locals = new ObjectArraySet<>();
      for (int i = 0; i < cells.size(); i++) {
        Value value = cells.cell(i).value();
        if (value instanceof Symbol symbol) {
          symbols.add(symbol);
        } else if (!(value instanceof Value.Number)) {
          value.collectSymbols(symbols);
          value.collectLocals(locals);
          if (value instanceof Value.Pointer pointer && pointer.offset() != 0) {
            pointers.add(pointer);
          }
        }
      }
      if (symbols.isEmpty() && pointers.isEmpty() && locals.isEmpty()) {
        return NOTHING;
      }
      // kept for every region of every state of a search: lists take a tenth of the memory
      return new Mentioned(List.copyOf(symbols), List.copyOf(pointers), List.copyOf(locals));
    }
  }

  /** Not changed any more once it is shared with a copy. */
  private Object2ObjectOpenHashMap<Region, Contents> regions = new Object2ObjectOpenHashMap<>(0);

  private boolean isShared;

  /** Whether bit-fields may be among the regions. */
  private boolean hasBits;

  /** Cheap: nothing is copied before one of both changes. */
  public Memory copy() {
    isShared = true;
    Memory copy = new Memory();
    copy.regions = regions;
    copy.isShared = true;
    copy.hasBits = hasBits;
    return copy;
  }

  private Map<Region, Contents> own() {
    if (isShared) {
      regions = regions.clone();
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
    if (region instanceof Region.Bits bits) {
      return loadBits(bits, offset, shape);
    }
    Contents contents = of(region);
    Cells cells = contents.cells;
    int at = cells.floor(offset);
    if (at >= 0 && cells.end(at) > offset) {
      return read(region, contents, at, offset, shape);
    }
    if (at + 1 < cells.size() && cells.offset(at + 1) < offset + shape.bytes()) {
      return pieces(region, contents, at + 1, offset, shape);
    }
    return unwritten(region, contents, offset, shape);
  }

  private Value unwritten(Region region, Contents contents, long offset, Shape shape) {
    return contents.zeroed
        ? Value.Number.ZERO
        : Symbol.initial(region, offset, contents.version + writtenBits(region, offset), shape);
  }

  /** Tells a unit that nothing wrote as a whole from what it was before bits of it were written. */
  private int writtenBits(Region region, long offset) {
    Contents fields = hasBits ? regions.get(new Region.Bits(region, offset)) : null;
    int written = 0;
    for (int i = 0; fields != null && i < fields.cells.size(); i++) {
      String text = fields.cells.offset(i) + "=" + fields.cells.cell(i).value();
      written = written * 31 + text.hashCode();
    }
    return written;
  }

  private Value loadBits(Region.Bits region, long offset, Shape shape) {
    Contents contents = of(region);
    Cell own = contents.cells.at(offset);
    if (own != null && own.bytes() == shape.bits()) {
      return own.value() instanceof Value.Number number
          ? Value.of(Terms.wrap(number.value(), shape.bits(), shape.signed()))
          : own.value();
    }
    Contents unit = of(region.base());
    int version = contents.version + 31 * unit.version;
    int bit = FieldRef.bit(offset);
    int at = covering(unit, region.offset() + bit / 8);
    if (at >= 0) {
      Cell word = unit.cells.cell(at);
      long shift = 8 * (region.offset() - unit.cells.offset(at)) + bit;
      return shift + shape.bits() <= 8L * word.bytes()
          ? part(word, (int) shift, shape)
          : Symbol.initial(region, offset, version + 1_000_000, shape);
    }
    return unit.zeroed ? Value.Number.ZERO : Symbol.initial(region, offset, version, shape);
  }

  /** The cell in which a byte lies; -1 for none. */
  private static int covering(Contents contents, long offset) {
    int at = contents.cells.floor(offset);
    return at >= 0 && contents.cells.end(at) > offset ? at : -1;
  }

  /** The bits of a word that are a bit-field. */
  private static Value part(Cell word, int shift, Shape shape) {
    long mask = Terms.mask(shape.bits()) << shift;
    int width = 8 * word.bytes();
    Value masked = Terms.binary("&", word.value(), Value.of(mask), width, false);
    if (shape.bits() == 1) {
      return Terms.compare("!=", masked, Value.Number.ZERO, width, false);
    }
    Value shifted = Terms.binary(">>", masked, Value.of(shift), width, false);
    return Terms.cast(shifted, RangeSet.ALL, shape.bits(), shape.signed());
  }

  /** What begins in a cell. */
  private Value read(Region region, Contents contents, int at, long offset, Shape shape) {
    long start = contents.cells.offset(at);
    Cell cell = contents.cells.cell(at);
    if (start == offset && cell.bytes() == shape.bytes()) {
      return cell.value() instanceof Value.Number number && !shape.pointer()
          ? Value.of(Terms.wrap(number.value(), shape.bits(), shape.signed()))
          : cell.value();
    }
    if (cell.value() instanceof Value.Number number
        && offset + shape.bytes() <= start + cell.bytes()) {
      long shifted = number.value() >> (8 * (offset - start));
      return Value.of(Terms.wrap(shifted, shape.bits(), shape.signed()));
    }
    if (start == offset && shape.bytes() < cell.bytes() && !shape.pointer()) {
      return Terms.cast(cell.value(), RangeSet.ALL, shape.bits(), shape.signed());
    }
    if (!shape.pointer() && offset + shape.bytes() <= start + cell.bytes()) {
      Value part = CellEditor.part(cell, (int) (offset - start), shape.bytes());
      return Terms.cast(part, RangeSet.ALL, shape.bits(), shape.signed());
    }
    return pieces(region, contents, at, offset, shape);
  }

  /** What several cells, or a cell and bytes that nothing wrote, make up: the lowest byte first. */
  private Value pieces(Region region, Contents contents, int first, long offset, Shape shape) {
    Cells cells = contents.cells;
    long end = offset + shape.bytes();
    int width = 8 * shape.bytes();
    Value whole = unwritten(region, contents, offset, new Shape(width, shape.signed(), false));
    for (int i = first; i < cells.size() && cells.offset(i) < end; i++) {
      long from = Math.max(offset, cells.offset(i));
      int bytes = (int) (Math.min(end, cells.end(i)) - from);
      Value part = CellEditor.part(cells.cell(i), (int) (from - cells.offset(i)), bytes);
      int shift = (int) (8 * (from - offset));
      Value moved = Terms.binary("<<", part, Value.of(shift), width, false);
      whole = Bits.changed(whole, Terms.mask(8 * bytes) << shift, moved, width);
    }
    if (shape.pointer() && !(whole instanceof Value.Number)) {
      return Symbol.initial(region, offset, contents.version + 1_000_000, shape);
    }
    return Terms.cast(whole, RangeSet.ALL, shape.bits(), shape.signed());
  }

  /** Whether something was written at exactly this offset on the path. */
  public boolean isWritten(Region region, long offset) {
    return of(region).cells.at(offset) != null;
  }

  /** Whether anything that is known was written there. */
  public boolean holds(Region region) {
    return of(region).cells.size() > 0;
  }

  /** The value written at exactly this offset. */
  public Optional<Value> written(Region region, long offset) {
    return Optional.ofNullable(of(region).cells.at(offset)).map(Cell::value);
  }

  public void store(Region region, long offset, Value value, int bytes) {
    forgetBits(region, offset, bytes);
    put(region, offset, value, bytes);
  }

  /**
   * Stores a bit-field.
   *
   * @param bits its width
   * @param bytes of its storage unit
   */
  public void storeBits(Region.Bits region, long offset, Value value, int bits, int bytes) {
    Contents unit = of(region.base());
    int bit = FieldRef.bit(offset);
    int at = covering(unit, region.offset() + bit / 8);
    if (at >= 0 || unit.zeroed) {
      boolean within = at >= 0 && 8 * (unit.cells.end(at) - region.offset()) >= bit + bits;
      long start = within ? unit.cells.offset(at) : region.offset();
      Cell word =
          within
              ? unit.cells.cell(at)
              : new Cell(load(region.base(), start, new Shape(8 * bytes, false, false)), bytes);
      long shift = 8 * (region.offset() - start) + bit;
      int width = 8 * word.bytes();
      Value moved = Terms.binary("<<", value, Value.of(shift), width, false);
      Value changed = Bits.changed(word.value(), Terms.mask(bits) << shift, moved, width);
      put(region.base(), start, changed, word.bytes());
    }
    put(region, offset, value, bits);
    hasBits = true;
  }

  /** What was written of bit-fields no longer holds. */
  private void forgetBits(Region region, long offset, long bytes) {
    if (!hasBits) {
      return;
    }
    long end = offset + Math.max(1, bytes);
    List<Region.Bits> cut = new ArrayList<>(1);
    for (Region other : regions.keySet()) {
      if (other instanceof Region.Bits bits
          && bits.offset() > offset - 8
          && bits.offset() < end
          && bits.base().equals(region)) {
        cut.add(bits);
      }
    }
    for (Region.Bits unit : cut) {
      if (unit.offset() >= offset) {
        own().remove(unit);
      } else {
        forgetBits(unit, 8 * (offset - unit.offset()), 8 * (end - unit.offset()));
      }
    }
  }

  /** The same of the fields of a unit that a range of its bits cuts. */
  private void forgetBits(Region.Bits unit, long from, long end) {
    Cells fields = of(unit).cells;
    retainCells(
        unit,
        field -> {
          int bits = Objects.requireNonNull(fields.at(field)).bytes();
          return FieldRef.bit(field) + bits <= from || FieldRef.bit(field) >= end;
        });
  }

  private void forgetBits(Region region) {
    if (hasBits) {
      forget(other -> other instanceof Region.Bits bits && bits.base().equals(region));
    }
  }

  private void forget(Predicate<Region> gone) {
    if (regions.keySet().stream().anyMatch(gone)) {
      own().keySet().removeIf(gone);
    }
  }

  private void put(Region region, long offset, Value value, int bytes) {
    Contents contents = of(region);
    put(region, contents.with(contents.cells.with(offset, new Cell(value, bytes))));
  }

  /** All bytes of the range are zero; the whole region when {@code bytes} is negative. */
  public void clear(Region region, long offset, long bytes) {
    Contents contents = of(region);
    if (bytes < 0 || (offset == 0 && bytes > MOST_FILLED)) {
      forgetBits(region);
      put(region, new Contents(contents.version, true, Cells.NONE));
      return;
    }
    forgetBits(region, offset, bytes);
    CellEditor cells = new CellEditor(contents.cells);
    cells.free(offset, bytes);
    cells.fill(offset, Math.min(bytes, MOST_FILLED), _ -> Value.Number.ZERO);
    put(region, contents.with(cells.cells()));
  }

  /** Nothing is known of the region any more: reads give new symbols from here on. */
  public void havoc(Region region) {
    forgetBits(region);
    Contents contents = of(region);
    put(region, new Contents(contents.version + 1, false, Cells.NONE));
  }

  /** As {@link #havoc(Region)} for a byte range; what is not in it is kept. */
  public void havoc(Region region, long offset, long bytes, String site) {
    if (bytes <= 8) {
      int width = (int) Math.max(1, bytes);
      Shape shape = new Shape(width * 8, false, width == 8);
      store(region, offset, Symbol.merged(site, region, offset, shape), width);
    } else {
      forgetBits(region, offset, bytes);
      Contents contents = of(region);
      CellEditor cells = new CellEditor(contents.cells);
      cells.free(offset, bytes);
      // Too large for one cell: unknown symbols named after the site, made when they are read.
      for (long at = offset; at < offset + Math.min(bytes, 64); at += 8) {
        cells.put(at, new Cell(Symbol.merged(site, region, at, Shape.POINTER), 8));
      }
      put(region, contents.with(cells.cells()));
    }
  }

  /**
   * Numbers in a byte range may be others; what is not known anyway stays. A region that is zero
   * where nothing was written is so no more.
   */
  public void forgetKnown(Region region, long offset, long bytes, String site) {
    Contents contents = of(region);
    if (contents.zeroed) {
      contents = new Contents(contents.version + 1, false, contents.cells);
      put(region, contents);
    }
    List<Long> known = new ArrayList<>();
    forEach(
        region,
        (at, value) -> {
          if (at >= offset && at < offset + bytes && value instanceof Value.Number) {
            known.add(at);
          }
        });
    known.forEach(at -> change(region, at, Bits.ALL, site));
  }

  /**
   * Some bits of the cell at exactly this offset may have changed; the others are what they were.
   *
   * @return the new unknown that the changed bits are taken from; empty if there is no such cell
   */
  public Optional<Symbol> change(Region region, long offset, long bits, String site) {
    Contents contents = of(region);
    Cell before = contents.cells.at(offset);
    if (before == null) {
      return Optional.empty();
    }
    Symbol fresh = Symbol.merged(site, region, offset, shapeOf(region, before));
    Value after =
        bits == Bits.ALL || before.bytes() == 8
            ? fresh
            : Bits.changed(before.value(), bits, fresh, before.bytes() * 8);
    put(region, offset, after, before.bytes());
    if (hasBits) {
      Region.Bits fields = new Region.Bits(region, offset);
      retainCells(fields, field -> (bits >>> FieldRef.bit(field) & 1) == 0);
    }
    return Optional.of(fresh);
  }

  /**
   * Every cell that leads to an object may hold anything.
   *
   * @param site names the unknowns in its stead
   * @return those unknowns
   */
  public Set<Symbol> forget(Symbol object, String site) {
    Set<Symbol> unknowns = new HashSet<>();
    for (Region region : regions()) {
      Contents contents = of(region);
      if (contents.mentioned().symbols().stream().anyMatch(symbol -> symbol.isOf(object))) {
        List<Long> leading = new ArrayList<>();
        forEach(
            region,
            (offset, value) -> {
              if (value.mentions(object)) {
                leading.add(offset);
              }
            });
        leading.forEach(at -> change(region, at, Bits.ALL, site).ifPresent(unknowns::add));
      }
    }
    return unknowns;
  }

  /**
   * Forgets the cells of a region at other offsets without claiming that their old values are back:
   * only for cells that nothing reads any more.
   */
  public void retainCells(Region region, LongPredicate wanted) {
    Contents contents = of(region);
    Cells cells = contents.cells.retain(wanted);
    if (cells.size() == contents.cells.size()) {
      return;
    }
    if (cells.size() == 0 && contents.version == 0 && !contents.zeroed) {
      own().remove(region);
    } else {
      put(region, contents.with(cells));
    }
  }

  /** Whether anything is known of a region, be it only that something was written there. */
  public boolean has(Region region) {
    return regions.containsKey(region);
  }

  /** Forgets a region: its variable went out of scope. */
  public void drop(Region region) {
    forgetBits(region);
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
    CellEditor read = new CellEditor(source.cells);
    read.split(fromOffset);
    read.split(fromOffset + bytes);
    read.fill(
        fromOffset,
        most,
        at ->
            source.zeroed
                ? Value.Number.ZERO
                : Symbol.initial(from, at, source.version, Shape.POINTER));
    Map<Region, Contents> fields = new HashMap<>();
    if (hasBits) {
      regions.forEach((region, contents) -> {
        if (region instanceof Region.Bits(Region base, long unit)
            && base.equals(from)
            && unit >= fromOffset
            && unit < fromOffset + bytes) {
          fields.put(new Region.Bits(to, unit - fromOffset + toOffset), contents);
        }
      });
    }
    forgetBits(to, toOffset, bytes);
    CellEditor cells = new CellEditor(target.cells);
    cells.free(toOffset, bytes);
    read.forEach(
        fromOffset,
        fromOffset + Math.max(1, bytes),
        (at, cell) -> cells.put(at - fromOffset + toOffset, cell));
    put(to, target.with(cells.cells()));
    fields.forEach(this::put);
  }

  /**
   * Takes over what a call changed.
   *
   * @param before what the called function saw of this memory
   * @param after what it left of that
   * @param ignored regions that are its own
   */
  public void adopt(Memory before, Memory after, Predicate<Region> ignored) {
    adoptRegions(before, after, region -> ignored.test(region) || region instanceof Region.Bits);
    if (after.hasBits || before.hasBits) {
      hasBits = true;
      forget(region ->
          region instanceof Region.Bits
              && !ignored.test(region)
              && before.has(region)
              && !after.has(region));
      adoptRegions(
          before, after, region -> ignored.test(region) || !(region instanceof Region.Bits));
    }
  }

  private void adoptRegions(Memory before, Memory after, Predicate<Region> ignored) {
    after.regions.forEach((region, left) -> {
      if (ignored.test(region)) {
        return;
      }
      Contents seen = before.of(region);
      if (seen.equals(left)) {
        return;
      }
      if (seen.version != left.version || seen.zeroed != left.zeroed) {
        put(region, left);
        return;
      }
      for (int i = 0; i < left.cells.size(); i++) {
        long offset = left.cells.offset(i);
        Cell cell = left.cells.cell(i);
        if (!cell.equals(seen.cells.at(offset))) {
          store(region, offset, cell.value(), cell.bytes());
        }
      }
    });
  }

  /** Calls back for each written cell, regions and offsets in no particular order of regions. */
  public void forEach(CellVisitor visitor) {
    regions.forEach((region, contents) -> {
      for (int i = 0; i < contents.cells.size(); i++) {
        visitor.cell(region, contents.cells.offset(i), contents.cells.cell(i).value());
      }
    });
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
    Cells cells = of(region).cells;
    for (int i = 0; i < cells.size(); i++) {
      visitor.accept(cells.offset(i), cells.cell(i).value());
    }
  }

  /** Variables of the frame at one depth become those of the frame at another. */
  public void moveLocals(int from, int to) {
    if (from == to) {
      return;
    }
    Object2ObjectOpenHashMap<Region, Contents> moved =
        new Object2ObjectOpenHashMap<>(regions.size());
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
    joined.hasBits = hasBits || other.hasBits;
    Map<Symbol, Either> merged = new HashMap<>();
    Set<Region> renewed = new HashSet<>();
    for (Region region : regions.keySet()) {
      joinRegion(region, other, point, joined, merged, renewed);
    }
    for (Region region : other.regions.keySet()) {
      if (!regions.containsKey(region)) {
        joinRegion(region, other, point, joined, merged, renewed);
      }
    }
    return new Joined(
        joined,
        symbol ->
            merged.containsKey(symbol)
                || (symbol.kind() == Symbol.Kind.INITIAL
                    && symbol.region().filter(from -> isRenewed(from, renewed)).isPresent()),
        merged);
  }

  private static boolean isRenewed(Region region, Set<Region> renewed) {
    return renewed.contains(region)
        || (region instanceof Region.Bits bits && renewed.contains(bits.base()));
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
    Cells cells =
        a.cells.union(
            b.cells,
            (offset, cell) -> {
              Shape shape = shapeOf(region, cell);
              Value here = load(region, offset, shape);
              Value there = other.load(region, offset, shape);
              if (here.equals(there)) {
                return here.equals(cell.value()) ? cell : new Cell(here, cell.bytes());
              }
              Symbol either = Symbol.merged(point, region, offset, shape);
              merged.put(either, new Either(here, there));
              return new Cell(Bits.common(here, there, either, shape.bits()), cell.bytes());
            });
    int version = a.version;
    if (a.version != b.version || a.zeroed != b.zeroed) {
      version = point.hashCode() | Integer.MIN_VALUE;
      renewed.add(region);
    }
    joined.regions.put(region, new Contents(version, a.zeroed && b.zeroed, cells));
  }

  private static Shape shapeOf(Region region, Cell cell) {
    if (region instanceof Region.Bits) {
      return new Shape(cell.bytes(), false, false);
    }
    return cell.value() instanceof Symbol symbol && symbol.shape().bytes() == cell.bytes()
        ? symbol.shape()
        : new Shape(
            cell.bytes() * 8, true, cell.bytes() == 8 && !(cell.value() instanceof Value.Number));
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
