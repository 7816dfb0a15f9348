package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.program.GlobalVariable;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.symbolic.Region;
import dev.irpscope.analysis.symbolic.Terms;
import dev.irpscope.analysis.symbolic.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What variables that no function writes are initialised with. */
final class ConstantGlobals {
  private final Program program;
  private final Layouts layouts;
  private final Map<String, Map<Long, Value>> initials = new HashMap<>();

  /**
   * @param isWritten whether some function may write the variable of a name
   */
  ConstantGlobals(Program program, Layouts layouts, Predicate<String> isWritten) {
    this.program = program;
    this.layouts = layouts;
    for (GlobalVariable variable : program.globals()) {
      if (!isWritten.test(variable.name())) {
        read(variable);
      }
    }
  }

  /** What lies at an offset, in bytes; nothing for variables that are written. */
  Optional<Value> value(Region.Global global, long offset) {
    Map<Long, Value> cells = initials.get(global.name() + "@" + global.file());
    return cells == null
        ? Optional.empty()
        : Optional.of(cells.getOrDefault(offset, Value.Number.ZERO));
  }

  private void read(GlobalVariable variable) {
    Map<Long, Value> cells = new HashMap<>();
    for (Instruction instruction : variable.initialization()) {
      if (instruction instanceof Instruction.Store store && isConstantPlace(store.target())) {
        constant(store.value(), variable.file())
            .ifPresent(value -> cells.put(constantOffset(store.target()), value));
      }
    }
    if (!cells.isEmpty()) {
      initials.put(variable.name() + "@" + (variable.isStatic() ? variable.file() : ""), cells);
    }
  }

  private static boolean isConstantPlace(Place place) {
    return switch (place) {
      case Place.Global _ -> true;
      case Place.Field field -> field.field().bits() == 0 && isConstantPlace(field.base());
      case Place.Element element ->
          element.index() instanceof Operand.Constant && isConstantPlace(element.base());
      case Place.Local _, Place.Dereference _ -> false;
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
      case Operand.FunctionName(String name, _) ->
          Optional.of(new Value.Function(name, program.scope(name, file)));
      case Operand.Cast cast -> constant(cast.operand(), file);
      case Operand.AddressOf of when of.place() instanceof Place.Global global ->
          Optional.of(Terms.pointer(new Region.Global(global.name(), ""), 0));
      default -> Optional.empty();
    };
  }
}
