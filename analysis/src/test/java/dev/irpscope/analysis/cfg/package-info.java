@NullMarked
package dev.irpscope.analysis.cfg;

import org.jspecify.annotations.NullMarked;
