/** What the window remembers between two starts, and where that is kept on each platform. */
@NullMarked
package dev.irpscope.app.settings;

import org.jspecify.annotations.NullMarked;
