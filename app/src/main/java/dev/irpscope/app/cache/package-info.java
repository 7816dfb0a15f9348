/**
 * The Java runtime's cache of loaded classes for the packaged folder: whether there is one that
 * fits, and making one beside other work. Knows nothing of what the application does.
 */
@NullMarked
package dev.irpscope.app.cache;

import org.jspecify.annotations.NullMarked;
