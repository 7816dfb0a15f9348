/** The command line: what is printed to the standard streams, and the exit codes. */
@NullMarked
package dev.irpscope.app.cli;

import org.jspecify.annotations.NullMarked;
