package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.symbolic.Terms;
import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import it.unimi.dsi.fastutil.objects.Object2LongMap;
import it.unimi.dsi.fastutil.objects.Object2LongMaps;
import it.unimi.dsi.fastutil.objects.Object2LongOpenHashMap;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a function may write through pointers: for each offset and kind of structure the bits that
 * may change. Flags are set and cleared one by one; a function that sets one leaves the others as
 * they are. A member of one structure is not one of another at the same offset, unless one begins
 * with the other.
 */
final class WrittenBits {
  static final long ALL = -1;
  static final long NONE = 0;
  static final WrittenBits NOTHING = new WrittenBits();

  /** Written through a pointer to {@code tag}; it is empty if that is not known. */
  private record Key(long offset, String tag, boolean asBeginning) {}

  private final Object2LongMap<Key> bits = new Object2LongOpenHashMap<>();

  /** The same whatever structure it is. */
  private final Long2LongMap any = new Long2LongOpenHashMap();

  /**
   * Adds bits of what lies at some offsets of the object that a place lies in.
   *
   * @param mask those bits; {@link #mask} of a store
   */
  void addAll(Place target, Collection<Long> written, long mask) {
    Optional<StructureType> type = structure(target);
    for (long offset : written) {
      add(new Key(offset, type.map(StructureType::tag).orElse(""), false), mask);
      type.ifPresent(
          known -> known.beginsWith().forEach(tag -> add(new Key(offset, tag, true), mask)));
    }
  }

  /** Adds what another function writes; whether that is more. */
  boolean addAll(WrittenBits more) {
    boolean isMore = false;
    if (more != this) {
      for (Object2LongMap.Entry<Key> one : Object2LongMaps.fastIterable(more.bits)) {
        isMore |= add(one.getKey(), one.getLongValue());
      }
    }
    return isMore;
  }

  /** The same of an object that begins elsewhere: of which kind that one is is not known. */
  boolean addAll(WrittenBits more, long offset) {
    if (offset == 0) {
      return addAll(more);
    }
    boolean isMore = false;
    for (Long2LongMap.Entry one : List.copyOf(more.any.long2LongEntrySet())) {
      isMore |= add(new Key(one.getLongKey() + offset, "", false), one.getLongValue());
    }
    return isMore;
  }

  private boolean add(Key key, long mask) {
    long before = bits.getOrDefault(key, NONE);
    if ((before | mask) == before) {
      return false;
    }
    bits.put(key, before | mask);
    any.put(key.offset(), any.getOrDefault(key.offset(), NONE) | mask);
    return true;
  }

  /** Every offset at which something may be written. */
  Set<Long> offsets() {
    return Collections.unmodifiableSet(any.keySet());
  }

  /**
   * The bits that may change at an offset.
   *
   * @param type of the structure that lies there; empty if that is not known
   */
  long at(long offset, Optional<StructureType> type) {
    long whatever = any.getOrDefault(offset, NONE);
    if (whatever == NONE || type.isEmpty()) {
      return whatever;
    }
    String tag = type.get().tag();
    long all = through(offset, "") | through(offset, tag);
    all |= bits.getOrDefault(new Key(offset, tag, true), NONE);
    for (String first : type.get().beginsWith()) {
      all |= through(offset, first);
    }
    return all;
  }

  /** The bits that may change there through a pointer to that very structure. */
  long through(long offset, String tag) {
    return bits.getOrDefault(new Key(offset, tag, false), NONE);
  }

  /** The structure that a place is a member of, where a pointer leads to it. */
  private static Optional<StructureType> structure(Place place) {
    return place.root() instanceof Place.Dereference dereference
        ? StructureType.of(dereference.type())
        : Optional.empty();
  }

  /** The bits that a store may change: of {@code x |= 4} and {@code x &= ~4} that one. */
  static long mask(Instruction.Store store) {
    if (store.target() instanceof Place.Field(_, FieldRef field) && field.bits() > 0) {
      return Terms.mask(field.bits()) << field.bitOffset();
    }
    if (store.value().plain() instanceof Operand.Binary update
        && isTarget(update.left(), store.target())
        && update.right().plain() instanceof Operand.Constant constant) {
      if (update.op() == Expr.BinaryOp.OR) {
        return constant.value();
      }
      if (update.op() == Expr.BinaryOp.AND) {
        return ~constant.value();
      }
    }
    return ALL;
  }

  private static boolean isTarget(Operand operand, Place target) {
    return operand.plain() instanceof Operand.Load load && load.place().equals(target);
  }
}
