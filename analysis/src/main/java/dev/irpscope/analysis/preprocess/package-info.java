/**
 * C preprocessing (C11 6.10): directives, macro expansion, conditionals and includes. Every token
 * that leaves this package knows its {@link dev.irpscope.analysis.source.Origin}.
 */
@NullMarked
package dev.irpscope.analysis.preprocess;

import org.jspecify.annotations.NullMarked;
