/**
 * Rules as data: a rule is an automaton over what happens to the objects it tracks. This package
 * holds the model, the catalogue of built-in rules and the monitor that runs an automaton; it does
 * not know how a driver is explored. {@code rule.syntax} reads the rule language.
 */
@NullMarked
package dev.irpscope.analysis.rule;

import org.jspecify.annotations.NullMarked;
