/** Presentation mode and its questions, without nodes. */
@NullMarked
package dev.irpscope.app.viewmodel.present;

import org.jspecify.annotations.NullMarked;
