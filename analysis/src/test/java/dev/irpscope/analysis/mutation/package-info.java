/**
 * Changes the annotated drivers one thing at a time and asks whether the verdicts follow: a change
 * that breaks a rule by its making has to be found, one that keeps the meaning has to change
 * nothing.
 */
@NullMarked
package dev.irpscope.analysis.mutation;

import org.jspecify.annotations.NullMarked;
