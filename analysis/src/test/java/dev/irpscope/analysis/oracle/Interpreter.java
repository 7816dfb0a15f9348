package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FieldRef;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.cfg.Variable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs control-flow graphs on concrete values in flat memory, little-endian, 64-bit pointers. The
 * functions {@code t} and {@code tv} write their argument to the trace; {@code tv} also returns it.
 */
final class Interpreter {
  /** A program that does not end soon, or does what the interpreter has no answer to. */
  static final class Stuck extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Stuck(String message) {
      super(message);
    }
  }

  private static final int MEMORY = 1 << 20;
  private static final int FIRST_ADDRESS = 0x1000;
  private static final long FIRST_CODE = 1L << 40;
  private static final int MAX_STEPS = 2_000_000;

  private final TypeLayout layout;
  private final Map<String, ControlFlowGraph> functions;
  private final byte[] memory = new byte[MEMORY];
  private final Map<String, Long> globals = new HashMap<>();
  private final Map<Variable, Long> statics = new HashMap<>();
  private final List<String> code = new ArrayList<>();
  private final StringBuilder trace = new StringBuilder();
  private int top = FIRST_ADDRESS;
  private int steps;

  /** One call: where its variables stand, and its temporaries. */
  private static final class Frame {
    final Map<Variable, Long> variables = new HashMap<>();
    final Value[] temporaries;

    Frame(int temporaries) {
      this.temporaries = new Value[temporaries];
    }
  }

  /** A scalar, or the bytes of a structure. */
  private sealed interface Value {
    record Scalar(long bits) implements Value {}

    record Bytes(ByteBuffer bytes) implements Value {}
  }

  Interpreter(TypeLayout layout, Map<String, ControlFlowGraph> functions) {
    this.layout = layout;
    this.functions = functions;
  }

  String trace() {
    return trace.toString();
  }

  void global(String name, CType type) {
    if (!globals.containsKey(name)) {
      globals.put(name, allocate(type));
    }
  }

  /** Carries out the initialisation of objects that live as long as the program. */
  void initialize(List<Instruction> instructions) {
    Frame none = new Frame(1000);
    instructions.forEach(instruction -> execute(instruction, none));
  }

  void run(String function) {
    functions.values().forEach(graph -> initialize(graph.staticInitialization()));
    call(function, List.of());
  }

  private long allocate(CType type) {
    long size = layout.size(type).orElse(8);
    top = (top + 15) / 16 * 16;
    long address = top;
    top += (int) Math.max(1, size);
    if (top > MEMORY) {
      throw new Stuck("out of memory");
    }
    return address;
  }

  private Value call(String name, List<Value> arguments) {
    if (name.equals("t") || name.equals("tv")) {
      trace.append(scalar(arguments.getFirst())).append('\n');
      return arguments.getFirst();
    }
    ControlFlowGraph graph = functions.get(name);
    if (graph == null) {
      throw new Stuck("no function " + name);
    }
    int saved = top;
    Frame frame = new Frame(graph.temporaryCount());
    for (Variable variable : graph.variables()) {
      if (variable.kind() == Variable.Kind.STATIC) {
        frame.variables.put(variable, staticAddress(variable));
      } else {
        frame.variables.put(variable, allocate(variable.type()));
      }
    }
    for (int i = 0; i < arguments.size(); i++) {
      Variable parameter = graph.parameters().get(i);
      write(address(new Place.Local(parameter), frame), parameter.type(), arguments.get(i));
    }
    Block block = graph.entry();
    while (true) {
      for (Instruction instruction : block.instructions()) {
        execute(instruction, frame);
      }
      if (block.terminator() instanceof Terminator.Return(_, var result)) {
        Value value = result.map(operand -> value(operand, frame)).orElse(new Value.Scalar(0));
        top = saved;
        return value;
      }
      block = graph.blocks().get(next(graph, block, frame));
    }
  }

  private long staticAddress(Variable variable) {
    Long known = statics.get(variable);
    if (known == null) {
      throw new Stuck("static " + variable.name() + " has no place");
    }
    return known;
  }

  /** Gives the static variables of all functions a place, before anything runs. */
  void placeStatics() {
    for (ControlFlowGraph graph : functions.values()) {
      for (Variable variable : graph.variables()) {
        if (variable.kind() == Variable.Kind.STATIC) {
          statics.put(variable, allocate(variable.type()));
        }
      }
    }
  }

  private int next(ControlFlowGraph graph, Block block, Frame frame) {
    if (++steps > MAX_STEPS) {
      throw new Stuck("too many steps");
    }
    List<Edge> edges = graph.successors(block);
    return switch (block.terminator()) {
      case Terminator.Jump _ -> edges.getFirst().to();
      case Terminator.Branch(_, var condition, _) ->
          along(edges, scalar(value(condition, frame)) != 0 ? Edge.Kind.TRUE : Edge.Kind.FALSE);
      case Terminator.Switch(_, var operand, _) -> {
        long value = scalar(value(operand, frame));
        boolean signed = operand.type().canonical() instanceof CType.Int type && type.signed();
        for (Edge edge : edges) {
          if (edge.kind() == Edge.Kind.CASE
              && compare(edge.low().getAsLong(), value, signed) <= 0
              && compare(value, edge.high().getAsLong(), signed) <= 0) {
            yield edge.to();
          }
        }
        yield along(edges, Edge.Kind.DEFAULT);
      }
      case Terminator.Return _ -> throw new Stuck("return");
      case Terminator.End _ -> throw new Stuck("the path ends");
    };
  }

  private static int along(List<Edge> edges, Edge.Kind kind) {
    return edges.stream().filter(edge -> edge.kind() == kind).findFirst().orElseThrow().to();
  }

  private static int compare(long a, long b, boolean signed) {
    return signed ? Long.compare(a, b) : Long.compareUnsigned(a, b);
  }

  private void execute(Instruction instruction, Frame frame) {
    switch (instruction) {
      case Instruction.Store(_, var target, var value) -> store(target, value, frame);
      case Instruction.Define(_, var target, var value) ->
          frame.temporaries[target.index()] = value(value, frame);
      case Instruction.Call call -> {
        List<Value> arguments =
            call.arguments().stream().map(operand -> value(operand, frame)).toList();
        String name =
            switch (call.callee()) {
              case Instruction.Callee.Direct(var direct) -> direct;
              case Instruction.Callee.Indirect(var operand) ->
                  code.get((int) (scalar(value(operand, frame)) - FIRST_CODE));
            };
        Value result = call(name, arguments);
        call.result().ifPresent(target -> frame.temporaries[target.index()] = result);
      }
      case Instruction.Declare(_, var variable) -> {
        int at = (int) address(new Place.Local(variable), frame);
        int size = (int) layout.size(variable.type()).orElse(8);
        Arrays.fill(memory, at, at + size, (byte) 0xCC);
      }
      case Instruction.Clear(_, var target) -> {
        int at = (int) address(target, frame);
        Arrays.fill(memory, at, at + (int) layout.size(target.type()).orElseThrow(), (byte) 0);
      }
      case Instruction.Opaque(_, var what) -> throw new Stuck(what);
    }
  }

  private void store(Place target, Operand value, Frame frame) {
    long at = address(target, frame);
    if (value instanceof Operand.Text(var text, _)) {
      if (target.type().canonical() instanceof CType.Array(var element, _)) {
        int size = (int) layout.size(target.type()).orElseThrow();
        int unit = (int) layout.size(element).orElseThrow();
        Arrays.fill(memory, (int) at, (int) at + size, (byte) 0);
        for (int i = 0; i < text.length() && i < size / unit; i++) {
          poke(at + (long) i * unit, unit, text.charAt(i));
        }
        return;
      }
    }
    Value computed = value(value, frame);
    if (target instanceof Place.Field(_, var field) && field.bits() > 0) {
      storeBits(at, field, scalar(computed));
    } else {
      write(at, target.type(), computed);
    }
  }

  private void storeBits(long at, FieldRef field, long value) {
    int size = (int) layout.size(field.type()).orElseThrow();
    long mask = (field.bits() == 64 ? -1L : (1L << field.bits()) - 1) << field.bitOffset();
    long before = peek(at, size);
    poke(at, size, (before & ~mask) | ((value << field.bitOffset()) & mask));
  }

  private void write(long at, CType type, Value value) {
    switch (value) {
      case Value.Bytes(var bytes) -> bytes.get(0, memory, (int) at, bytes.capacity());
      case Value.Scalar(var bits) -> poke(at, (int) layout.size(type).orElseThrow(), bits);
    }
  }

  private long address(Place place, Frame frame) {
    return switch (place) {
      case Place.Local(var variable) -> {
        Long found = frame.variables.get(variable);
        if (found == null) {
          found = statics.get(variable);
        }
        if (found == null) {
          found = allocate(variable.type());
          frame.variables.put(variable, found);
        }
        yield found;
      }
      case Place.Global(var name, _, _) -> {
        Long found = globals.get(name);
        if (found == null) {
          throw new Stuck("no variable " + name);
        }
        yield found;
      }
      case Place.Dereference(var pointer, _) -> scalar(value(pointer, frame));
      case Place.Field(var base, var field) -> address(base, frame) + field.offset();
      case Place.Element(var base, var index, var type) ->
          address(base, frame) + scalar(value(index, frame)) * layout.size(type).orElseThrow();
    };
  }

  private Value value(Operand operand, Frame frame) {
    return switch (operand) {
      case Operand.Constant(var value, _) -> new Value.Scalar(value);
      case Operand.Text(var text, _) -> {
        long at = top;
        top += text.length() + 1;
        for (int i = 0; i < text.length(); i++) {
          memory[(int) at + i] = (byte) text.charAt(i);
        }
        memory[(int) at + text.length()] = 0;
        yield new Value.Scalar(at);
      }
      case Operand.Load(var place) -> load(place, frame);
      case Operand.AddressOf(var place, _) -> new Value.Scalar(address(place, frame));
      case Operand.FunctionName(var name, _) -> {
        if (!code.contains(name)) {
          code.add(name);
        }
        yield new Value.Scalar(FIRST_CODE + code.indexOf(name));
      }
      case Operand.Temporary(var index, _) ->
          Optional.ofNullable(frame.temporaries[index])
              .orElseThrow(() -> new Stuck("temporary without a value"));
      case Operand.Unary(var op, var inner, var type) -> {
        long value = scalar(value(inner, frame));
        yield new Value.Scalar(
            switch (op) {
              case MINUS -> wrap(-value, type);
              case COMPLEMENT -> wrap(~value, type);
              case NOT -> value == 0 ? 1 : 0;
              default -> throw new Stuck("operator " + op);
            });
      }
      case Operand.Binary binary -> new Value.Scalar(binary(binary, frame));
      case Operand.Cast(var inner, var type) -> {
        Value value = value(inner, frame);
        yield value instanceof Value.Scalar(var bits) ? new Value.Scalar(wrap(bits, type)) : value;
      }
      case Operand.Container(var member, var offset, _) ->
          new Value.Scalar(scalar(value(member, frame)) - offset);
      case Operand.Unknown(_, var reason) -> throw new Stuck("unknown value: " + reason);
    };
  }

  private Value load(Place place, Frame frame) {
    long at = address(place, frame);
    if (at < FIRST_ADDRESS || at >= MEMORY) {
      throw new Stuck("address " + at);
    }
    if (place instanceof Place.Field(_, var field) && field.bits() > 0) {
      int size = (int) layout.size(field.type()).orElseThrow();
      long raw = peek(at, size) >>> field.bitOffset();
      boolean signed = field.type().canonical() instanceof CType.Int type && type.signed();
      return new Value.Scalar(narrow(raw, field.bits(), signed));
    }
    return switch (place.type().canonical()) {
      case CType.Struct _ -> {
        int size = (int) layout.size(place.type()).orElseThrow();
        yield new Value.Bytes(
            ByteBuffer.wrap(Arrays.copyOfRange(memory, (int) at, (int) at + size)));
      }
      default ->
          new Value.Scalar(
              wrap(peek(at, (int) layout.size(place.type()).orElseThrow()), place.type()));
    };
  }

  private long binary(Operand.Binary binary, Frame frame) {
    long a = scalar(value(binary.left(), frame));
    long b = scalar(value(binary.right(), frame));
    CType type = binary.left().type();
    boolean signed = type.canonical() instanceof CType.Int integer && integer.signed();
    int order = compare(a, b, signed);
    long result =
        switch (binary.op()) {
          case MULTIPLY -> a * b;
          case DIVIDE -> signed ? a / b : Long.divideUnsigned(a, b);
          case REMAINDER -> signed ? a % b : Long.remainderUnsigned(a, b);
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case SHIFT_LEFT -> a << b;
          case SHIFT_RIGHT -> signed ? a >> b : a >>> b;
          case LESS -> order < 0 ? 1 : 0;
          case GREATER -> order > 0 ? 1 : 0;
          case LESS_EQUAL -> order <= 0 ? 1 : 0;
          case GREATER_EQUAL -> order >= 0 ? 1 : 0;
          case EQUAL -> a == b ? 1 : 0;
          case NOT_EQUAL -> a != b ? 1 : 0;
          case AND -> a & b;
          case XOR -> a ^ b;
          case OR -> a | b;
        };
    return wrap(result, binary.type());
  }

  private static long scalar(Value value) {
    return switch (Objects.requireNonNull(value)) {
      case Value.Scalar(var bits) -> bits;
      case Value.Bytes _ -> throw new Stuck("a structure where a number is wanted");
    };
  }

  private static long wrap(long value, CType type) {
    return type.canonical() instanceof CType.Int(var bits, var signed)
        ? bits == 1 ? (value != 0 ? 1 : 0) : narrow(value, bits, signed)
        : value;
  }

  private static long narrow(long value, int bits, boolean signed) {
    if (bits >= 64) {
      return value;
    }
    int shift = 64 - bits;
    return signed ? value << shift >> shift : value << shift >>> shift;
  }

  private long peek(long at, int size) {
    if (at < FIRST_ADDRESS || at + size > MEMORY) {
      throw new Stuck("address " + at);
    }
    long value = 0;
    for (int i = size - 1; i >= 0; i--) {
      value = value << 8 | (memory[(int) at + i] & 0xff);
    }
    return value;
  }

  private void poke(long at, int size, long value) {
    if (at < FIRST_ADDRESS || at + size > MEMORY) {
      throw new Stuck("address " + at);
    }
    for (int i = 0; i < size; i++) {
      memory[(int) at + i] = (byte) (value >> (8 * i));
    }
  }
}
