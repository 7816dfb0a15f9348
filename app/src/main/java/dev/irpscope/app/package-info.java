/** Where the application starts. Everything it shows or prints is decided in the packages below. */
@NullMarked
package dev.irpscope.app;

import org.jspecify.annotations.NullMarked;
