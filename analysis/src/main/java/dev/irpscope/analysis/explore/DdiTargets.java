package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.wdk.effects.DdiModel;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import dev.irpscope.analysis.wdk.effects.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The single values that kernel functions read and write where their arguments point to. */
final class DdiTargets {
  private DdiTargets() {}

  /** The places that a call reads and may write. */
  static List<Place> of(Instruction.Call call) {
    List<Place> found = new ArrayList<>();
    IntStream.concat(
            effects(call).map(DdiTargets::pointer).flatMapToInt(OptionalInt::stream),
            outcomes(call).flatMapToInt(outcome -> list(outcome.result()).stream()))
        .distinct()
        .forEach(
            argument -> argument(call, argument).map(DdiTargets::target).ifPresent(found::add));
    return found;
  }

  /** A value that a call stores where others find it. */
  static Optional<Operand> stored(Instruction.Call call) {
    return effects(call)
        .filter(Effect.StoreAt.class::isInstance)
        .map(Effect.StoreAt.class::cast)
        .filter(store ->
            argument(call, store.pointer())
                .filter(pointer -> !(target(pointer).root() instanceof Place.Local))
                .isPresent())
        .flatMap(store -> argument(call, store.value()).stream())
        .findFirst();
  }

  /** What a call puts where others take it over. */
  static Stream<Operand> handedOver(Instruction.Call call) {
    return effects(call)
        .filter(Effect.HandOff.class::isInstance)
        .flatMap(effect -> argument(call, ((Effect.HandOff) effect).argument()).stream());
  }

  /** What a call puts into a list. */
  static Stream<Operand> entries(Instruction.Call call) {
    return effects(call)
        .filter(Effect.FillList.class::isInstance)
        .flatMap(effect -> argument(call, ((Effect.FillList) effect).entry()).stream());
  }

  private static Stream<Effect> effects(Instruction.Call call) {
    return outcomes(call).flatMap(outcome -> outcome.effects().stream());
  }

  private static Stream<DdiModel.Outcome> outcomes(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct direct
        ? DdiTable.STANDARD.find(direct.name()).stream().flatMap(model -> model.outcomes().stream())
        : Stream.empty();
  }

  private static OptionalInt list(Result result) {
    return result instanceof Result.IsEmpty(int head) ? OptionalInt.of(head) : OptionalInt.empty();
  }

  private static OptionalInt pointer(Effect effect) {
    return switch (effect) {
      case Effect.StoreAt store -> OptionalInt.of(store.pointer());
      case Effect.Combine combine -> OptionalInt.of(combine.pointer());
      case Effect.Overwrite(int pointer, int _) -> OptionalInt.of(pointer);
      case Effect.StatusBlock(int pointer) -> OptionalInt.of(pointer);
      case Effect.ChangeBit change -> OptionalInt.of(change.pointer());
      case Effect.EmptyList(int head) -> OptionalInt.of(head);
      case Effect.FillList(int head, int _) -> OptionalInt.of(head);
      case Effect.DrainList(int head) -> OptionalInt.of(head);
      case Effect.RaiseKept(int keeper) -> OptionalInt.of(keeper);
      case Effect.LowerKept(int keeper) -> OptionalInt.of(keeper);
      default -> OptionalInt.empty();
    };
  }

  private static Optional<Operand> argument(Instruction.Call call, int index) {
    return index < call.arguments().size()
        ? Optional.of(call.arguments().get(index).plain())
        : Optional.empty();
  }

  private static Place target(Operand pointer) {
    if (pointer instanceof Operand.AddressOf of) {
      return of.place();
    }
    CType type =
        pointer.type().canonical() instanceof CType.Pointer known ? known.target() : pointer.type();
    return new Place.Dereference(pointer, type);
  }
}
