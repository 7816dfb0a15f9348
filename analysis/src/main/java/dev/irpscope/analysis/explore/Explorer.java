package dev.irpscope.analysis.explore;

import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.explore.Machine.Successor;
import dev.irpscope.analysis.rule.Outcome;
import dev.irpscope.analysis.symbolic.Symbol;
import dev.irpscope.analysis.symbolic.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
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
 * Search of one entry routine for one rule. Equal states are one node; where a point collects more
 * than {@link #width} states that differ only in memory and conditions, these are merged (property
 * simulation: Das, Lerner and Seigle 2002). A function is searched once for each input that it can
 * tell apart, and what it leaves is given to every caller (tabulation: Reps, Horwitz and Sagiv
 * 1995). Deterministic.
 */
final class Explorer {
  /** Walks kept for one finding and entry routine. */
  private static final int MOST_WALKS = 12;

  /** Steps back that are made to find them. */
  private static final int MOST_TRIED = 4000;

  /** Stands between choices that follow each other without a point where paths can meet. */
  private static final String THEN = ";";

  /** Begins the names of points where calls of one function meet. */
  static final String ENTER = "enter:";

  /** Inputs of a function that differ in small constant arguments and are told apart for that. */
  private static final int MOST_INPUTS = 4;

  /** Ways into one node that are remembered. */
  private static final int MOST_WAYS = 8;

  private final Machine machine;
  private final Cleaner cleaner;
  private final int budget;
  private final int width;
  private final Progress progress;

  private final Map<State, Context> contexts = new HashMap<>();
  private final Map<Object, List<Context>> alikeContexts = new HashMap<>();
  private final Map<Object, Set<List<Value>>> arguments = new HashMap<>();
  private final PriorityQueue<Node> queue = new PriorityQueue<>();
  private int nodes;
  private int activations;
  private int roots;
  private final Map<Key, List<Walk>> findings = new LinkedHashMap<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int count;
  private boolean exhausted;
  private boolean cancelled;

  /**
   * @param budget states after which the search ends without having seen everything
   */
  Explorer(Machine machine, Cleaner cleaner, int budget, int width, Progress progress) {
    this.machine = machine;
    this.cleaner = cleaner;
    this.budget = budget;
    this.width = width;
    this.progress = progress;
  }

  /** An activation that is searched by itself: the entry routine, or a function and its input. */
  private static final class Context {
    static final int NO_ROOT = -1;
    final int number;

    /** Functions are searched before those that call them. */
    final int height;

    /** Which of the entry routines it is; {@link #NO_ROOT} for a called function. */
    final int root;

    State entry;
    final Map<State, Node> nodes = new HashMap<>();
    final Map<Object, List<Node>> alike = new HashMap<>();
    final List<Call> callers = new ArrayList<>();
    final List<Exit> exits = new ArrayList<>();
    final Set<Symbol> known = new HashSet<>();

    Context(int number, int height, int root, State entry) {
      this.number = number;
      this.height = height;
      this.root = root;
      this.entry = entry;
      renew(entry);
    }

    void renew(State wider) {
      entry = wider;
      known.clear();
      known.addAll(entry.mentioned());
      entry.constraints.known().keySet().forEach(value -> value.collectSymbols(known));
    }

    /** Symbols that came into being since the entry. */
    Set<Symbol> made(State exit) {
      Set<Symbol> made = new HashSet<>(exit.mentioned());
      exit.constraints.known().keySet().forEach(value -> value.collectSymbols(made));
      made.removeIf(symbol ->
          known.contains(symbol)
              || symbol.kind() == Symbol.Kind.INITIAL
              || symbol.kind() == Symbol.Kind.PARAMETER);
      return made;
    }
  }

  /** A call of a function that is searched by itself; {@code caller} is the state without it. */
  private record Call(Node from, String choice, State caller, OptionalInt result) {}

  private record Exit(Node node, Set<Symbol> made) {}

  /**
   * A point reached, and the ways to it. Nodes come in the order of the code, called functions
   * before their callers, so that paths have met before it goes on from where they meet.
   */
  private static final class Node implements Comparable<Node> {
    final Context context;
    final int number;
    final boolean isEntry;
    final List<Way> ways = new ArrayList<>();
    State state;
    boolean isExpanded;

    /** Length of the shortest walk known, from the entry of the function. */
    int distance = Integer.MAX_VALUE;

    Node(Context context, int number, State state, boolean isEntry) {
      this.context = context;
      this.number = number;
      this.state = state;
      this.isEntry = isEntry;
    }

    @Override
    public int compareTo(Node other) {
      int byHeight = Integer.compare(context.height, other.context.height);
      if (byHeight != 0) {
        return byHeight;
      }
      int byContext = Integer.compare(context.number, other.context.number);
      return byContext != 0 ? byContext : byPlace(other);
    }

    private int byPlace(Node other) {
      int common = Math.min(state.stack.size(), other.state.stack.size());
      if (common == 0) {
        return Integer.compare(other.state.stack.size(), state.stack.size());
      }
      for (int i = 0; i < common; i++) {
        Frame here = state.stack.get(i);
        Frame there = other.state.stack.get(i);
        int byBlock = Integer.compare(here.block(), there.block());
        int byInstruction = Integer.compare(here.instruction(), there.instruction());
        if (byBlock != 0 || byInstruction != 0) {
          return byBlock != 0 ? byBlock : byInstruction;
        }
      }
      int byFrames = Integer.compare(other.state.stack.size(), state.stack.size());
      return byFrames != 0 ? byFrames : Integer.compare(number, other.number);
    }
  }

  /**
   * @param through where a function was left that {@code choice} called; empty for a plain step
   */
  private record Way(Node from, String choice, Optional<Node> through) {
    int distance() {
      return from.distance + 1 + through.map(node -> node.distance).orElse(0);
    }
  }

  /**
   * What makes two findings one.
   *
   * @param opening site that created the obligation; empty for none
   */
  record Key(String transition, String opening, String violating) {}

  /**
   * The choices from an entry to a finding, the run that reports it included.
   *
   * @param root index of the entry among those searched
   */
  record Walk(int root, List<String> choices) {
    Walk {
      choices = List.copyOf(choices);
    }
  }

  /**
   * What a search found.
   *
   * @param findings walks of each finding, the shortest first
   * @param complete whether the walks kept are all there are
   * @param exhausted whether the budget was spent
   */
  record Result(
      Map<Key, List<Walk>> findings,
      List<String> limits,
      int states,
      boolean complete,
      boolean exhausted,
      boolean cancelled) {}

  /** Whether some walks may be unknown: states were merged, or ways left out. */
  private boolean merged;

  /** Searches from several entry routines at once: what they call in common is searched once. */
  Result search(List<State> starts) {
    roots = starts.size();
    for (int root = 0; root < roots; root++) {
      queue.add(entry(made(starts.get(root), root)));
    }
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
    return new Result(findings, List.copyOf(notes), count, !merged, exhausted, cancelled);
  }

  private Node entry(Context context) {
    Node first = new Node(context, nodes++, context.entry, true);
    first.distance = 0;
    context.nodes.put(context.entry, first);
    return first;
  }

  private void expand(Node node) {
    node.isExpanded = true;
    if (node.state.stack.isEmpty()) {
      leave(node);
      return;
    }
    run(node, node.state, "");
  }

  /**
   * @param before what was chosen since the node
   */
  private void run(Node node, State state, String before) {
    count++;
    for (Successor next : machine.run(state, new Tape(Tape.Detail.RULE_EVENTS))) {
      String choice = before.isEmpty() ? next.choice() : before + THEN + next.choice();
      notes.addAll(next.tape().limits);
      report(node, choice, next.tape());
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

  private void report(Node node, String choice, Tape tape) {
    for (Tape.Event event : tape.events) {
      event
          .fired()
          .finding()
          .ifPresent(finding -> {
            if (finding.kind() == Outcome.Kind.VIOLATION
                || finding.kind() == Outcome.Kind.CONFIRMED) {
              Key key =
                  new Key(
                      event.fired().before() + ">" + finding.severity(),
                      event.opening().orElse(""),
                      event.suspected().orElse(event.site()));
              List<Walk> walks = findings.computeIfAbsent(key, _ -> new ArrayList<>());
              walksTo(node, choice, walks);
            }
          });
    }
  }

  /** Searches the called function if its input is new, and goes on where it was left before. */
  private void call(Node from, String choice, State called) {
    Context callee = context(cleaner.entered(called));
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
    return new Context(activations++, machine.code().height(entry.top().graph()), root, entry);
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
      merged = true;
      if (siblings.size() >= width) {
        return widest;
      }
      State joined = widest.entry.join(entry, ENTER + entry.point());
      cleaner.clean(joined);
      Context existing = joined.equals(widest.entry) ? widest : contexts.get(joined);
      if (existing != null) {
        return existing;
      }
      Node first = widest.nodes.get(widest.entry);
      if (first != null && !first.isExpanded) {
        contexts.remove(widest.entry);
        widest.nodes.remove(widest.entry);
        widest.renew(joined);
        first.state = joined;
        widest.nodes.put(joined, first);
        contexts.put(joined, widest);
        return widest;
      }
      chosen = joined;
    }
    Context made = made(chosen, Context.NO_ROOT);
    contexts.put(chosen, made);
    siblings.add(made);
    queue.add(entry(made));
    return made;
  }

  /**
   * The inputs that a function does not tell from this one but by memory and conditions. Those with
   * other small constants as arguments, which often say what the function is to do, are others.
   */
  private List<Context> alike(State entry) {
    Object discrete = entry.discrete();
    Set<List<Value>> known = arguments.computeIfAbsent(discrete, _ -> new HashSet<>());
    List<Value> given = entry.smallArguments();
    boolean apart = known.contains(given) || (known.size() < MOST_INPUTS && known.add(given));
    return alikeContexts.computeIfAbsent(
        apart ? Map.entry(discrete, given) : discrete, _ -> new ArrayList<>());
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
    State left = exit.node.state;
    State after = call.caller.returned(exit.node.context.entry, left, exit.made);
    if (call.result.isPresent()) {
      Optional<Value> value = left.memory.written(State.RESULT, 0);
      Frame top = after.top();
      after.replaceTop(
          top.with(
              top.temporaries().with(call.result.getAsInt(), value.orElse(Value.Number.ZERO))));
    }
    add(call.from.context, after, new Way(call.from, call.choice, Optional.of(exit.node)));
  }

  /** The walk along first ways, and some along others, shortest first as far as is known. */
  private void walksTo(Node node, String last, List<Walk> into) {
    ArrayDeque<Partial> open = new ArrayDeque<>();
    open.add(
        new Partial(
            node,
            Optional.of(new Choices(last, Optional.empty())),
            Stack.OUTSIDE,
            Optional.empty()));
    int tried = 0;
    while (!open.isEmpty() && tried++ < MOST_TRIED) {
      Partial at = open.poll();
      List<Partial> longer = new ArrayList<>();
      if (at.node.isEntry) {
        if (at.stack.below.isPresent()) {
          Call call = at.stack.call.orElseThrow();
          longer.add(at.back(call.from, call.choice, at.stack.below.get()));
        } else if (at.node.context.root != Context.NO_ROOT) {
          Walk walk = new Walk(at.node.context.root, at.list());
          long known = into.stream().filter(other -> other.root == walk.root).count();
          if (known < MOST_WALKS && !into.contains(walk)) {
            into.add(walk);
          }
          if (known >= MOST_WALKS - 1 && roots == 1) {
            break;
          }
        } else {
          at.node.context.callers.stream()
              .sorted(Comparator.comparingInt(call -> call.from.distance))
              .forEach(call -> longer.add(at.back(call.from, call.choice, at.stack)));
        }
      }
      for (Way way : at.node.ways) {
        longer.add(
            way.through.isPresent()
                ? at.into(way.through.get(), way)
                : at.back(way.from, way.choice, at.stack));
      }
      boolean first = true;
      for (Partial more : longer) {
        if (at.wasAt(more.node, more.stack)) {
          merged = true;
          continue;
        }
        if (first) {
          open.addFirst(more);
        } else {
          open.addLast(more);
        }
        first = false;
      }
    }
    merged |= !open.isEmpty();
  }

  /** The calls whose callers are known, innermost first, while a walk is followed backwards. */
  private static final class Stack {
    static final Stack OUTSIDE = new Stack(Optional.empty(), Optional.empty());
    final Optional<Call> call;
    final Optional<Stack> below;

    Stack(Optional<Call> call, Optional<Stack> below) {
      this.call = call;
      this.below = below;
    }
  }

  private record Choices(String first, Optional<Choices> rest) {}

  // A loop on the way could be walked again: such walks are not listed.
  private record Partial(
      Node node, Optional<Choices> choices, Stack stack, Optional<Partial> later) {
    Partial back(Node to, String choice, Stack below) {
      return new Partial(to, Optional.of(new Choices(choice, choices)), below, Optional.of(this));
    }

    /** Backwards into a function at its end. */
    Partial into(Node end, Way way) {
      Call call = new Call(way.from, way.choice, way.from.state, OptionalInt.empty());
      return new Partial(
          end, choices, new Stack(Optional.of(call), Optional.of(stack)), Optional.of(this));
    }

    @SuppressWarnings("ReferenceEquality") // a node is met again, or a call that is under way
    boolean wasAt(Node wanted, Stack inside) {
      for (Optional<Partial> at = Optional.of(this); at.isPresent(); at = at.get().later) {
        if (at.get().node == wanted && at.get().stack == inside) {
          return true;
        }
      }
      return false;
    }

    List<String> list() {
      List<String> all = new ArrayList<>();
      for (Optional<Choices> at = choices; at.isPresent(); at = at.get().rest) {
        all.addAll(List.of(at.get().first.split(THEN, -1)));
      }
      return all;
    }
  }

  private void add(Context context, State state, Way way) {
    if (!state.stack.isEmpty() && !machine.matters(state)) {
      return;
    }
    cleaner.clean(state);
    Node known = context.nodes.get(state);
    if (known != null) {
      remember(known, way);
      return;
    }
    List<Node> siblings = context.alike.computeIfAbsent(state.discrete(), _ -> new ArrayList<>());
    State chosen = state;
    if (siblings.size() >= width) {
      Node widest = siblings.getLast();
      merged = true;
      State joined = widest.state.join(state, state.point());
      cleaner.clean(joined);
      Node existing = joined.equals(widest.state) ? widest : context.nodes.get(joined);
      if (existing != null) {
        remember(existing, way);
        return;
      }
      if (!widest.isExpanded && !widest.isEntry) {
        context.nodes.remove(widest.state);
        widest.state = joined;
        context.nodes.put(joined, widest);
        remember(widest, way);
        return;
      }
      chosen = joined;
    }
    Node node = new Node(context, nodes++, chosen, false);
    remember(node, way);
    context.nodes.put(chosen, node);
    siblings.add(node);
    queue.add(node);
  }

  /** Keeps ways in the order in which they came, but the shortest first. */
  private void remember(Node node, Way way) {
    int distance = way.distance();
    if (distance < node.distance) {
      node.distance = distance;
      node.ways.addFirst(way);
    } else {
      node.ways.addLast(way);
    }
    if (node.ways.size() > MOST_WAYS) {
      node.ways.removeLast();
      merged = true;
    }
  }
}
