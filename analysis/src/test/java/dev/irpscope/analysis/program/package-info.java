@NullMarked
package dev.irpscope.analysis.program;

import org.jspecify.annotations.NullMarked;
