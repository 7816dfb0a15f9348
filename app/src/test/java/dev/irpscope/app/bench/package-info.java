/**
 * Measures what the window takes; run by hand with docs/benchmarks/window.sh, no part of the tests.
 */
@NullMarked
package dev.irpscope.app.bench;

import org.jspecify.annotations.NullMarked;
