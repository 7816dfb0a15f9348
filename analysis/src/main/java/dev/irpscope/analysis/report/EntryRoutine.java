package dev.irpscope.analysis.report;

import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Span;

/**
 * A function that the I/O manager or another component calls.
 *
 * @param role in words: {@code dispatch IRP_MJ_PNP}, {@code completion routine}
 * @param reason why it was taken for that, with the place
 */
public record EntryRoutine(
    String driver, FunctionKey function, String role, String reason, Span where) {}
