/** Tests of the written reports. */
@NullMarked
package dev.irpscope.analysis.report;

import org.jspecify.annotations.NullMarked;
