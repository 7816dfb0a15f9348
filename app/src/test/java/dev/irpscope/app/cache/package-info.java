@NullMarked
package dev.irpscope.app.cache;

import org.jspecify.annotations.NullMarked;
