package dev.irpscope.analysis.rule;

/**
 * A variable of a rule.
 *
 * @param shared one for the whole path; otherwise one per tracked object
 */
public record Variable(String name, Type type, boolean shared) {
  /** What it holds. */
  public enum Type {
    FLAG,
    COUNTER,
    /** A set of values of the program. */
    SET,
    /** One value of the program. */
    VALUE,
    /** A piece of a message. */
    TEXT
  }
}
