package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Variable;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a missing call as the function writes it elsewhere. A rule knows the object that the call
 * is about, {@code IoCallDriver(..., Irp)}; which device it goes to stands in another call of the
 * same function, if there is one with names that the path has given a value.
 */
final class MissingCallText {
  private static final String ANYTHING = "...";

  private final ControlFlowGraph function;
  private final Map<String, String> holds;
  private final Set<Variable> stored = new HashSet<>();

  /**
   * @param passed indices of the blocks of the function that the path goes through
   * @param holds for variables of the function, as they are called, what the path knows that they
   *     hold: {@code Context} may hold {@code &done} of who waits
   */
  MissingCallText(ControlFlowGraph function, Set<Integer> passed, Map<String, String> holds) {
    this.function = function;
    this.holds = Map.copyOf(holds);
    for (Block block : function.blocks()) {
      if (passed.contains(block.index())) {
        for (Instruction instruction : block.instructions()) {
          if (instruction instanceof Instruction.Store store
              && store.target().root() instanceof Place.Local(Variable variable)) {
            stored.add(variable);
          }
        }
      }
    }
  }

  /**
   * The call with what a call in the function has for {@code ...}; if there is none, with the
   * function's own names for what it is about.
   */
  String complete(String call) {
    int open = call.indexOf('(');
    String name = call.substring(0, open);
    List<String> wanted = List.of(call.substring(open + 1, call.length() - 1).split(", ", -1));
    if (wanted.stream().allMatch(ANYTHING::equals)) {
      return call; // nothing tells which of several objects is meant
    }
    for (Block block : function.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call other
            && other.callee().equals(new Instruction.Callee.Direct(name))
            && other.text().startsWith(name + "(")
            && isFor(wanted, other.arguments())
            && other.arguments().stream().allMatch(this::isKnown)) {
          return other.text();
        }
      }
    }
    return name + wanted.stream().map(this::ownName).collect(Collectors.joining(", ", "(", ")"));
  }

  private String ownName(String object) {
    return holds.entrySet().stream()
        .filter(variable -> variable.getValue().equals(object) && isParameter(variable.getKey()))
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder())
        .orElse(object);
  }

  private boolean isParameter(String name) {
    return function.parameters().stream().anyMatch(parameter -> parameter.name().equals(name));
  }

  private boolean isFor(List<String> wanted, List<Operand> arguments) {
    boolean more = wanted.getLast().equals(ANYTHING) && arguments.size() >= wanted.size() - 1;
    if (wanted.size() != arguments.size() && !more) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      String object = wanted.get(i);
      if (!object.equals(ANYTHING)
          && !object.equals(SourceText.of(arguments.get(i)))
          && !object.equals(holds.get(SourceText.of(arguments.get(i).plain())))) {
        return false;
      }
    }
    return true;
  }

  private boolean isKnown(Operand operand) {
    return switch (operand) {
      case Operand.Load load -> isKnown(load.place());
      case Operand.AddressOf address -> isKnown(address.place());
      case Operand.Unary unary -> isKnown(unary.operand());
      case Operand.Binary binary -> isKnown(binary.left()) && isKnown(binary.right());
      case Operand.Cast cast -> isKnown(cast.operand());
      case Operand.Container container -> isKnown(container.member());
      case Operand.Constant _, Operand.Text _, Operand.FunctionName _ -> true;
      case Operand.Temporary _, Operand.Unknown _ -> false;
    };
  }

  private boolean isKnown(Place place) {
    return switch (place) {
      case Place.Local(Variable variable) ->
          variable.kind() != Variable.Kind.LOCAL || stored.contains(variable);
      case Place.Global _ -> true;
      case Place.Dereference dereference -> isKnown(dereference.pointer());
      case Place.Field field -> isKnown(field.base());
      case Place.Element element -> isKnown(element.base()) && isKnown(element.index());
    };
  }
}
