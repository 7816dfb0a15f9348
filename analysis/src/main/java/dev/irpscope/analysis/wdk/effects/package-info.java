/**
 * What each DDI does to the state of a path, as data: which IRP it sends, registers on, completes
 * or hands over, which event it touches, how it can end. The engine gives the words their meaning.
 */
@NullMarked
package dev.irpscope.analysis.wdk.effects;

import org.jspecify.annotations.NullMarked;
