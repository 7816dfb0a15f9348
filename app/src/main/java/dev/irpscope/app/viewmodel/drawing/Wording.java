package dev.irpscope.app.viewmodel.drawing;

/** The words that drawings add to source text and rule files. */
public interface Wording {
  String entry();

  String exit();

  String hiddenLines(int count);

  /** Blocks that are put together, and the first and last of their lines. */
  String group(int blocks, int from, int to);

  /** The rule moved at a line. */
  String ruleEvent(int line, String from, String to);

  /** The same where it reports. */
  String violation(int line, String from, String to);

  /** A branch of the path that is not taken: its label and where it leads. */
  String leadsTo(String label, int line);

  /** The same for a branch that leaves the function. */
  String leadsOut(String label);

  /** A branch that is taken: the condition and its value. */
  String decision(String condition, String value);

  /** Below a missing call: the line that it would stand before. */
  String wouldStandBefore(int line);

  /** A completion routine that was set and does not run on the path. */
  String neverRuns(String routine);
}
