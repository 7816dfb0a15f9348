package dev.irpscope.analysis.ast;

/** Number of a node within its external declaration: dense, in pre-order, from 0. */
public record NodeId(int index) {}
