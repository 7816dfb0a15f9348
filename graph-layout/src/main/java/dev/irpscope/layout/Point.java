package dev.irpscope.layout;

/** A place in a drawing: x to the right, y downward, the drawing's top left corner at 0, 0. */
public record Point(double x, double y) {}
