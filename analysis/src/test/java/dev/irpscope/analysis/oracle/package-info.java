/** What else can be known about C text, compared with what the analysis reads in it. */
@NullMarked
package dev.irpscope.analysis.oracle;

import org.jspecify.annotations.NullMarked;
