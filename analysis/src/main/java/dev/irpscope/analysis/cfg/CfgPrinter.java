package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes graphs as text: block by block, instructions in C-like notation, edges by target. Stable:
 * no positions beyond line numbers, no object identities.
 */
public final class CfgPrinter {
  private CfgPrinter() {}

  /** The whole graph, one line per block heading, instruction and edge; ends with a line end. */
  public static String print(ControlFlowGraph graph) {
    StringBuilder out = new StringBuilder();
    out.append("function ").append(graph.key()).append('(');
    out.append(
        graph.parameters().stream()
            .map(p -> type(p.type()) + " " + p.name())
            .collect(Collectors.joining(", ")));
    out.append(")\n");
    graph.staticInitialization().forEach(i -> out.append("  static ").append(text(i)).append('\n'));
    for (Block block : graph.blocks()) {
      print(graph, block, out);
    }
    return out.toString();
  }

  private static void print(ControlFlowGraph graph, Block block, StringBuilder out) {
    out.append('B').append(block.index());
    if (block.equals(graph.entry())) {
      out.append(" entry");
    }
    if (block.equals(graph.exit())) {
      out.append(" exit");
    }
    out.append('\n');
    for (Block.Line line : block.lines()) {
      out.append("  | ").append(line.site().line()).append(": ").append(line.text()).append('\n');
    }
    for (Instruction instruction : block.instructions()) {
      out.append("  ").append(text(instruction)).append('\n');
    }
    String end = text(block.terminator());
    if (!end.isEmpty() && !block.equals(graph.exit())) {
      out.append("  ").append(end).append('\n');
    }
    for (Edge edge : graph.successors(block)) {
      out.append("  -> B").append(edge.to()).append(' ').append(edge.kind());
      if (edge.kind() == Edge.Kind.CASE) {
        out.append(' ').append(range(edge)).append(" \"").append(edge.label()).append('"');
      }
      out.append('\n');
    }
  }

  private static String range(Edge edge) {
    if (edge.low().isEmpty() || edge.high().isEmpty()) {
      return "?";
    }
    long low = edge.low().getAsLong();
    long high = edge.high().getAsLong();
    return low == high ? Long.toString(low) : low + ".." + high;
  }

  public static String text(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Store(_, var target, var value) -> text(target) + " = " + text(value);
      case Instruction.Define(_, var target, var value) -> text(target) + " := " + text(value);
      case Instruction.Call call ->
          call.result().map(result -> text(result) + " := ").orElse("")
              + "call "
              + text(call.callee())
              + call.arguments().stream()
                  .map(CfgPrinter::text)
                  .collect(Collectors.joining(", ", "(", ")"));
      case Instruction.Declare(_, var variable) ->
          "declare " + type(variable.type()) + " " + variable.name();
      case Instruction.Clear(_, var target) -> "clear " + text(target);
      case Instruction.Opaque(_, var what) -> "opaque: " + what;
    };
  }

  private static String text(Instruction.Callee callee) {
    return switch (callee) {
      case Instruction.Callee.Direct(var name) -> name;
      case Instruction.Callee.Indirect(var function) -> "*" + text(function);
    };
  }

  public static String text(Terminator terminator) {
    return switch (terminator) {
      case Terminator.Jump _ -> "";
      case Terminator.Branch(_, var condition, _) -> "branch " + text(condition);
      case Terminator.Switch(_, var value, _) -> "switch " + text(value);
      case Terminator.Return(var origin, var value) ->
          "return" + value.map(v -> " " + text(v)).orElse("") + " @" + origin.site().line();
      case Terminator.End _ -> "end";
    };
  }

  public static String text(Operand operand) {
    return switch (operand) {
      case Operand.Constant(var value, var type) ->
          ExpressionTyping.isPointer(type) ? "(" + type(type) + ")" + value : Long.toString(value);
      case Operand.Text(var value, _) -> '"' + escaped(value) + '"';
      case Operand.Load(var place) -> text(place);
      case Operand.AddressOf(var place, _) -> "&" + text(place);
      case Operand.FunctionName(var name, _) -> "&" + name;
      case Operand.Temporary(var index, _) -> "%" + index;
      case Operand.Unary(var op, var inner, _) -> op.spelling() + text(inner);
      case Operand.Binary(var op, var left, var right, _) ->
          "(" + text(left) + " " + op.spelling() + " " + text(right) + ")";
      case Operand.Cast(var inner, var type) -> "(" + type(type) + ")" + text(inner);
      case Operand.Container(var member, var offset, var type) ->
          "container<" + type(type) + ", " + offset + ">(" + text(member) + ")";
      case Operand.Unknown(_, var reason) -> "unknown<" + reason + ">";
    };
  }

  /** A place as C would write it: {@code ext->Lower}, {@code table[3].Handler}. */
  public static String text(Place place) {
    return switch (place) {
      case Place.Local(var variable) -> variable.name();
      case Place.Global(var name, _, _) -> name;
      case Place.Dereference(var pointer, _) -> "*" + text(pointer);
      case Place.Field(Place.Dereference(var pointer, _), var field) ->
          prefix(pointer) + "->" + field.name();
      case Place.Field(var base, var field) -> text(base) + "." + field.name();
      case Place.Element(var base, var index, _) -> text(base) + "[" + text(index) + "]";
    };
  }

  private static String prefix(Operand pointer) {
    return pointer instanceof Operand.Cast ? "(" + text(pointer) + ")" : text(pointer);
  }

  /** A short name of a type: {@code i32}, {@code u8}, {@code PIRP}, {@code struct _IRP*}. */
  public static String type(CType type) {
    return switch (type) {
      case CType.Void _ -> "void";
      case CType.Int(var bits, var signed) -> (signed ? "i" : "u") + bits;
      case CType.Floating(var bits) -> "f" + bits;
      case CType.Pointer(var target) -> type(target) + "*";
      case CType.Array(var element, var length) ->
          type(element) + "[" + (length.isPresent() ? length.getAsLong() : "") + "]";
      case CType.Function(var result, _, _) -> type(result) + "()";
      case CType.Struct(var definition) -> definition.toString();
      case CType.Typedef(var name, _) -> name;
      case CType.Unknown(var name) -> "?" + name;
    };
  }

  private static String escaped(String text) {
    return text.chars()
        .mapToObj(c ->
            c < ' ' || c == '"' || c == '\\' || c > '~'
                ? String.format("\\x%02x", c)
                : Character.toString(c))
        .collect(Collectors.joining());
  }

  /** The name of what is called, when it is known. */
  static Optional<String> calledName(Instruction.Call call) {
    return call.callee() instanceof Instruction.Callee.Direct(var name)
        ? Optional.of(name)
        : Optional.empty();
  }
}
