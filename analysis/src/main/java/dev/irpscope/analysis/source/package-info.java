/**
 * Where text comes from: files, line and column arithmetic, spans, the macro expansions a token
 * went through, and diagnostics. Knows nothing of C beyond "a file of characters".
 */
@NullMarked
package dev.irpscope.analysis.source;

import org.jspecify.annotations.NullMarked;
