package dev.irpscope.analysis.rule;

/** What a transition does to the rule's variables, in the order written. */
public sealed interface Action {
  record SetFlag(String variable, boolean value) implements Action {}

  record SetCounter(String variable, long value) implements Action {}

  record Count(String variable, long delta) implements Action {}

  /** Remembers a value; forgets the old one if the operand has no value. */
  record Remember(String variable, Operand value) implements Action {}

  /** Renders a template now and keeps the text for later messages. */
  record Say(String variable, Template text) implements Action {}

  record Add(String set, Operand value) implements Action {}

  record Remove(String set, Operand value) implements Action {}

  record CopySet(String set, String from) implements Action {}

  /** Back to unset, zero, false, empty. */
  record Clear(String variable) implements Action {}

  /** Drops the suspicions of this instance. */
  record Discard() implements Action {}
}
