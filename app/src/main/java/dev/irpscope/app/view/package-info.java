/**
 * The parts of the window: frames, panes, commands, theme. Thin over the view models; the only
 * texts are those of {@code messages.properties}, the only colours those of {@code theme.css}.
 */
@NullMarked
package dev.irpscope.app.view;

import org.jspecify.annotations.NullMarked;
