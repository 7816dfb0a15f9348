package dev.irpscope.analysis.rule;

/** Class of a rule, or of one transition that reports. */
public enum Severity {
  /** Incorrect whatever the design. */
  DEFECT,
  /** A recommendation that well-known correct idioms break. */
  PRACTICE,
  /** Shown like practice, only when asked for; never part of a verdict. */
  HINT
}
