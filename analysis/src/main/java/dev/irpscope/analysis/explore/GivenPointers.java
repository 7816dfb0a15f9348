package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.wdk.effects.DdiModel;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Through which of its parameters a function may change what they point to, itself or by what it
 * calls. A function that prints a status by its address leaves the status as it is.
 * Flow-insensitive; one pass for each function, callees first. Not changed any more once all
 * functions are added.
 */
final class GivenPointers {
  private static final int MOST_PARAMETERS = Long.SIZE;
  private static final long NONE = 0;
  private static final long ALL = -1;

  private final Program program;

  /** A bit for each parameter; functions that are not in it change all. */
  private final Map<FunctionKey, Long> changed = new HashMap<>();

  GivenPointers(Program program) {
    this.program = program;
  }

  /** Whether what the argument in that place points to may be another after a call. */
  boolean mayChange(FunctionKey function, int argument) {
    return argument >= MOST_PARAMETERS
        || (changed.getOrDefault(function, ALL) >>> argument & 1) != 0;
  }

  /**
   * Adds a function when all that it calls are added. Functions that call each other, and so never
   * are, change all.
   */
  void add(ControlFlowGraph graph) {
    changed.put(graph.key(), new Uses(graph).find());
  }

  /** One function: which parameters the pointers in its variables and temporaries come from. */
  private final class Uses {
    private final ControlFlowGraph graph;
    private final Map<Integer, Long> variables = new HashMap<>();
    private final Map<Integer, Long> temporaries = new HashMap<>();
    private long found = NONE;

    Uses(ControlFlowGraph graph) {
      this.graph = graph;
      int parameters = Math.min(graph.parameters().size(), MOST_PARAMETERS);
      for (int i = 0; i < parameters; i++) {
        variables.put(graph.parameters().get(i).index(), 1L << i);
      }
    }

    long find() {
      PointerBases.repeat(graph, this::derive);
      for (Block block : graph.blocks()) {
        block.instructions().forEach(this::judge);
        if (block.terminator() instanceof Terminator.Return leave) {
          leave.value().ifPresent(value -> found |= from(value));
        }
      }
      return found;
    }

    /** Whether something new is known of where pointers come from. */
    private boolean derive(Instruction instruction) {
      return switch (instruction) {
        case Instruction.Store store when store.target().root() instanceof Place.Local local ->
            merge(variables, local.variable().index(), from(store.value()));
        case Instruction.Define define ->
            merge(temporaries, define.target().index(), from(define.value()));
        default -> false;
      };
    }

    private static boolean merge(Map<Integer, Long> known, int index, long more) {
      long before = known.getOrDefault(index, NONE);
      known.put(index, before | more);
      return (before | more) != before;
    }

    private void judge(Instruction instruction) {
      switch (instruction) {
        case Instruction.Store store -> {
          found |= written(store.target());
          if (!(store.target().root() instanceof Place.Local)) {
            found |= from(store.value());
          }
          found |= exposed(store.value());
        }
        case Instruction.Clear clear -> found |= written(clear.target());
        case Instruction.Call call -> {
          for (int i = 0; i < call.arguments().size(); i++) {
            Operand argument = call.arguments().get(i);
            found |= exposed(argument);
            long given = from(argument);
            if (given != NONE && mayChange(call, i)) {
              found |= given;
            }
          }
        }
        case Instruction.Opaque _ -> found = ALL;
        case Instruction.Define define -> found |= exposed(define.value());
        case Instruction.Declare _ -> {}
      }
    }

    private boolean mayChange(Instruction.Call call, int argument) {
      Set<FunctionKey> callees = new HashSet<>();
      program.callees(graph.key(), call).forEach(callee -> callees.add(callee.key()));
      if (!callees.isEmpty()) {
        return callees.stream().anyMatch(callee -> GivenPointers.this.mayChange(callee, argument));
      }
      if (!(call.callee() instanceof Instruction.Callee.Direct direct)) {
        return true;
      }
      boolean traces = call.arguments().stream().anyMatch(Operand.Text.class::isInstance);
      boolean copiesOnly =
          DdiTable.STANDARD.find(direct.name()).stream()
              .flatMap(DdiModel::effects)
              .anyMatch(effect -> effect instanceof Effect.CopyBytes copy && copy.to() != argument);
      return !traces && !copiesOnly;
    }

    /** The parameters that lead to a place. */
    private long written(Place place) {
      return place.root() instanceof Place.Dereference dereference
          ? from(dereference.pointer())
          : NONE;
    }

    /** The parameters that a value may be a pointer into the targets of. */
    private long from(Operand operand) {
      return switch (operand) {
        case Operand.Load load ->
            load.place().root() instanceof Place.Local local
                ? variables.getOrDefault(local.variable().index(), NONE)
                : NONE;
        case Operand.AddressOf address -> written(address.place());
        case Operand.Temporary temporary -> temporaries.getOrDefault(temporary.index(), NONE);
        case Operand.Binary binary -> from(binary.left()) | from(binary.right());
        case Operand.Cast cast -> from(cast.operand());
        case Operand.Container container -> from(container.member());
        case Operand.Unary _,
            Operand.Constant _,
            Operand.Text _,
            Operand.FunctionName _,
            Operand.Unknown _ ->
            NONE;
      };
    }

    /** The parameters whose variables others can reach, by an address taken. */
    private long exposed(Operand operand) {
      return switch (operand) {
        case Operand.AddressOf address when address.place().root() instanceof Place.Local local ->
            variables.getOrDefault(local.variable().index(), NONE);
        case Operand.Binary binary -> exposed(binary.left()) | exposed(binary.right());
        case Operand.Cast cast -> exposed(cast.operand());
        case Operand.Container container -> exposed(container.member());
        default -> NONE;
      };
    }
  }
}
