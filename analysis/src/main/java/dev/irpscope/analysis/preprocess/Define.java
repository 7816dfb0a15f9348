package dev.irpscope.analysis.preprocess;

/**
 * A macro given by an option.
 *
 * @param name the macro's name, with its parameter list if it has one
 * @param value its replacement; may be empty
 */
public record Define(String name, String value) {
  /** Reads {@code NAME} (which is 1), {@code NAME=} or {@code NAME=VALUE}. */
  public static Define parse(String option) {
    int equals = option.indexOf('=');
    return equals < 0
        ? new Define(option.strip(), "1")
        : new Define(option.substring(0, equals).strip(), option.substring(equals + 1).strip());
  }
}
