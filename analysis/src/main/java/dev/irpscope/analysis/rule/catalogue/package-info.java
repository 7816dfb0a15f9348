/** The rules there are: the built-in ones and those a user adds, and how to choose among them. */
@NullMarked
package dev.irpscope.analysis.rule.catalogue;

import org.jspecify.annotations.NullMarked;
