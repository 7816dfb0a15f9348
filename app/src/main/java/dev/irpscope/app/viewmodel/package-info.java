/**
 * What the window shows and what can be done with it, as properties and commands. Plain Java with
 * {@code javafx.beans} and {@code javafx.collections}; no nodes, so that everything here is tested
 * without a screen.
 */
@NullMarked
package dev.irpscope.app.viewmodel;

import org.jspecify.annotations.NullMarked;
