package dev.irpscope.app.viewmodel.present;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.Transition;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.present.Question.Kind;
import dev.irpscope.app.viewmodel.present.Question.Option;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes questions of steps. The right answer is what the path does; the wrong ones are what it
 * could have done instead: the other branches of the same decision, the other states of the rule,
 * the other calls that the rule speaks of.
 */
public final class Questions {
  private static final int MOST = 4;

  private Questions() {}

  /**
   * The question about a step; empty if there is nothing to predict.
   *
   * @param rule the violated rule, if it is known
   * @param graph of the step's function, if there is one
   */
  public static Optional<Question> about(
      Counterexample path, int index, Optional<Rule> rule, Optional<ControlFlowGraph> graph) {
    Step step = path.steps().get(index);
    if (index == path.violating()) {
      return end(path, step, rule);
    }
    if (step.isRuleEvent()) {
      return state(step, rule);
    }
    return step.kind() == Step.Kind.BRANCH ? graph.flatMap(g -> branch(step, g)) : Optional.empty();
  }

  private static Optional<Question> branch(Step step, ControlFlowGraph graph) {
    if (step.block().isEmpty() || step.edge().isEmpty()) {
      return Optional.empty();
    }
    Block block = graph.blocks().get(step.block().getAsInt());
    List<Option> options = new ArrayList<>();
    Optional<Option> right = Optional.empty();
    List<Edge> edges = graph.successors(block);
    for (Edge edge : edges) {
      Option option = option(edge, graph);
      boolean taken = edge.ordinal() == step.edge().getAsInt();
      if (taken) {
        right = Optional.of(option);
      }
      if (!options.contains(option)) {
        options.add(option);
      }
    }
    return question(Kind.BRANCH, step, options, right);
  }

  /** Where an edge leads, by the first line that is written there. */
  private static Option option(Edge edge, ControlFlowGraph graph) {
    String label = edge.label().isEmpty() ? "\u2192" : edge.label();
    Block at = graph.blocks().get(edge.to());
    Set<Block> seen = new LinkedHashSet<>();
    while (at.lines().isEmpty() && seen.add(at) && graph.successors(at).size() == 1) {
      at = graph.blocks().get(graph.successors(at).getFirst().to());
    }
    return at.lines().isEmpty()
        ? new Option("predict.leadsOut", label, "")
        : new Option("predict.leadsTo", label, at.lines().getFirst().text());
  }

  private static Optional<Question> state(Step step, Optional<Rule> rule) {
    Option right = new Option("predict.state", step.after().state(), "");
    List<Option> options = new ArrayList<>();
    options.add(right);
    add(options, new Option("predict.state", step.before().state(), ""));
    rule.map(Rule::states)
        .orElse(List.of())
        .forEach(s -> add(options, new Option("predict.state", s.name(), "")));
    add(options, new Option("predict.state", State.VIOLATION, ""));
    return question(Kind.STATE, step, options, Optional.of(right));
  }

  private static Optional<Question> end(Counterexample path, Step step, Optional<Rule> rule) {
    List<Option> options = new ArrayList<>();
    Option right =
        path.missing()
            .map(m -> new Option("predict.missing", m.call(), ""))
            .orElse(new Option("predict.broken", path.message(), ""));
    options.add(right);
    options.add(new Option("predict.kept", "", ""));
    String missing = path.missing().map(m -> name(m.call())).orElse("");
    rule.ifPresent(r -> otherCalls(r, missing).forEach(call -> add(options, call)));
    path.steps().stream()
        .filter(s -> s.kind() == Step.Kind.CALL || s.kind() == Step.Kind.RULE_EVENT)
        .filter(s -> !missing.isEmpty() && !s.text().contains(missing))
        .forEach(s -> {
          String name = name(called(s.text()));
          if (!name.isEmpty()) {
            add(options, new Option("predict.again", name, ""));
          }
        });
    return question(Kind.END, step, options, Optional.of(right));
  }

  private static List<Option> otherCalls(Rule rule, String missing) {
    List<Option> calls = new ArrayList<>();
    for (Transition transition : rule.transitions()) {
      transition
          .missing()
          .map(Transition.MissingCallPattern::function)
          .filter(f -> !f.equals(missing))
          .ifPresent(f -> add(calls, new Option("predict.missing", f + "(\u2026)", "")));
    }
    return calls;
  }

  private static void add(List<Option> options, Option option) {
    if (options.size() < MOST && !options.contains(option)) {
      options.add(option);
    }
  }

  /** The name before the parenthesis. */
  private static String name(String call) {
    int end = call.indexOf('(');
    return end < 0 ? call : call.substring(0, end).strip();
  }

  /** The call in {@code status = Call(a, b)}. */
  private static String called(String text) {
    int assigned = text.indexOf("= ");
    String call = assigned < 0 ? text : text.substring(assigned + 2);
    return call.matches("\\w+\\s*\\(.*") ? call : "";
  }

  private static Optional<Question> question(
      Kind kind, Step step, List<Option> options, Optional<Option> right) {
    if (right.isEmpty() || options.size() < 2) {
      return Optional.empty();
    }
    List<Option> kept = new ArrayList<>(options);
    while (kept.size() > MOST) {
      int last = kept.size() - 1;
      kept.remove(kept.get(last).equals(right.get()) ? last - 1 : last);
    }
    // By their texts, so that the place of an answer says nothing about it.
    kept.sort(Comparator.comparing(Option::first).thenComparing(Option::second));
    return Optional.of(new Question(kind, step, kept, kept.indexOf(right.get())));
  }
}
