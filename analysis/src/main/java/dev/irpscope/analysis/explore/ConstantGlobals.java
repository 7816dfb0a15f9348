package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import dev.irpscope.analysis.program.GlobalVariable;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/** What variables that no function writes are initialised with. */
final class ConstantGlobals {
  /** Longer arrays are not looked through. */
  static final int MOST_ELEMENTS = 64;

  /** Characters of a string in an array may be anything up to there. */
  private static final int MOST_TEXT = 1024;

  private final Program program;
  private final Layouts layouts;

  /** By variable and offset; empty where it is not known what is stored there. */
  private final Map<Region, Map<Long, Optional<Value>>> initials = new HashMap<>();

  private final Map<Region, CType.Array> arrays = new HashMap<>();

  ConstantGlobals(Program program, Layouts layouts, FunctionSummaries functions) {
    this.program = program;
    this.layouts = layouts;
    for (GlobalVariable variable : program.globals()) {
      if (!functions.writesGlobal(variable.name())) {
        Region region =
            new Region.Global(variable.name(), variable.isStatic() ? variable.file() : "");
        variable.initialization().forEach(store -> read(region, store, variable.file()));
        addArray(region, variable.type());
      }
    }
    for (ControlFlowGraph graph : program.functions()) {
      for (Instruction instruction : graph.staticInitialization()) {
        if (instruction instanceof Instruction.Store store
            && store.target().root() instanceof Place.Local(Variable variable)
            && !functions.writesStatic(graph.key(), variable)) {
          Region region = Evaluator.staticRegion(graph.key(), variable);
          read(region, store, graph.key().file());
          addArray(region, variable.type());
        }
      }
    }
    initials.values().removeIf(cells -> cells.values().stream().allMatch(Optional::isEmpty));
  }

  /** What lies at an offset, in bytes; nothing for variables that are written. */
  Optional<Value> value(Region.Global global, long offset) {
    Map<Long, Optional<Value>> cells = initials.get(global);
    return cells == null
        ? Optional.empty()
        : cells.getOrDefault(offset, Optional.of(Value.Number.ZERO));
  }

  /** What lies at an offset in each element of an array; nothing for others and long ones. */
  List<Value> elements(Region.Global global, long member) {
    CType.Array array = arrays.get(global);
    List<Value> values = new ArrayList<>();
    if (array != null) {
      long size = layouts.size(array.element());
      for (long i = 0; i < array.length().orElse(0); i++) {
        Optional<Value> value = value(global, i * size + member);
        if (value.isEmpty()) {
          return List.of();
        }
        values.add(value.get());
      }
    }
    return values;
  }

  private void addArray(Region region, CType type) {
    if (type.canonical() instanceof CType.Array array
        && array.length().orElse(0) <= MOST_ELEMENTS) {
      arrays.put(region, array);
    }
  }

  private void read(Region region, Instruction instruction, String file) {
    if (instruction instanceof Instruction.Store store && isConstantPlace(store.target())) {
      Map<Long, Optional<Value>> cells = initials.computeIfAbsent(region, _ -> new HashMap<>());
      long offset = constantOffset(store.target());
      if (store.target().type().canonical() instanceof CType.Array text) {
        long end = offset + Math.min(layouts.size(text), MOST_TEXT);
        LongStream.range(offset, end).forEach(at -> cells.put(at, Optional.empty()));
      } else {
        cells.put(offset, constant(store.value(), file));
      }
    }
  }

  private static boolean isConstantPlace(Place place) {
    return switch (place) {
      case Place.Global _, Place.Local _ -> true;
      case Place.Field field -> field.field().bits() == 0 && isConstantPlace(field.base());
      case Place.Element element ->
          element.index() instanceof Operand.Constant && isConstantPlace(element.base());
      case Place.Dereference _ -> false;
    };
  }

  private long constantOffset(Place place) {
    return switch (place) {
      case Place.Field field -> constantOffset(field.base()) + field.field().offset();
      case Place.Element element ->
          constantOffset(element.base())
              + (element.index() instanceof Operand.Constant index ? index.value() : 0)
                  * layouts.size(element.type());
      case Place.Global _, Place.Local _, Place.Dereference _ -> 0;
    };
  }

  private Optional<Value> constant(Operand operand, String file) {
    return switch (operand) {
      case Operand.Constant number -> Optional.of(Value.of(number.value()));
      case Operand.Text(String text, _) -> Optional.of(new Value.Text(text));
      case Operand.FunctionName(String name, _) ->
          Optional.of(new Value.Function(name, program.scope(name, file)));
      case Operand.Cast cast -> constant(cast.operand(), file);
      case Operand.AddressOf of when of.place() instanceof Place.Global global ->
          Optional.of(
              Terms.pointer(new Region.Global(global.name(), global.isStatic() ? file : ""), 0));
      default -> Optional.empty();
    };
  }
}
