package dev.irpscope.analysis.rule;

/**
 * A value of the explored program as a rule sees it: opaque, comparable by {@code equals} (equal
 * means provably the same value on this path). What it means is asked of the {@link World}.
 */
public interface Ref {}
