/**
 * One driver whole: its functions by scope, the call graph with the targets of function pointers,
 * global variables, and the routines through which the system enters it, each with its role and the
 * reason for it. Which registration gives which role is data: {@link
 * dev.irpscope.analysis.program.RoleTable}.
 */
@NullMarked
package dev.irpscope.analysis.program;

import org.jspecify.annotations.NullMarked;
