package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.AnalysisOptions.Limits;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.rule.Beginnings;
import dev.irpscope.analysis.rule.Monitor;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Shows that a rule is kept without searching from the entry routines: functions are searched by
 * themselves, called with anything, those called before those that call them. One is quiet if
 * nothing can be reported in it and everything of the rule that has begun in it has ended when it
 * is left; where nothing has begun, quiet functions are not followed. Only those functions need a
 * search in which something of the rule can begin, and those that call some that are not quiet. If
 * in the end all entry routines keep the rule, so does the driver. Answers nothing but "kept": for
 * everything else the whole search is needed.
 *
 * <p>As sound as that one: what is known of a value allows less than nothing known. Where the rule,
 * or who is called, depends on a value that is not known, a function does not count as quiet.
 */
final class LocalProof {
  /** Searches that show nothing may take this part of the budget of a whole one. */
  private static final int IN_VAIN = 4;

  private final CodeModel model;
  private final Code code;
  private final Monitor monitor;
  private final EntryState entryState;
  private final Cleaner cleaner;
  private final Limits limits;
  private final Progress progress;
  private final Set<FunctionKey> quiet = new HashSet<>();
  private final Set<FunctionKey> changingSets = new HashSet<>();
  private final Set<FunctionKey> senders = new HashSet<>();
  private Set<String> asked = Set.of();
  private final Set<String> notes = new LinkedHashSet<>();
  private int left;
  private int spare;

  LocalProof(
      CodeModel model,
      Code code,
      Monitor monitor,
      EntryState entryState,
      Cleaner cleaner,
      Limits limits,
      Progress progress) {
    this.model = model;
    this.code = code;
    this.monitor = monitor;
    this.entryState = entryState;
    this.cleaner = cleaner;
    this.limits = limits;
    this.progress = progress;
    this.left = limits.maxStates();
    this.spare = limits.maxStates() / IN_VAIN;
  }

  /**
   * Whether the rule is kept; not if that is not found.
   *
   * @param entries all routines from which something of the rule can be reached
   */
  boolean isKept(List<EntrySpec> entries) {
    return monitor.beginnings().filter(begins -> isKept(entries, begins)).isPresent();
  }

  /**
   * What was found of functions, also where that is not enough: a search need not follow them where
   * nothing has begun.
   */
  Quiet quiet() {
    return new Quiet(Set.copyOf(quiet), changingSets, senders, Set.of());
  }

  /** What limits what was found, one sentence each. */
  Set<String> notes() {
    return notes;
  }

  private boolean isKept(List<EntrySpec> entries, Beginnings begins) {
    asked = begins.asked();
    Set<String> reachable = new HashSet<>();
    entries.forEach(entry -> reachable.addAll(model.closure(entry.graph().key())));
    Map<FunctionKey, Set<FunctionKey>> callees = model.calls().callees();
    callees.keySet().removeIf(function -> !reachable.contains(function.toString()));
    Set<FunctionKey> called = new HashSet<>();
    callees.values().forEach(called::addAll);
    Set<String> calls = new HashSet<>(begins.calls());
    if (monitor.watched().irql()) {
      calls.addAll(RelevantCalls.CHANGES_IRQL);
    }
    Predicate<FunctionKey> mayBegin =
        function ->
            !Collections.disjoint(model.functions().reached().direct(function), calls)
                || !quiet.containsAll(callees.getOrDefault(function, Set.of()));
    for (Set<FunctionKey> group : CallOrder.calledFirst(callees)) {
      for (FunctionKey function : group) {
        if (!Collections.disjoint(model.calls().ddisWithRoutines(function), begins.sets())) {
          changingSets.add(function);
        }
      }
      findQuiet(group, mayBegin, called);
      for (EntrySpec entry : entries) {
        FunctionKey function = entry.graph().key();
        boolean isAsked = !quiet.contains(function) || !monitor.beginsAsUsual(entry.kind());
        if (group.contains(function) && isAsked && !isKept(entry)) {
          return false;
        }
      }
      if (left <= 0 || spare <= 0 || progress.isCancelled()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes functions that call each other for quiet until one is found not to be. Those that nobody
   * calls need no answer.
   */
  private void findQuiet(
      Set<FunctionKey> group, Predicate<FunctionKey> mayBegin, Set<FunctionKey> called) {
    List<FunctionKey> sorted =
        group.stream().sorted(Comparator.comparing(FunctionKey::toString)).toList();
    quiet.addAll(group);
    boolean changed = true;
    while (changed) {
      int known = quiet.size() - senders.size();
      for (FunctionKey function : sorted) {
        if (quiet.contains(function)
            && mayBegin.test(function)
            && !(called.contains(function) && isQuiet(function))) {
          quiet.remove(function);
        }
      }
      changed = group.size() > 1 && quiet.size() - senders.size() != known;
    }
  }

  /** Whether nothing is found from an entry routine. */
  private boolean isKept(EntrySpec entry) {
    Machine machine = machine();
    Explorer.Result result =
        search(machine, entryState.start(entry, machine, new Tape(Tape.Detail.RULE_EVENTS)));
    notes.addAll(result.limits());
    return isWithout(result);
  }

  /** Whether nothing is found in a function, and all has ended when it is left. */
  private boolean isQuiet(FunctionKey function) {
    Optional<ControlFlowGraph> graph =
        model.program().function(function).filter(code::isSearchedByItself);
    if (graph.isEmpty()) {
      return false;
    }
    Machine machine = machine();
    Explorer.Result result =
        search(machine, cleaner.entered(entryState.called(graph.get(), machine)));
    if (result.sendsUnknown()) {
      senders.add(function);
    }
    boolean runsOthers = result.sendsUnknown() && !quiet.containsAll(model.calls().routines());
    boolean isQuiet =
        isWithout(result)
            && !runsOthers
            && result.entries().getFirst().context.exits.stream()
                .allMatch(exit -> machine.isAtBeginning(exit.node().state));
    if (isQuiet) {
      notes.addAll(result.limits());
    } else {
      spare -= result.states();
    }
    return isQuiet;
  }

  private Machine machine() {
    return new Machine(
        code, monitor, limits, Optional.empty(), new Quiet(quiet, changingSets, senders, asked));
  }

  private static boolean isWithout(Explorer.Result result) {
    return result.findings().isEmpty()
        && !result.unsure()
        && !result.exhausted()
        && !result.cancelled();
  }

  private Explorer.Result search(Machine machine, State start) {
    Explorer.Result result =
        new Explorer(machine, cleaner, Math.min(left, spare), 1, Precision.NONE, Set.of(), progress)
            .search(List.of(start));
    left -= result.states();
    return result;
  }
}
