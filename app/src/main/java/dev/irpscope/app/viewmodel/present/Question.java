package dev.irpscope.app.viewmodel.present;

import dev.irpscope.analysis.trace.Step;
import java.util.List;

/**
 * Something to predict about a step before it is shown.
 *
 * @param options two to four, in an order that says nothing about which is right
 * @param right index of the right one
 */
public record Question(Kind kind, Step step, List<Option> options, int right) {
  /** What is asked. */
  public enum Kind {
    /** Which way a branch goes. */
    BRANCH,
    /** In which state the rule is afterwards. */
    STATE,
    /** What happens at a call that can end in several ways. */
    OUTCOME,
    /** Whether the rule is kept at the end, and if not, what is missing. */
    END
  }

  /**
   * An answer.
   *
   * @param key of its text; {@code first} and {@code second} are what stands in it
   */
  public record Option(String key, String first, String second) {}

  public Question {
    options = List.copyOf(options);
    if (options.size() < 2 || right < 0 || right >= options.size()) {
      throw new IllegalArgumentException("options " + options + ", right " + right);
    }
  }
}
