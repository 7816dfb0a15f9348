package dev.irpscope.analysis.program;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Reads assignments to {@code DriverObject->MajorFunction[...]}. A constant index names one major
 * code. An index that varies (a loop over all of them) and a pointer that moves stand for every
 * code that no constant one names, unless the routine comes from an initialised table whose rows
 * say which is which.
 */
final class MajorFunctions {
  private record Assignment(FunctionKey in, Span site, Operand index, Operand value) {}

  /** A row of a table: where it stands, and what its members hold. */
  private record Cell(long row, String member, Operand value) {}

  private final Map<FunctionKey, ControlFlowGraph> functions;
  private final Globals globals;
  private final FunctionPointers pointers;
  private final Definitions definitions;

  MajorFunctions(
      Map<FunctionKey, ControlFlowGraph> functions,
      Globals globals,
      FunctionPointers pointers,
      Definitions definitions) {
    this.functions = functions;
    this.globals = globals;
    this.pointers = pointers;
    this.definitions = definitions;
  }

  List<EntryPoint> assignments() {
    List<Assignment> all = new ArrayList<>();
    functions.forEach((key, graph) -> collect(key, graph, all));
    Set<Integer> named = new TreeSet<>();
    for (Assignment assignment : all) {
      if (assignment.index() instanceof Operand.Constant(var major, _)) {
        named.add((int) major);
      }
    }
    List<Integer> rest =
        IntStream.range(0, RoleTable.majorCount()).filter(i -> !named.contains(i)).boxed().toList();
    List<EntryPoint> entries = new ArrayList<>();
    for (Assignment assignment : all) {
      entries.addAll(entries(assignment, rest));
    }
    return entries;
  }

  private void collect(FunctionKey key, ControlFlowGraph graph, List<Assignment> all) {
    MajorFunctionIndex indices = new MajorFunctionIndex(graph, pointers);
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Store(var origin, var target, var value)) {
          indices
              .of(target)
              .ifPresent(index -> all.add(new Assignment(key, origin.site(), index, value)));
        }
      }
    }
  }

  private List<EntryPoint> entries(Assignment assignment, List<Integer> rest) {
    Operand value = assignment.value().plain();
    if (assignment.index() instanceof Operand.Constant(var major, _)) {
      return entries(
          assignment,
          List.of((int) major),
          "assigned to MajorFunction[" + RoleTable.majorName((int) major) + "]");
    }
    Map<FunctionKey, Set<Integer>> rows = fromTable(assignment, value);
    if (!rows.isEmpty()) {
      List<EntryPoint> entries = new ArrayList<>();
      rows.forEach((routine, majors) -> {
        if (functions.containsKey(routine)) {
          entries.add(
              new EntryPoint(
                  routine,
                  Role.DISPATCH,
                  List.copyOf(majors),
                  "assigned to MajorFunction from a table",
                  assignment.site()));
        }
      });
      return entries;
    }
    return entries(assignment, rest, "assigned to MajorFunction for every other major code");
  }

  private List<EntryPoint> entries(Assignment assignment, List<Integer> majors, String reason) {
    return pointers.targets(assignment.in(), assignment.value()).stream()
        .filter(functions::containsKey)
        .map(routine -> new EntryPoint(routine, Role.DISPATCH, majors, reason, assignment.site()))
        .toList();
  }

  /** {@code MajorFunction[i] = table[i]} and {@code MajorFunction[t[i].Major] = t[i].Routine}. */
  private Map<FunctionKey, Set<Integer>> fromTable(Assignment assignment, Operand value) {
    Optional<Source> routines = source(assignment.in(), value);
    if (routines.isEmpty()) {
      return Map.of();
    }
    Optional<Source> majors = source(assignment.in(), assignment.index().plain());
    Map<Long, Long> majorOfRow = new LinkedHashMap<>();
    if (majors.isPresent() && majors.get().table().equals(routines.get().table())) {
      for (Cell cell : cells(majors.get())) {
        if (cell.value() instanceof Operand.Constant(var major, _)) {
          majorOfRow.put(cell.row(), major);
        }
      }
    }
    boolean byRow = majors.isEmpty();
    Map<FunctionKey, Set<Integer>> result = new LinkedHashMap<>();
    for (Cell cell : cells(routines.get())) {
      // A zero in the major column is not stored: the row then stands for IRP_MJ_CREATE.
      long major = byRow ? cell.row() : majorOfRow.getOrDefault(cell.row(), 0L);
      if (cell.value().plain() instanceof Operand.FunctionName(var name, _)) {
        for (FunctionKey routine : definitions.resolve(name, routines.get().table().file())) {
          result.computeIfAbsent(routine, _ -> new TreeSet<>()).add((int) major);
        }
      }
    }
    return result;
  }

  /** A column of an initialised table; {@code member} is empty for a table of plain values. */
  private record Source(GlobalVariable table, String member) {}

  private Optional<Source> source(FunctionKey in, Operand operand) {
    if (!(operand instanceof Operand.Load(var place))) {
      return Optional.empty();
    }
    String member = place instanceof Place.Field(_, var field) ? field.name() : "";
    Place row = place instanceof Place.Field(var base, _) ? base : place;
    return row instanceof Place.Element(Place.Global(var name, _, var isStatic), _, _)
        ? globals.resolve(name, isStatic, in.file()).map(table -> new Source(table, member))
        : Optional.empty();
  }

  private static List<Cell> cells(Source source) {
    List<Cell> cells = new ArrayList<>();
    for (Instruction instruction : source.table().initialization()) {
      if (instruction instanceof Instruction.Store(_, var target, var value)) {
        String member = target instanceof Place.Field(_, var field) ? field.name() : "";
        Place row = target instanceof Place.Field(var base, _) ? base : target;
        OptionalLong index = row(row);
        if (index.isPresent() && member.equals(source.member())) {
          cells.add(new Cell(index.getAsLong(), member, value));
        }
      }
    }
    return cells;
  }

  private static OptionalLong row(Place place) {
    return place instanceof Place.Element(Place.Global _, Operand.Constant(var index, _), _)
        ? OptionalLong.of(index)
        : OptionalLong.empty();
  }
}
