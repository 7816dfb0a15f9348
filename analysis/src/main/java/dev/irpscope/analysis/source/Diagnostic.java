package dev.irpscope.analysis.source;

import java.util.List;
import java.util.Optional;

/**
 * Something to tell about the input.
 *
 * @param code stable, upper case with dashes, for example {@code HEADER-NOT-FOUND}
 * @param path the file it is about, as the user knows it; may name a file that was never read
 * @param span the place, when there is one
 * @param message one sentence in the user's words: what happened and what it means
 */
public record Diagnostic(
    String code,
    Severity severity,
    String path,
    Optional<Span> span,
    String message,
    List<Related> related) {
  /** The code of what is told of a program beside a driver: no rule is checked in it. */
  public static final String NOT_A_DRIVER = "NOT-A-DRIVER";

  /** How much it matters. */
  public enum Severity {
    NOTE,
    WARNING,
    ERROR
  }

  /** A second place that explains the first. */
  public record Related(Span span, String message) {}

  public Diagnostic {
    related = List.copyOf(related);
  }

  public static Diagnostic at(String code, Severity severity, Span span, String message) {
    return new Diagnostic(
        code, severity, span.file().path(), Optional.of(span), message, List.of());
  }

  public static Diagnostic of(String code, Severity severity, String path, String message) {
    return new Diagnostic(code, severity, path, Optional.empty(), message, List.of());
  }
}
