package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.rule.IrpOrigin;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The DDIs and undefined functions that each function calls, itself or through what it calls: all
 * of them, or without the calls that are about requests of a function's own ({@link OwnRequests}).
 * Safe for use by several threads once all functions are added.
 */
final class ReachedCalls {
  /** What a routine does with the function's own IRP and event. */
  private static final Set<String> TELLING = Set.of("KeSetEvent", "IoFreeIrp");

  private final Program program;
  private final Map<FunctionKey, Set<FunctionKey>> callees;
  private final Map<FunctionKey, Set<String>> direct = new HashMap<>();
  private final Map<FunctionKey, OwnRequests> own = new HashMap<>();
  private final ConcurrentHashMap<Set<IrpOrigin>, Map<FunctionKey, Set<String>>> found =
      new ConcurrentHashMap<>();

  /**
   * @param callees the functions that each function calls
   */
  ReachedCalls(Program program, Map<FunctionKey, Set<FunctionKey>> callees) {
    this.program = program;
    this.callees = callees;
  }

  /**
   * @param names what the function calls itself, under the names that rules use
   */
  void add(FunctionKey function, Set<String> names, OwnRequests requests) {
    direct.put(function, names);
    if (requests != OwnRequests.NONE) {
      own.put(function, requests);
    }
  }

  /** What a function calls itself, under the names that rules use. */
  Set<String> direct(FunctionKey function) {
    return direct.getOrDefault(function, Set.of());
  }

  /** All that a function reaches. */
  Set<String> of(FunctionKey function) {
    return about(Set.of(), function);
  }

  /**
   * What a function reaches, without calls that are about requests of a function's own.
   *
   * @param tracked where the IRPs that count come from; empty for anywhere: then all calls count
   */
  Set<String> about(Set<IrpOrigin> tracked, FunctionKey function) {
    return found.computeIfAbsent(tracked, this::find).getOrDefault(function, Set.of());
  }

  /** Whether every call of a DDI that a function makes itself is about requests of its own. */
  boolean isOwn(Set<IrpOrigin> tracked, FunctionKey function, String name) {
    return own.getOrDefault(function, OwnRequests.NONE).names(tracked).contains(name);
  }

  private Map<FunctionKey, Set<String>> find(Set<IrpOrigin> tracked) {
    Map<FunctionKey, Set<String>> names = new HashMap<>();
    direct.forEach((function, all) -> {
      Set<String> counting = new HashSet<>(all);
      counting.removeAll(own.getOrDefault(function, OwnRequests.NONE).names(tracked));
      names.put(function, counting);
    });
    List<FunctionKey> order = CallOrder.calledFirst(callees).stream().flatMap(Set::stream).toList();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (FunctionKey function : order) {
        Set<String> reached = names.computeIfAbsent(function, _ -> new HashSet<>());
        for (FunctionKey callee : callees.getOrDefault(function, Set.of())) {
          changed |= reached.addAll(names.getOrDefault(callee, Set.of()));
        }
        changed |= reached.addAll(byRoutines(function, tracked, names));
      }
    }
    return names;
  }

  /** What the routines of a function's own IRPs do besides telling it that they have run. */
  private Set<String> byRoutines(
      FunctionKey function, Set<IrpOrigin> tracked, Map<FunctionKey, Set<String>> names) {
    OwnRequests requests = own.getOrDefault(function, OwnRequests.NONE);
    if (requests.names(tracked).isEmpty()) {
      return Set.of();
    }
    Set<String> more = new HashSet<>();
    for (String routine : requests.routines()) {
      program
          .resolve(routine, function.file())
          .forEach(graph -> more.addAll(names.getOrDefault(graph.key(), Set.of())));
    }
    more.removeAll(TELLING);
    return more;
  }
}
