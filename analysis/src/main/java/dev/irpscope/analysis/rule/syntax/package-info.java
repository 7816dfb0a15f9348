/**
 * Reads the rule language: text to tokens, families expanded, then a tree, then rules that have
 * been checked. Whatever is wrong with a file becomes a diagnostic with line and column; only this
 * package knows ANTLR's types.
 */
@NullMarked
package dev.irpscope.analysis.rule.syntax;

import org.jspecify.annotations.NullMarked;
