package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.rule.Occurrence;
import dev.irpscope.analysis.symbolic.Memory;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One activation of a function. Immutable; equality is by content, so that states can be compared.
 *
 * @param result temporary of the caller's frame that takes the returned value
 * @param completion set when this is a completion routine that the engine runs for a send
 */
record Frame(
    ControlFlowGraph graph,
    int block,
    int instruction,
    Temporaries temporaries,
    OptionalInt result,
    Optional<Completion> completion) {

  /**
   * Why a completion routine runs.
   *
   * @param irp the IRP that was sent
   * @param function the DDI that sent it, with its {@code arguments}
   * @param answer what the send returns when the routine is done
   * @param irql the caller's, restored then
   */
  record Completion(
      Region irp,
      Value irpValue,
      Value routine,
      Occurrence.Outcome outcome,
      String function,
      List<Value> arguments,
      Value answer,
      int irql) {
    Completion {
      arguments = List.copyOf(arguments);
    }

    /** Without the values that another path can have in the same place. */
    private Completion bare() {
      boolean pending = outcome == Occurrence.Outcome.PENDING;
      return new Completion(
          irp,
          irpValue,
          routine,
          pending ? Occurrence.Outcome.PENDING : Occurrence.Outcome.OK,
          function,
          List.of(),
          Value.Number.ZERO,
          irql);
    }

    /** What this and another have in common that are alike when {@link #bare}. */
    private Completion join(Completion other, String point, Map<Symbol, Memory.Either> merged) {
      List<Value> both = new ArrayList<>();
      for (int i = 0; i < Math.min(arguments.size(), other.arguments.size()); i++) {
        both.add(either(point + ":a" + i, arguments.get(i), other.arguments.get(i), merged));
      }
      return new Completion(
          irp,
          irpValue,
          routine,
          outcome,
          function,
          both,
          either(point + ":answer", answer, other.answer, merged),
          irql);
    }
  }

  private static Value either(
      String name, Value here, Value there, Map<Symbol, Memory.Either> merged) {
    if (here.equals(there)) {
      return here;
    }
    Symbol either = Symbol.merged(name, null, 0, shape(here, there));
    merged.put(either, new Memory.Either(here, there));
    return either;
  }

  private static Symbol.Shape shape(Value one, Value other) {
    Value known = one instanceof Value.Number ? other : one;
    return switch (known) {
      case Symbol symbol -> symbol.shape();
      case Value.Operation operation ->
          new Symbol.Shape(operation.bits(), operation.signed(), false);
      case Value.Number _ -> new Symbol.Shape(64, true, false);
      case Value.Pointer _, Value.Function _, Value.Text _ -> Symbol.Shape.POINTER;
    };
  }

  /** Values of temporaries; an absent one was not defined on this path. Immutable. */
  static final class Temporaries {
    static final Temporaries NONE = new Temporaries(new @Nullable Value[0]);
    private final @Nullable Value[] values;

    private Temporaries(@Nullable Value[] values) {
      this.values = values;
    }

    Optional<Value> get(int index) {
      return index < values.length ? Optional.ofNullable(values[index]) : Optional.empty();
    }

    Temporaries with(int index, Value value) {
      @Nullable Value[] more = Arrays.copyOf(values, Math.max(values.length, index + 1));
      more[index] = value;
      return new Temporaries(more);
    }

    /** Only the temporaries that {@code live} has a bit for. */
    Temporaries retain(java.util.BitSet live) {
      int last = -1;
      for (int i = 0; i < values.length; i++) {
        if (values[i] != null && live.get(i)) {
          last = i;
        }
      }
      @Nullable Value[] kept = new @Nullable Value[last + 1];
      for (int i = 0; i <= last; i++) {
        kept[i] = live.get(i) ? values[i] : null;
      }
      return new Temporaries(kept);
    }

    /** What both have in common; what differs is one unknown of {@code point} each. */
    Temporaries join(Temporaries other, String point, Map<Symbol, Memory.Either> merged) {
      @Nullable Value[] joined = new @Nullable Value[Math.min(values.length, other.values.length)];
      for (int i = 0; i < joined.length; i++) {
        Value here = values[i];
        Value there = other.values[i];
        if (here != null && there != null) {
          joined[i] = either(point + ":t" + i, here, there, merged);
        }
      }
      return new Temporaries(joined);
    }

    void forEach(java.util.function.Consumer<Value> visitor) {
      forEach((value, _) -> visitor.accept(value));
    }

    void forEach(java.util.function.ObjIntConsumer<Value> visitor) {
      for (int i = 0; i < values.length; i++) {
        Value value = values[i];
        if (value != null) {
          visitor.accept(value, i);
        }
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Temporaries that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(values);
    }
  }

  static Frame enter(ControlFlowGraph graph, OptionalInt result, Optional<Completion> completion) {
    return new Frame(graph, 0, 0, Temporaries.NONE, result, completion);
  }

  Block current() {
    return graph.blocks().get(block);
  }

  /**
   * The same point of the same activation with values in common.
   *
   * @param merged receives what each new unknown stands for
   */
  Frame join(Frame other, String point, Map<Symbol, Memory.Either> merged) {
    return new Frame(
        graph,
        block,
        instruction,
        temporaries.equals(other.temporaries)
            ? temporaries
            : temporaries.join(other.temporaries, point, merged),
        result,
        completion.map(c -> c.join(other.completion.orElse(c), point, merged)));
  }

  /** The same without values. */
  Frame bare() {
    return new Frame(
        graph, block, instruction, Temporaries.NONE, result, completion.map(Completion::bare));
  }

  Frame at(int newBlock, int newInstruction) {
    return new Frame(graph, newBlock, newInstruction, temporaries, result, completion);
  }

  Frame with(Temporaries changed) {
    return new Frame(graph, block, instruction, changed, result, completion);
  }

  /** Names this point for results and merged values: function, block, instruction. */
  String site() {
    return graph.key() + ":" + block + ":" + instruction;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Frame that
        && graph == that.graph
        && block == that.block
        && instruction == that.instruction
        && result.equals(that.result)
        && temporaries.equals(that.temporaries)
        && completion.equals(that.completion);
  }

  @Override
  public int hashCode() {
    return ((graph.key().hashCode() * 31 + block) * 31 + instruction) * 31
        + temporaries.hashCode() * 7
        + completion.hashCode();
  }
}
