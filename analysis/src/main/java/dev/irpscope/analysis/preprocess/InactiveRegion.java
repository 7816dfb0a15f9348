package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Span;

/**
 * Lines that a conditional leaves out.
 *
 * @param span from its first to its last token; directives of nested conditionals included
 * @param reason one phrase: which condition is not met
 */
public record InactiveRegion(Span span, String reason) {}
