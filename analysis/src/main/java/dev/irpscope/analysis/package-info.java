/**
 * The analysis of driver source: {@code DriverAnalysis} opens a folder and answers with an {@link
 * dev.irpscope.analysis.AnalysedFolder}. Other modules enter nowhere else.
 */
@NullMarked
package dev.irpscope.analysis;

import org.jspecify.annotations.NullMarked;
