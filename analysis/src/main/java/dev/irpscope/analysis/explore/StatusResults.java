package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.program.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which functions of a driver may return some status: looks at where a result can come from ({@link
 * StatusFlow}). A member of a structure counts as all that the driver stores in it anywhere; what
 * is read from other memory that others share as what the function, with all that it calls, could
 * have written there. Nobody is believed to be given the status as an argument.
 */
final class StatusResults {
  /** Where a result passes on its way to the {@code return}. */
  sealed interface Slot {
    record Local(int variable) implements Slot {}

    record Temporary(int index) implements Slot {}

    /** The status itself, or a kernel function that may return it. */
    record Wanted() implements Slot {}

    record Result(FunctionKey function) implements Slot {}

    record Memory() implements Slot {}

    /** What a function that has the address of a variable could write there. */
    record Written(FunctionKey function) implements Slot {}

    /** A member of a structure of the driver, in whatever object. */
    record Member(String structure, long offset) implements Slot {}
  }

  /** A value that is stored in a member, and where. */
  private record Stored(FunctionKey function, Set<Slot> from) {}

  private final Predicate<FunctionKey> byMemory;
  private final Map<FunctionKey, Set<Slot>> origins = new HashMap<>();
  private final Set<FunctionKey> found = new HashSet<>();
  private final Map<Slot.Member, List<Stored>> stored = new HashMap<>();
  private final Set<Slot.Member> members = new HashSet<>();

  /**
   * @param sources calls of kernel functions that may return it
   * @param byMemory whether a function, or one that it calls, could put it into memory
   */
  StatusResults(
      Program program,
      long status,
      Predicate<Instruction.Call> sources,
      Predicate<FunctionKey> byMemory) {
    this.byMemory = byMemory;
    for (ControlFlowGraph graph : program.functions()) {
      StatusFlow.Result flow = new StatusFlow(program, graph, status, sources).find();
      origins.put(graph.key(), flow.returned());
      flow.stored()
          .forEach((member, from) ->
              stored
                  .computeIfAbsent(member, _ -> new ArrayList<>())
                  .add(new Stored(graph.key(), from)));
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<FunctionKey, Set<Slot>> entry : origins.entrySet()) {
        changed |= mayBe(entry.getKey(), entry.getValue()) && found.add(entry.getKey());
      }
      for (Map.Entry<Slot.Member, List<Stored>> member : stored.entrySet()) {
        changed |=
            member.getValue().stream().anyMatch(value -> mayBe(value.function(), value.from()))
                && members.add(member.getKey());
      }
    }
  }

  boolean mayReturn(FunctionKey function) {
    return found.contains(function);
  }

  private boolean mayBe(FunctionKey function, Set<Slot> from) {
    return from.stream()
        .anyMatch(slot ->
            switch (slot) {
              case Slot.Wanted _ -> true;
              case Slot.Result(FunctionKey callee) -> found.contains(callee);
              case Slot.Memory _ -> byMemory.test(function);
              case Slot.Written(FunctionKey callee) -> byMemory.test(callee);
              case Slot.Member member -> members.contains(member);
              case Slot.Local _, Slot.Temporary _ -> false;
            });
  }

  /** Whether a constant is that status, as a signed or an unsigned number. */
  static boolean is(Operand.Constant constant, long status) {
    return (int) constant.value() == (int) status && Math.abs(constant.value()) < 1L << 32;
  }
}
