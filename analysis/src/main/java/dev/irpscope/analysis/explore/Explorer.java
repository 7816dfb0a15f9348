package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.explore.SearchGraph.Call;
import dev.irpscope.analysis.explore.SearchGraph.Context;
import dev.irpscope.analysis.explore.SearchGraph.End;
import dev.irpscope.analysis.explore.SearchGraph.Exit;
import dev.irpscope.analysis.explore.SearchGraph.Node;
import dev.irpscope.analysis.explore.SearchGraph.Way;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Search of entry routines for one rule. Equal states are one node; where a point collects more
 * than {@link #width} states that differ only in memory and conditions, these are merged (property
 * simulation: Das, Lerner and Seigle 2002). A function is searched once for each input that it can
 * tell apart, and what it leaves is given to every caller (tabulation: Reps, Horwitz and Sagiv
 * 1995). Deterministic.
 */
final class Explorer {
  /** Stands between choices that follow each other without a point where paths can meet. */
  static final String THEN = ";";

  /** Begins the names of points where calls of one function meet. */
  static final String ENTER = "enter:";

  /** Wider inputs of a function before the widest stands for any other. */
  private static final int MOST_JOINED = 1;

  /** Inputs of a function that differ in small constant arguments and are told apart for that. */
  private static final int MOST_INPUTS = 4;

  /** The same of those that differ in what their arguments point into. */
  private static final int MOST_ADDRESSES = 16;

  /**
   * Kinds of what is known that are told apart at one point. A loop that fills an array makes ever
   * new ones.
   */
  private static final int MOST_NAMED = 16;

  /** Elements of arrays of which one is chosen at a point that are told apart there. */
  private static final int MOST_CHOSEN = 5;

  private static final int MOST_APART = 64;

  /**
   * Kinds of states at one point of a function beyond which only what never merges tells more
   * apart: where a loop changes IRPs, events and names each time around, there are few of each and
   * many of all together.
   */
  private static final int MOST_KINDS = 64;

  private final Machine machine;
  private final Cleaner cleaner;
  private final int budget;
  private final int width;
  private final Precision precision;

  /** Where to go on; empty for everywhere. */
  private final Set<Object> within;

  private final Progress progress;

  private final Map<State, Context> contexts = new HashMap<>();
  private final Map<Object, List<Context>> alikeContexts = new HashMap<>();
  private final Map<Object, Set<Object>> toldApart = new HashMap<>();
  private final PriorityQueue<Node> queue = new PriorityQueue<>();
  private int nodes;
  private int activations;
  private final Map<Key, Set<End>> findings = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int count;
  private boolean exhausted;
  private boolean cancelled;
  private boolean unsure;
  private boolean sendsUnknown;

  /**
   * @param budget states after which the search ends without having seen everything
   * @param width states that differ in memory only and are not merged
   * @param within places of states outside which the search does not go; empty for everywhere
   */
  Explorer(
      Machine machine,
      Cleaner cleaner,
      int budget,
      int width,
      Precision precision,
      Set<Object> within,
      Progress progress) {
    this.machine = machine;
    this.cleaner = cleaner;
    this.budget = budget;
    this.width = width;
    this.precision = precision;
    this.within = within;
    this.progress = progress;
  }

  /**
   * What makes two findings one.
   *
   * @param opening site that created the obligation; empty for none
   */
  record Key(String transition, String opening, String violating) {
    /** Equal for findings that are shown as one. */
    String place() {
      return opening + ">" + violating;
    }

    boolean isSamePlace(Key other) {
      return opening.equals(other.opening) && violating.equals(other.violating);
    }
  }

  /**
   * What a search found.
   *
   * @param findings for each, the runs that report it
   * @param entries where each of the entry routines begins
   * @param exhausted whether the budget was spent
   * @param unsure whether the rule would have done more or something else somewhere if more were
   *     known
   * @param sendsUnknown whether an IRP is sent of which the routine is not known
   */
  record Result(
      Map<Key, Set<End>> findings,
      List<Node> entries,
      List<String> limits,
      int states,
      boolean exhausted,
      boolean cancelled,
      boolean unsure,
      boolean sendsUnknown) {}

  /** Searches from several entry routines at once: what they call in common is searched once. */
  Result search(List<State> starts) {
    List<Node> entries = new ArrayList<>();
    starts.forEach(start -> start.foldsChains = true);
    for (int root = 0; root < starts.size(); root++) {
      entries.add(made(starts.get(root), root).first);
    }
    queue.addAll(entries);
    while (!queue.isEmpty()) {
      if (progress.isCancelled()) {
        cancelled = true;
        break;
      }
      if (count >= budget) {
        exhausted = true;
        break;
      }
      expand(queue.poll());
    }
    return new Result(
        findings, entries, List.copyOf(notes), count, exhausted, cancelled, unsure, sendsUnknown);
  }

  private void expand(Node node) {
    node.isExpanded = true;
    if (node.state.stack.isEmpty()) {
      leave(node);
      return;
    }
    count++;
    run(node, node.state, "");
  }

  /**
   * @param before what was chosen since the node
   */
  private void run(Node node, State state, String before) {
    for (Successor next : machine.run(state, new Tape(Tape.Detail.RULE_EVENTS))) {
      String choice = before.isEmpty() ? next.choice() : before + THEN + next.choice();
      node.choices.add(choice);
      notes.addAll(next.tape().limits);
      unsure |= next.tape().unsure;
      sendsUnknown |= next.tape().sendsUnknown;
      for (Key key : keys(next.tape())) {
        findings.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(new End(node, choice));
      }
      if (!next.ended()) {
        switch (next.link()) {
          case NONE, RETURN ->
              add(node.context, next.state(), new Way(node, choice, Optional.empty()));
          case ALONE -> {
            if (machine.matters(next.state())) {
              run(node, next.state(), choice);
            }
          }
          case CALL -> call(node, choice, next.state());
        }
      }
    }
  }

  /** The findings that are reported in one run. */
  static List<Key> keys(Tape tape) {
    List<Key> keys = new ArrayList<>();
    for (Tape.Event event : tape.events) {
      event
          .fired()
          .finding()
          .filter(f -> f.kind() == Outcome.Kind.VIOLATION || f.kind() == Outcome.Kind.CONFIRMED)
          .ifPresent(finding ->
              keys.add(
                  new Key(
                      event.fired().before() + ">" + finding.severity(),
                      event.opening().orElse(""),
                      event.suspected().orElse(event.site()))));
    }
    return keys;
  }

  /** Searches the called function if its input is new, and goes on where it was left before. */
  private void call(Node from, String choice, State called) {
    State entry = cleaner.entered(called);
    if (isOutside(entry)) {
      return;
    }
    Context callee = context(entry);
    State caller = called.copy();
    OptionalInt result = caller.top().result();
    machine.pop(caller);
    Call call = new Call(from, choice, caller, result);
    callee.callers.add(call);
    for (Exit exit : List.copyOf(callee.exits)) {
      comeBack(call, exit);
    }
  }

  private Context made(State entry, int root) {
    return new Context(
        activations++, machine.code().height(entry.top().graph()), root, entry, nodes++);
  }

  private Context context(State entry) {
    Context known = contexts.get(entry);
    if (known != null) {
      return known;
    }
    List<Context> siblings = alike(entry);
    State chosen = entry;
    if (siblings.size() >= Math.max(1, width / 2)) {
      Context widest = siblings.getLast();
      if (siblings.size() >= width + MOST_JOINED) {
        return widest;
      }
      State joined = widest.entry.widen(entry, ENTER + entry.point());
      cleaner.clean(joined);
      Context existing = joined.equals(widest.entry) ? widest : contexts.get(joined);
      if (existing != null) {
        return existing;
      }
      if (!widest.first.isExpanded) {
        contexts.remove(widest.entry);
        widest.renew(joined);
        contexts.put(joined, widest);
        return widest;
      }
      chosen = joined;
    }
    Context made = made(chosen, Context.NO_ROOT);
    contexts.put(chosen, made);
    siblings.add(made);
    queue.add(made.first);
    return made;
  }

  /**
   * The inputs that a function does not tell from this one but by memory and conditions. Those with
   * other small constants as arguments, which often say what the function is to do, are others, and
   * those with other addresses: what is stored at one that is not known is lost for the caller.
   */
  private List<Context> alike(State entry) {
    Object discrete = Map.entry(ENTER, apart(entry, false));
    Object addressed = few(discrete, entry.addresses(), MOST_ADDRESSES);
    return alikeContexts.computeIfAbsent(
        few(addressed, entry.smallArguments(), MOST_INPUTS), _ -> new ArrayList<>());
  }

  /**
   * What may not be merged, and what is not as long as there are not too many at a point.
   *
   * @param crowded whether there are too many in all: then only what was told apart before
   */
  private Object apart(State state, boolean crowded) {
    Object discrete = state.discrete();
    Object named = few(discrete, state.names(machine.followsAddresses()), crowded ? 0 : MOST_NAMED);
    Object chosen = few(named, state.indices(machine.code()::indices), crowded ? 0 : MOST_CHOSEN);
    return precision.equals(Precision.NONE) ? chosen : few(chosen, precision.of(state), MOST_APART);
  }

  private boolean isOutside(State state) {
    return !within.isEmpty() && !within.contains(state.place());
  }

  /** Both together for the first ones seen together; the former alone for those after them. */
  private Object few(Object discrete, Object more, int most) {
    Set<Object> known = toldApart.computeIfAbsent(discrete, _ -> new HashSet<>());
    return known.contains(more) || (known.size() < most && known.add(more))
        ? Map.entry(discrete, more)
        : discrete;
  }

  /** Goes on in every caller of a function that was left. */
  private void leave(Node end) {
    Context callee = end.context;
    Exit exit = new Exit(end, callee.made(end.state));
    callee.exits.add(exit);
    for (Call call : List.copyOf(callee.callers)) {
      comeBack(call, exit);
    }
  }

  private void comeBack(Call call, Exit exit) {
    State left = exit.node().state;
    State after = call.caller().returned(exit.node().context.entry, left, exit.made());
    if (call.result().isPresent()) {
      Optional<Value> value = left.memory.written(State.RESULT, 0);
      Frame top = after.top();
      after.replaceTop(
          top.with(
              top.temporaries().with(call.result().getAsInt(), value.orElse(Value.Number.ZERO))));
    }
    add(call.from().context, after, new Way(call.from(), call.choice(), Optional.of(exit.node())));
  }

  private void add(Context context, State state, Way way) {
    if (!state.stack.isEmpty() && !machine.matters(state)) {
      return;
    }
    cleaner.clean(state);
    Node known = context.nodes.get(state);
    if (known != null) {
      known.add(way);
      return;
    }
    if (isOutside(state)) {
      return;
    }
    Object place = state.place();
    Object kind = apart(state, context.kinds(place) >= MOST_KINDS);
    List<Node> siblings = context.alike.get(kind);
    if (siblings == null) {
      siblings = context.newKind(place, kind);
    }
    State chosen = state;
    if (siblings.size() >= width) {
      Node widest = siblings.getLast();
      State joined = widest.state.join(state, state.point());
      if (joined.equals(widest.state)) {
        widest.add(way);
        return;
      }
      cleaner.clean(joined);
      Node existing = joined.equals(widest.state) ? widest : context.nodes.get(joined);
      if (existing != null) {
        existing.add(way);
        return;
      }
      if (!widest.isExpanded && !widest.isEntry) {
        context.nodes.remove(widest.state);
        widest.state = joined;
        context.nodes.put(joined, widest);
        widest.add(way);
        return;
      }
      chosen = joined;
    }
    Node node = new Node(context, nodes++, chosen, false);
    node.add(way);
    context.nodes.put(chosen, node);
    siblings.add(node);
    queue.add(node);
  }
}
