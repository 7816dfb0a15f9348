package dev.irpscope.analysis.program;

import dev.irpscope.analysis.cfg.FunctionKey;

/**
 * One function may call another.
 *
 * @param direct by name somewhere; otherwise only through a pointer that may hold it
 */
public record CallEdge(FunctionKey caller, FunctionKey callee, boolean direct) {}
