package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Who calls whom in a driver, where a function that sends calls every completion routine. */
final class RoutineCalls {
  private static final Set<String> SENDS = Set.of("IoCallDriver", "PoCallDriver");

  private final Program program;
  private final FunctionSummaries functions;
  private final Set<FunctionKey> routines = new LinkedHashSet<>();

  /** The completion routines and all that they may call. */
  private final Set<FunctionKey> inRoutines;

  RoutineCalls(Program program, FunctionSummaries functions) {
    this.program = program;
    this.functions = functions;
    for (EntryPoint entry : program.entryPoints()) {
      if (entry.role() == Role.COMPLETION) {
        routines.add(entry.function());
      }
    }
    this.inRoutines = calledFrom(routines);
  }

  private Set<FunctionKey> calledFrom(Set<FunctionKey> first) {
    Set<FunctionKey> found = new LinkedHashSet<>();
    List<FunctionKey> open = new ArrayList<>(first);
    while (!open.isEmpty()) {
      FunctionKey next = open.removeLast();
      if (found.add(next)) {
        open.addAll(functions.callees(next));
      }
    }
    return found;
  }

  /** Names of a function, of all that it may call and of all completion routines. */
  Set<String> closure(FunctionKey function) {
    Set<String> names = new HashSet<>();
    calledFrom(Set.of(function)).forEach(key -> names.add(key.toString()));
    inRoutines.forEach(key -> names.add(key.toString()));
    return names;
  }

  /** Whether a function may run as part of a completion routine. */
  boolean mayRunInRoutine(FunctionKey function) {
    return inRoutines.contains(function);
  }

  /** DDIs and undefined functions that a function may call, its callees' included. */
  Set<String> ddis(FunctionKey function) {
    return functions.reached().of(function);
  }

  /** The same with the completion routines that it may cause to run. */
  Set<String> ddisWithRoutines(FunctionKey function) {
    Set<String> own = ddis(function);
    if (!mayRunRoutines(function)) {
      return own;
    }
    Set<String> all = new HashSet<>(own);
    routines.forEach(routine -> all.addAll(ddis(routine)));
    return all;
  }

  /** Whether a function may send an IRP: one of which routines that it does not know then run. */
  boolean mayRunRoutines(FunctionKey function) {
    return ddis(function).stream().anyMatch(SENDS::contains);
  }

  /** The completion routines. */
  Set<FunctionKey> routines() {
    return routines;
  }

  /** For each function those that it may call, or that may run because it sends an IRP. */
  Map<FunctionKey, Set<FunctionKey>> callees() {
    Map<FunctionKey, Set<FunctionKey>> found = new LinkedHashMap<>();
    for (ControlFlowGraph graph : program.functions()) {
      FunctionKey caller = graph.key();
      Set<FunctionKey> called = new LinkedHashSet<>(functions.callees(caller));
      if (functions.reached().direct(caller).stream().anyMatch(SENDS::contains)) {
        called.addAll(routines);
      }
      found.put(caller, called);
    }
    return found;
  }

  /** For each function the offsets of members that its callers may read after it. */
  Map<FunctionKey, Set<Long>> readsAfter(Function<ControlFlowGraph, Liveness> liveness) {
    Map<FunctionKey, Set<FunctionKey>> calls = new LinkedHashMap<>();
    Map<FunctionKey, Set<Long>> found = new HashMap<>();
    for (ControlFlowGraph graph : program.functions()) {
      Set<FunctionKey> called = calls.computeIfAbsent(graph.key(), _ -> new LinkedHashSet<>());
      for (Block block : graph.blocks()) {
        for (Instruction instruction : block.instructions()) {
          if (instruction instanceof Instruction.Call call) {
            Set<Long> later = liveness.apply(graph).reads(block.index());
            for (FunctionKey callee : calledHere(graph.key(), call)) {
              called.add(callee);
              found.computeIfAbsent(callee, _ -> new LongOpenHashSet()).addAll(later);
            }
          }
        }
      }
    }
    for (Set<FunctionKey> group : CallOrder.calledFirst(calls).reversed()) {
      Set<Long> all = new LongOpenHashSet();
      group.forEach(function -> all.addAll(found.getOrDefault(function, Set.of())));
      for (FunctionKey function : group) {
        found.put(function, all);
        for (FunctionKey callee : calls.getOrDefault(function, Set.of())) {
          if (!group.contains(callee)) {
            found.computeIfAbsent(callee, _ -> new LongOpenHashSet()).addAll(all);
          }
        }
      }
    }
    // every state of a function holds its set: one that needs no copy
    found.replaceAll((_, offsets) -> Set.copyOf(offsets));
    return found;
  }

  private Set<FunctionKey> calledHere(FunctionKey caller, Instruction.Call call) {
    Set<FunctionKey> called = new LinkedHashSet<>();
    program.callees(caller, call).forEach(callee -> called.add(callee.key()));
    if (call.callee() instanceof Instruction.Callee.Direct direct
        && SENDS.contains(DdiTable.STANDARD.ruleName(direct.name()))) {
      called.addAll(routines);
    }
    return called;
  }

  /** Numbers functions so that what a function calls comes before it. */
  Map<FunctionKey, Integer> heights() {
    Map<FunctionKey, Integer> found = new HashMap<>();
    Set<FunctionKey> entered = new HashSet<>();
    for (ControlFlowGraph graph : program.functions()) {
      List<FunctionKey> open = new ArrayList<>();
      open.add(graph.key());
      while (!open.isEmpty()) {
        FunctionKey next = open.getLast();
        if (entered.add(next)) {
          List<FunctionKey> below = new ArrayList<>(functions.callees(next));
          if (mayRunRoutines(next)) {
            below.addAll(routines);
          }
          below.removeIf(entered::contains);
          open.addAll(below);
        } else {
          open.removeLast();
          found.putIfAbsent(next, found.size());
        }
      }
    }
    return found;
  }
}
