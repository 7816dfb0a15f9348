package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.rule.IrpOrigin;
import dev.irpscope.analysis.wdk.effects.DdiModel;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import dev.irpscope.analysis.wdk.effects.Effect;
import dev.irpscope.analysis.wdk.effects.Result;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a function does to requests of its own: IRPs that it makes right there, keeps in variables
 * and sends with no routine or one that is given nothing but these, and events that are its
 * variables. That moves no rule which is about IRPs of other origins: such a function is a read of
 * a disk block or the like for it.
 */
final class OwnRequests {
  /** A function that does nothing of the kind. */
  static final OwnRequests NONE = new OwnRequests(Set.of(), Set.of(), Set.of());

  private final Set<String> names;
  private final Set<IrpOrigin> origins;
  private final Set<String> routines;

  private OwnRequests(Set<String> names, Set<IrpOrigin> origins, Set<String> routines) {
    this.names = names;
    this.origins = origins;
    this.routines = routines;
  }

  /**
   * DDIs, under the names that rules use, of which every call in the function is about its own
   * requests; empty where these may be requests that a rule is about.
   *
   * @param tracked where these come from; empty for anywhere
   */
  Set<String> names(Set<IrpOrigin> tracked) {
    return tracked.isEmpty() || origins.stream().anyMatch(tracked::contains) ? Set.of() : names;
  }

  /** Names of the routines that are registered for the function's own IRPs. */
  Set<String> routines() {
    return routines;
  }

  static OwnRequests of(ControlFlowGraph graph) {
    boolean makes =
        graph.blocks().stream()
            .flatMap(block -> block.instructions().stream())
            .anyMatch(instruction ->
                instruction instanceof Instruction.Call call && origin(call).isPresent());
    return makes ? new Finder(graph).find() : NONE;
  }

  /** Where the IRP comes from that a call makes; not of one that belongs to another IRP. */
  private static Optional<IrpOrigin> origin(Instruction.Call call) {
    return model(call).stream()
        .flatMap(DdiModel::effects)
        .filter(Effect.NewIrp.class::isInstance)
        .map(effect -> ((Effect.NewIrp) effect).origin())
        .filter(origin -> origin != IrpOrigin.UNKNOWN)
        .findFirst();
  }

  private static Optional<DdiModel> model(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct direct
        ? DdiTable.STANDARD.find(direct.name())
        : Optional.empty();
  }

  /** Whether a completion routine is registered without a DDI, through the stack location. */
  static boolean registersByHand(Instruction instruction) {
    return instruction instanceof Instruction.Store store
        && store.target() instanceof Place.Field field
        && field.field().name().equals("CompletionRoutine");
  }

  /** What is known of one function. */
  private static final class Finder {
    private final ControlFlowGraph graph;
    private final Set<Integer> made = new HashSet<>();
    private final Map<Integer, Operand> defined = new HashMap<>();
    private final Map<Integer, List<Operand>> assigned = new HashMap<>();

    /** Variables of which the address is kept where others find it. */
    private final Set<Integer> exposed = new HashSet<>();

    /** Variables of which the address is given to a call. */
    private final Set<Integer> given = new HashSet<>();

    private final Set<String> own = new TreeSet<>();
    private final Set<String> others = new TreeSet<>();
    private final Set<String> routines = new TreeSet<>();
    private final Set<IrpOrigin> origins = EnumSet.noneOf(IrpOrigin.class);

    /** Whether IRPs of others may be sent, or routines registered for them. */
    private boolean sendsOthers;

    Finder(ControlFlowGraph graph) {
      this.graph = graph;
    }

    OwnRequests find() {
      forEach(this::note);
      forEach(this::expose);
      forEach(instruction -> {
        if (instruction instanceof Instruction.Call call) {
          judge(call);
        }
        sendsOthers |= registersByHand(instruction);
      });
      own.removeAll(others);
      return sendsOthers ? NONE : new OwnRequests(own, origins, routines);
    }

    private void forEach(java.util.function.Consumer<Instruction> visitor) {
      for (Block block : graph.blocks()) {
        block.instructions().forEach(visitor);
      }
    }

    private void note(Instruction instruction) {
      switch (instruction) {
        case Instruction.Call call -> {
          call.result()
              .ifPresent(result -> {
                if (origin(call).isPresent()) {
                  made.add(result.index());
                }
              });
          call.arguments()
              .forEach(argument -> variable(argument).ifPresent(v -> given.add(v.index())));
        }
        case Instruction.Define define -> defined.put(define.target().index(), define.value());
        case Instruction.Store store -> {
          if (store.target() instanceof Place.Local(Variable variable)) {
            assigned.computeIfAbsent(variable.index(), _ -> new ArrayList<>()).add(store.value());
          }
        }
        case Instruction.Declare _, Instruction.Clear _, Instruction.Opaque _ -> {}
      }
    }

    private void expose(Instruction instruction) {
      if (instruction instanceof Instruction.Store store && !isInOwn(store.target())) {
        variable(store.value()).ifPresent(v -> exposed.add(v.index()));
      }
    }

    /** The variable that an operand is the address of, or of a part of it. */
    private static Optional<Variable> variable(Operand operand) {
      return operand.plain() instanceof Operand.AddressOf address
              && address.place().root() instanceof Place.Local(Variable variable)
          ? Optional.of(variable)
          : Optional.empty();
    }

    private boolean isInOwn(Place target) {
      return switch (target) {
        case Place.Dereference dereference -> isOwn(dereference.pointer());
        case Place.Field field -> isInOwn(field.base());
        case Place.Element element -> isInOwn(element.base());
        case Place.Local _, Place.Global _ -> false;
      };
    }

    /** Notes whether a call is about the function's own requests. */
    private void judge(Instruction.Call call) {
      Optional<DdiModel> model = model(call);
      if (model.isEmpty() || !(call.callee() instanceof Instruction.Callee.Direct direct)) {
        return;
      }
      String name = DdiTable.STANDARD.ruleName(direct.name());
      boolean passesOn = false;
      boolean isOwn = false;
      boolean isOthers = false;
      Optional<IrpOrigin> origin = origin(call);
      origin.ifPresent(origins::add);
      for (Effect effect : model.get().effects().toList()) {
        boolean mine =
            switch (effect) {
              case Effect.Send(int _, int irp) -> isOwn(call, irp);
              case Effect.Register register ->
                  isOwn(call, register.irp()) && isHarmless(call, register);
              case Effect.NextLocation(int irp, Effect.Next _) -> isOwn(call, irp);
              case Effect.Reset(int irp, int _) -> isOwn(call, irp);
              case Effect.FreeIrp(int irp) -> isOwn(call, irp);
              case Effect.InitializeEvent(int event, int _) -> isOwnEvent(call, event);
              case Effect.SetEvent(int event) -> isOwnEvent(call, event);
              case Effect.ClearEvent(int event) -> isOwnEvent(call, event);
              case Effect.Wait wait -> isOwnEvent(call, wait.object());
              case Effect.NewIrp _, Effect.Overwrite _, Effect.StatusBlock _ -> origin.isPresent();
              default -> false;
            };
        isOwn |= mine;
        isOthers |= !mine;
        passesOn |= effect instanceof Effect.Send || effect instanceof Effect.Register;
      }
      for (DdiModel.Outcome outcome : model.get().outcomes()) {
        if (outcome.result() instanceof Result.StackLocation location) {
          boolean mine = isOwn(call, location.irp());
          isOwn |= mine;
          isOthers |= !mine;
        }
      }
      (isOwn && !isOthers ? own : others).add(name);
      sendsOthers |= passesOn && isOthers;
    }

    /** Whether the routine is given nothing but the function's own. */
    private boolean isHarmless(Instruction.Call call, Effect.Register register) {
      if (!(argument(call, register.routine()) instanceof Operand.FunctionName routine)) {
        return isNull(argument(call, register.routine()));
      }
      routines.add(routine.name());
      Operand context = argument(call, register.context());
      return isNull(context) || isOwn(context) || isOwnVariable(context);
    }

    private boolean isOwnEvent(Instruction.Call call, int event) {
      return isOwnVariable(argument(call, event));
    }

    private boolean isOwnVariable(Operand operand) {
      return variable(operand)
          .filter(v -> v.kind() == Variable.Kind.LOCAL && !exposed.contains(v.index()))
          .isPresent();
    }

    private boolean isOwn(Instruction.Call call, int index) {
      return isOwn(argument(call, index));
    }

    private static Operand argument(Instruction.Call call, int index) {
      return index < call.arguments().size()
          ? call.arguments().get(index).plain()
          : new Operand.Unknown(call.returnType(), "missing");
    }

    private static boolean isNull(Operand operand) {
      return operand instanceof Operand.Constant constant && constant.value() == 0;
    }

    /** Whether it can only be an IRP that this function made. */
    private boolean isOwn(Operand operand) {
      return isOwn(operand, new HashSet<>());
    }

    private boolean isOwn(Operand operand, Set<Integer> seen) {
      return switch (operand.plain()) {
        case Operand.Temporary temporary ->
            made.contains(temporary.index())
                || (defined.containsKey(temporary.index())
                    && isOwn(defined.get(temporary.index()), seen));
        case Operand.Load(Place.Local(Variable variable)) ->
            variable.kind() == Variable.Kind.LOCAL
                && !exposed.contains(variable.index())
                && !given.contains(variable.index())
                && holdsOwn(variable, seen);
        default -> false;
      };
    }

    private boolean holdsOwn(Variable variable, Set<Integer> seen) {
      if (!seen.add(variable.index())) {
        return true;
      }
      List<Operand> values = assigned.getOrDefault(variable.index(), List.of());
      return values.stream().anyMatch(value -> !isNull(value.plain()))
          && values.stream().allMatch(value -> isNull(value.plain()) || isOwn(value, seen));
    }
  }
}
