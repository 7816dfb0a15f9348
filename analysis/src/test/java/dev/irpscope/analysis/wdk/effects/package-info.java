/** Checks the table of DDIs against the built-in headers. */
@NullMarked
package dev.irpscope.analysis.wdk.effects;

import org.jspecify.annotations.NullMarked;
