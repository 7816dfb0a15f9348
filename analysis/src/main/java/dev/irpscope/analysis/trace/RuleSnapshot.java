package dev.irpscope.analysis.trace;

/**
 * The rule automaton at one moment.
 *
 * @param state name of a state in the rule file
 * @param object the object it is about, as the source names it; empty before there is one
 */
public record RuleSnapshot(String state, String object) {}
