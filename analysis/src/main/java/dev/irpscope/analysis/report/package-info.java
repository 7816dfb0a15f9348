/**
 * What an analysis found, as immutable values, and how it is written: text, SARIF, JSON, HTML,
 * Markdown.
 */
@NullMarked
package dev.irpscope.analysis.report;

import org.jspecify.annotations.NullMarked;
