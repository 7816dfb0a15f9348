/** The list of what the window can do, made from the tests that show it. */
@NullMarked
package dev.irpscope.app.features;

import org.jspecify.annotations.NullMarked;
