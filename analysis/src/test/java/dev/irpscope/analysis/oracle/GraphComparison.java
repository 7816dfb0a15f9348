package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.oracle.Reachability.Expected;
import dev.irpscope.analysis.oracle.Reachability.Reach;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;

/** Compares a control-flow graph with what reachability on the tree says must be in it. */
final class GraphComparison {
  private final ControlFlowGraph graph;
  private final List<String> problems = new ArrayList<>();

  /** How often something may occur. */
  private static final class Bounds {
    int least;
    int most;
    String what = "";

    void add(Expected expected, String name) {
      what = name;
      if (expected.reach() == Reach.YES) {
        least++;
      }
      if (expected.reach() != Reach.NO) {
        most += expected.copied() ? 1_000_000 : 1;
      }
    }
  }

  private GraphComparison(ControlFlowGraph graph) {
    this.graph = graph;
  }

  static List<String> problems(Decl.Function function, ControlFlowGraph graph) {
    GraphComparison comparison = new GraphComparison(graph);
    Reachability expected = Reachability.of(function.body());
    comparison.calls(expected);
    comparison.returns(expected, function);
    comparison.switches(expected);
    comparison.loops(expected);
    comparison.order(function.body());
    return comparison.problems;
  }

  private void calls(Reachability expected) {
    IdentityHashMap<Origin, Bounds> bounds = new IdentityHashMap<>();
    expected.calls.forEach((call, how) ->
        bounds.computeIfAbsent(call.origin(), _ -> new Bounds()).add(how, TreeTally.name(call)));
    IdentityHashMap<Origin, Integer> found = new IdentityHashMap<>();
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call) {
          found.merge(call.origin(), 1, Integer::sum);
          if (!bounds.containsKey(call.origin())) {
            problems.add(call.text() + " is in the graph and not in the tree");
          }
        }
      }
    }
    check(bounds, found);
  }

  private void check(
      IdentityHashMap<Origin, Bounds> bounds, IdentityHashMap<Origin, Integer> found) {
    bounds.forEach((origin, how) -> {
      int count = found.getOrDefault(origin, 0);
      if (count < how.least || count > how.most) {
        problems.add(
            how.what
                + " at "
                + origin.site()
                + ": "
                + count
                + " in the graph, expected "
                + how.least
                + (how.most > how.least ? " or more" : ""));
      }
    });
  }

  private void returns(Reachability expected, Decl.Function function) {
    IdentityHashMap<Origin, Bounds> bounds = new IdentityHashMap<>();
    expected.returns.forEach((statement, how) ->
        bounds.computeIfAbsent(statement.origin(), _ -> new Bounds()).add(how, "return"));
    bounds
        .computeIfAbsent(function.body().closing(), _ -> new Bounds())
        .add(new Expected(expected.end, false), "end");
    IdentityHashMap<Origin, Integer> found = new IdentityHashMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Return(var origin, _)) {
        found.merge(origin, 1, Integer::sum);
        List<Edge> next = graph.successors(block);
        if (next.stream().noneMatch(edge -> edge.to() == graph.exit().index())) {
          problems.add("a return does not lead to the exit");
        }
      }
    }
    check(bounds, found);
  }

  private void switches(Reachability expected) {
    IdentityHashMap<Origin, Integer> cases = new IdentityHashMap<>();
    IdentityHashMap<Origin, Bounds> bounds = new IdentityHashMap<>();
    expected.switches.forEach((statement, how) -> {
      Origin origin = statement.value().origin();
      bounds.computeIfAbsent(origin, _ -> new Bounds()).add(how, "switch");
      int labels = how.reach() == Reach.NO ? 0 : expected.cases.getOrDefault(statement, 0);
      cases.merge(origin, labels, Integer::sum);
    });
    IdentityHashMap<Origin, Integer> found = new IdentityHashMap<>();
    IdentityHashMap<Origin, Integer> edges = new IdentityHashMap<>();
    for (Block block : graph.blocks()) {
      if (block.terminator() instanceof Terminator.Switch(var origin, _, _)) {
        found.merge(origin, 1, Integer::sum);
        List<Edge> ways = graph.successors(block);
        int labelled = (int) ways.stream().filter(edge -> edge.kind() == Edge.Kind.CASE).count();
        edges.merge(origin, labelled, Integer::sum);
      }
    }
    edges.forEach((origin, count) -> {
      Bounds how = bounds.getOrDefault(origin, new Bounds());
      if (how.least == how.most && !count.equals(cases.get(origin))) {
        problems.add(
            "switch at "
                + origin.site()
                + ": "
                + count
                + " case edges, "
                + cases.get(origin)
                + " labels");
      }
    });
    check(bounds, found);
  }

  private void loops(Reachability expected) {
    boolean cyclic =
        new KosarajuStrongConnectivityInspector<>(graph.graph())
            .stronglyConnectedSets().stream()
                .anyMatch(set ->
                    set.size() > 1
                        || graph
                            .graph()
                            .containsEdge(set.iterator().next(), set.iterator().next()));
    if (!expected.repeating.isEmpty() && !cyclic) {
      problems.add("no way back in the graph, " + expected.repeating.size() + " loops");
    }
    if (expected.repeating.isEmpty() && cyclic && !expected.jumpsByLabel && loopless()) {
      problems.add("a way back in the graph and no loop");
    }
  }

  /** Whether no loop of the tree is left to explain a way back. */
  private boolean loopless() {
    return graph.blocks().stream()
        .noneMatch(block -> block.terminator() instanceof Terminator.Branch);
  }

  /** What is called for an argument is called before the function that it is an argument of. */
  private void order(Stmt.Compound body) {
    IdentityHashMap<Origin, Integer> position = new IdentityHashMap<>();
    for (Block block : graph.blocks()) {
      position.clear();
      int at = 0;
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call) {
          position.put(call.origin(), at++);
        }
      }
      if (position.size() > 1) {
        statement(body, position);
      }
    }
  }

  private void statement(Stmt statement, IdentityHashMap<Origin, Integer> position) {
    TreeWalk.expressions(statement).forEach(expr -> evaluated(expr, position));
    TreeWalk.statements(statement).forEach(inner -> statement(inner, position));
  }

  /** The last call of an expression, in the order in which calls are listed; -1 without one. */
  private int evaluated(Expr expr, IdentityHashMap<Origin, Integer> position) {
    if (expr instanceof Expr.SizeofExpr || expr instanceof Expr.StatementExpr) {
      return -1;
    }
    int last = -1;
    boolean swaps = expr instanceof Expr.Assign;
    for (Expr part : TreeWalk.parts(expr)) {
      int here = evaluated(part, position);
      if (here >= 0 && here < last && !swaps) {
        problems.add("calls within one expression out of order at " + expr.origin().site());
      }
      last = Math.max(last, here);
    }
    if (expr instanceof Expr.Call call && position.containsKey(call.origin())) {
      int here = position.get(call.origin());
      if (here < last) {
        problems.add("an argument's call comes after the call at " + call.origin().site());
      }
      return here;
    }
    return last;
  }
}
