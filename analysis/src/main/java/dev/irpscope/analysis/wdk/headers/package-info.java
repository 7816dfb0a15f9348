/**
 * The built-in WDK: types, macros and prototypes that drivers use, written as C headers which are
 * resources beside this package.
 */
@NullMarked
package dev.irpscope.analysis.wdk.headers;

import org.jspecify.annotations.NullMarked;
