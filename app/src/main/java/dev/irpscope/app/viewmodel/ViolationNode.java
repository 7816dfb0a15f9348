package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.report.BaselineComparison;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;

/** A row of the violations pane. */
public sealed interface ViolationNode {
  /** Stable for equal results. */
  String id();

  /** The rows below it. */
  List<ViolationNode> children();

  /**
   * Findings that belong together.
   *
   * @param title a rule, function or driver; empty for the practice findings, which have one title
   * @param stopped whether a search behind it did not end, so that there may be more
   */
  record Group(String id, String title, Kind kind, boolean stopped, List<ViolationNode> children)
      implements ViolationNode {
    public Group {
      children = List.copyOf(children);
    }

    /** Number of findings below. */
    public int count() {
      return children.size();
    }

    /** What the group holds. */
    public enum Kind {
      FINDINGS,
      PRACTICE,
      /** Findings that were put aside. */
      SUPPRESSED,
      /** Rules without a violation. */
      VERDICTS
    }
  }

  /**
   * One violation.
   *
   * @param showsRule whether the group does not already name the rule
   * @param showsDriver whether there are several drivers to tell apart
   * @param mark what somebody thinks of it
   * @param earlier how it relates to an earlier report; empty without one
   * @param begins where its obligation begins, if another finding of the rule has the same place
   */
  record Finding(
      Violation violation,
      boolean showsRule,
      boolean showsDriver,
      Optional<Span> begins,
      Optional<Mark> mark,
      Optional<BaselineComparison.State> earlier)
      implements ViolationNode {
    @Override
    public String id() {
      return "violation-" + violation.id();
    }

    @Override
    public List<ViolationNode> children() {
      return List.of();
    }
  }

  /** The verdict on a rule that was not violated; its reasons are below it. */
  record RuleVerdict(RuleResult result, boolean showsDriver, List<ViolationNode> children)
      implements ViolationNode {
    public RuleVerdict {
      children = List.copyOf(children);
    }

    @Override
    public String id() {
      return "verdict-" + result.driver() + "-" + result.rule();
    }
  }

  /** A sentence: why a verdict is what it is, or what limits it. */
  record Reason(String id, String text) implements ViolationNode {
    @Override
    public List<ViolationNode> children() {
      return List.of();
    }
  }
}
