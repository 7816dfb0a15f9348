package dev.irpscope.analysis.trace;

import java.util.Optional;

/** How one fact differs from the step before. */
public record FactChange(Kind kind, Fact fact, Optional<Fact> previous) {
  /** Added, modified or gone; for {@link #GONE} {@code fact} is the one that went. */
  public enum Kind {
    ADDED,
    MODIFIED,
    GONE
  }
}
