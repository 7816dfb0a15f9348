/** The sample drivers that come with the application, and what each of them teaches. */
@NullMarked
package dev.irpscope.app.samples;

import org.jspecify.annotations.NullMarked;
