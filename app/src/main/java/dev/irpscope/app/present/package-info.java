/** The window while it is shown to a class: large code, few panes, questions. */
@NullMarked
package dev.irpscope.app.present;

import org.jspecify.annotations.NullMarked;
