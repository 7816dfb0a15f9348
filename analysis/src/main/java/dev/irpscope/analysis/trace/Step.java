package dev.irpscope.analysis.trace;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One step of a path.
 *
 * @param index 0-based position in the shown order; shown to people as index + 1
 * @param depth calls below the entry routine, 0 in the entry routine itself. In the completion
 *     lane: below the completion routine
 * @param block index of the block in the function's control-flow graph; empty for steps in the I/O
 *     manager or lower driver
 * @param edge ordinal of the edge taken out of {@code block} when this step decides it
 * @param origin what it is about, with the macro expansions it came through
 * @param text the step's source, white space folded, at most one line
 * @param before the rule's state before the step, {@code after} after it; equal when the step is no
 *     rule event
 * @param facts everything known after the step, in a stable order
 * @param sentence what happens, as a plain sentence
 * @param outcome for a branch: the value of the condition and what it means ({@code "true"}, {@code
 *     "case IRP_MN_START_DEVICE"}); for a forking call: the outcome chosen; for a return: the
 *     value, unless the text says it
 * @param assumption why this step is an assumption and not followed code; empty when it was
 *     followed
 */
public record Step(
    int index,
    Lane lane,
    int depth,
    FunctionKey function,
    OptionalInt block,
    OptionalInt edge,
    Kind kind,
    Origin origin,
    String text,
    RuleSnapshot before,
    RuleSnapshot after,
    List<Fact> facts,
    List<FactChange> changes,
    Importance importance,
    String sentence,
    Optional<String> outcome,
    Optional<String> assumption) {
  public Step {
    facts = List.copyOf(facts);
    changes = List.copyOf(changes);
  }

  /** Whether the rule moved or reported at this step. */
  public boolean isRuleEvent() {
    return !before.equals(after);
  }

  /** 1-based line of the step in the function's own file. */
  public int line() {
    return origin.site().line();
  }

  /** In which context a step runs. */
  public enum Lane {
    /** The entry routine and what it calls. */
    DISPATCH,
    /** A completion routine run for a send, and what it calls. */
    COMPLETION
  }

  /** What a step is. */
  public enum Kind {
    ENTRY,
    STATEMENT,
    BRANCH,
    CALL,
    RETURN,
    RULE_EVENT,
    LOWER_DRIVER,
    VIOLATION
  }

  /** How much a step matters to the verdict. */
  public enum Importance {
    /** Fires a rule event, or decides a branch that the verdict depends on. */
    ESSENTIAL,
    /** Sets a value that an essential step uses, or enters or leaves a function that has one. */
    IMPORTANT,
    /** No effect on this rule. */
    OTHER
  }
}
