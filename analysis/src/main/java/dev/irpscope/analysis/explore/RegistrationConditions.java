package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.OperandWalk;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.symbolic.RangeSet;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What holds of variables wherever the system calls a dispatch routine, because it is registered
 * only where that holds: {@code if (virtual) MajorFunction[i] = One; else MajorFunction[i] =
 * Other;}. Such a variable is written by nobody but the registering function, and not behind the
 * registration.
 */
final class RegistrationConditions {
  static final String ASSUMED =
      "A routine that is registered under a condition is assumed to be called only where it holds.";

  /** A variable and the values that it can have. */
  record Condition(Place.Global variable, RangeSet values) {}

  /** Where the address of a function is taken. */
  private record Use(ControlFlowGraph in, Block block, boolean stored) {}

  private final Program program;
  private final Map<FunctionKey, List<Condition>> conditions = new HashMap<>();
  private final Map<FunctionKey, List<Use>> uses = new HashMap<>();

  /** The functions that write a variable; that take its address, too. */
  private final Map<String, Set<FunctionKey>> writers = new HashMap<>();

  RegistrationConditions(Program program) {
    this.program = program;
    for (ControlFlowGraph function : program.functions()) {
      for (Block block : function.blocks()) {
        block.instructions().forEach(instruction -> note(function, block, instruction));
      }
    }
    for (EntryPoint entry : program.entryPoints()) {
      List<Use> found = uses.getOrDefault(entry.function(), List.of());
      if (entry.role() == Role.DISPATCH && found.size() == 1 && found.getFirst().stored()) {
        String file = entry.function().file();
        List<Condition> all =
            conditions(found.getFirst()).stream()
                .filter(c ->
                    !c.variable().isStatic() || file.equals(found.getFirst().in().key().file()))
                .toList();
        if (!all.isEmpty()) {
          conditions.put(entry.function(), all);
        }
      }
    }
  }

  /** What holds when the system calls a routine. */
  List<Condition> of(FunctionKey routine) {
    return conditions.getOrDefault(routine, List.of());
  }

  private void note(ControlFlowGraph function, Block block, Instruction instruction) {
    for (Operand operand : OperandWalk.of(instruction)) {
      if (operand instanceof Operand.FunctionName(String name, _)) {
        boolean stored =
            instruction instanceof Instruction.Store store && store.value().plain().equals(operand);
        program
            .resolve(name, function.key().file())
            .forEach(target ->
                uses.computeIfAbsent(target.key(), _ -> new ArrayList<>())
                    .add(new Use(function, block, stored)));
      }
      if (operand instanceof Operand.AddressOf(Place place, _)) {
        written(function, place);
      }
    }
    switch (instruction) {
      case Instruction.Store store -> written(function, store.target());
      case Instruction.Clear(_, Place target) -> written(function, target);
      case Instruction.Define _,
          Instruction.Call _,
          Instruction.Declare _,
          Instruction.Opaque _ -> {}
    }
  }

  private void written(ControlFlowGraph function, Place place) {
    if (place.root() instanceof Place.Global(String name, _, _)) {
      writers.computeIfAbsent(name, _ -> new HashSet<>()).add(function.key());
    }
  }

  /** Of the branches that lead to a place and nowhere else. */
  private List<Condition> conditions(Use use) {
    List<Condition> all = new ArrayList<>();
    Map<Integer, List<Edge>> into = new HashMap<>();
    for (Block block : use.in().blocks()) {
      for (Edge edge : use.in().successors(block)) {
        into.computeIfAbsent(edge.to(), _ -> new ArrayList<>()).add(edge);
      }
    }
    Set<Integer> seen = new HashSet<>();
    int at = use.block().index();
    while (seen.add(at)) {
      List<Edge> ways = into.getOrDefault(at, List.of());
      if (ways.size() != 1) {
        break;
      }
      Edge edge = ways.getFirst();
      Block before = use.in().blocks().get(edge.from());
      if (before.terminator() instanceof Terminator.Branch branch
          && (edge.kind() == Edge.Kind.TRUE || edge.kind() == Edge.Kind.FALSE)) {
        condition(branch.condition(), edge.kind() == Edge.Kind.TRUE)
            .filter(found -> isSettled(found.variable(), use, edge.to()))
            .ifPresent(all::add);
      }
      at = edge.from();
    }
    return all;
  }

  private static Optional<Condition> condition(Operand operand, boolean holds) {
    RangeSet zero = RangeSet.of(0);
    return switch (operand.plain()) {
      case Operand.Load(Place.Global variable) ->
          Optional.of(new Condition(variable, holds ? zero.complement() : zero));
      case Operand.Unary(var op, var inner, _) when op == Expr.UnaryOp.NOT ->
          condition(inner, !holds);
      case Operand.Binary(var op, var left, var right, _)
          when (op == Expr.BinaryOp.EQUAL || op == Expr.BinaryOp.NOT_EQUAL)
              && left.plain() instanceof Operand.Load(Place.Global variable)
              && right.plain() instanceof Operand.Constant(long value, _) -> {
        RangeSet equal = RangeSet.of(value);
        boolean same = holds == (op == Expr.BinaryOp.EQUAL);
        yield Optional.of(new Condition(variable, same ? equal : equal.complement()));
      }
      default -> Optional.empty();
    };
  }

  /** Whether a variable is written nowhere else and not from a block of the function on. */
  private boolean isSettled(Place.Global variable, Use use, int from) {
    Set<FunctionKey> by = writers.getOrDefault(variable.name(), Set.of());
    if (!Set.of(use.in().key()).containsAll(by)) {
      return false;
    }
    Deque<Integer> left = new ArrayDeque<>(List.of(from));
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty()) {
      int at = left.pop();
      if (seen.add(at)) {
        Block block = use.in().blocks().get(at);
        if (block.instructions().stream().anyMatch(i -> writes(i, variable.name()))) {
          return false;
        }
        use.in().successors(block).forEach(edge -> left.push(edge.to()));
      }
    }
    return true;
  }

  private static boolean writes(Instruction instruction, String variable) {
    return instruction instanceof Instruction.Store store
        && store.target().root() instanceof Place.Global(String name, _, _)
        && name.equals(variable);
  }
}
