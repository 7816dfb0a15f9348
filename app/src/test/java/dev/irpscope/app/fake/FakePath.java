package dev.irpscope.app.fake;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.RuleSnapshot;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds the steps of a path; facts and rule state carry over from step to step. */
final class FakePath {
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Fact> facts = new LinkedHashMap<>();
  private final List<FactChange> changes = new ArrayList<>();
  private final String object;
  private String state;
  private String before;
  private Step.Lane lane = Step.Lane.DISPATCH;
  private int depth;
  private FunctionKey function = new FunctionKey("", "", 0);
  private SourceFile file = new SourceFile("", SourceFile.Place.FOLDER, "");
  private Optional<String> outcome = Optional.empty();
  private Optional<String> assumption = Optional.empty();
  private Step.Importance importance = Step.Importance.ESSENTIAL;
  private OptionalInt edge = OptionalInt.empty();

  FakePath(String initialState, String object) {
    this.state = initialState;
    this.before = initialState;
    this.object = object;
  }

  FakePath in(Step.Lane newLane, int newDepth, SourceFile newFile, String name) {
    lane = newLane;
    depth = newDepth;
    file = newFile;
    function = new FunctionKey(newFile.path(), name, 0);
    return this;
  }

  FakePath fact(Fact.Group group, String subject, String value, Fact.Certainty how, String why) {
    Fact fact = new Fact(subject, value, group, how, why);
    Optional<Fact> old = Optional.ofNullable(facts.put(subject, fact));
    changes.add(
        new FactChange(
            old.isPresent() ? FactChange.Kind.MODIFIED : FactChange.Kind.ADDED, fact, old));
    return this;
  }

  FakePath known(Fact.Group group, String subject, String value) {
    return fact(group, subject, value, Fact.Certainty.KNOWN, "");
  }

  FakePath gone(String subject) {
    Optional.ofNullable(facts.remove(subject))
        .ifPresent(f -> changes.add(new FactChange(FactChange.Kind.GONE, f, Optional.of(f))));
    return this;
  }

  FakePath rule(String newState) {
    state = newState;
    return this;
  }

  FakePath outcome(String text, int taken) {
    outcome = Optional.of(text);
    edge = OptionalInt.of(taken);
    return this;
  }

  FakePath assumed(String why) {
    assumption = Optional.of(why);
    return this;
  }

  FakePath importance(Step.Importance value) {
    importance = value;
    return this;
  }

  /** Ends the step; the snippet is looked for behind {@code anchor} in the current file. */
  FakePath step(Step.Kind kind, int block, String anchor, String snippet, String sentence) {
    return step(kind, block, Origin.plain(find(file, anchor, snippet)), snippet, sentence);
  }

  FakePath step(Step.Kind kind, int block, Origin origin, String text, String sentence) {
    steps.add(
        new Step(
            steps.size(),
            lane,
            depth,
            function,
            block < 0 ? OptionalInt.empty() : OptionalInt.of(block),
            edge,
            kind,
            origin,
            text.replaceAll("\\s+", " "),
            new RuleSnapshot(before, object),
            new RuleSnapshot(state, object),
            List.copyOf(facts.values()),
            List.copyOf(changes),
            importance,
            sentence,
            outcome,
            assumption));
    changes.clear();
    before = state;
    outcome = Optional.empty();
    assumption = Optional.empty();
    edge = OptionalInt.empty();
    importance = Step.Importance.ESSENTIAL;
    return this;
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  static Span find(SourceFile file, String anchor, String snippet) {
    int from = Math.max(0, file.text().indexOf(anchor));
    int at = file.text().indexOf(snippet, from);
    if (at < 0) {
      throw new IllegalArgumentException(snippet);
    }
    return new Span(file, at, at + snippet.length());
  }
}
