package dev.irpscope.analysis.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a token or node was written, and through which macro expansions it got where it is.
 *
 * @param written the characters themselves: in the user's file, or in the macro's definition when
 *     {@code part} is {@link Part#BODY}
 * @param expansion the innermost expansion that produced it; empty for text outside any macro
 */
public record Origin(Span written, Optional<Expansion> expansion, Part part) {
  /** Which part of an expansion a token comes from. */
  public enum Part {
    /** Not from an expansion. */
    PLAIN,
    /** From the macro's replacement list. */
    BODY,
    /** From an argument of the invocation. */
    ARGUMENT
  }

  /**
   * One macro expansion.
   *
   * @param definition the macro's name in its definition; empty for a macro defined by an option or
   *     built in
   * @param invocation the whole invocation, name to closing parenthesis; itself possibly inside
   *     another expansion
   */
  public record Expansion(String macro, Optional<Span> definition, Origin invocation) {}

  public static Origin plain(Span written) {
    return new Origin(written, Optional.empty(), Part.PLAIN);
  }

  /** What the user wrote and would point at: the outermost invocation, or the text itself. */
  public Span site() {
    Origin at = this;
    while (at.expansion.isPresent()) {
      at = at.expansion.get().invocation();
    }
    return at.written;
  }

  /** The expansions from the outermost to the innermost; empty for plain text. */
  public List<Expansion> chain() {
    List<Expansion> chain = new ArrayList<>();
    Optional<Expansion> at = expansion;
    while (at.isPresent()) {
      chain.addFirst(at.get());
      at = at.get().invocation().expansion();
    }
    return List.copyOf(chain);
  }

  /** An origin that covers both: joined text where both were written alike, else joined sites. */
  @SuppressWarnings("ReferenceEquality") // two expansions of one macro with equal text stay two
  public Origin join(Origin other) {
    if (expansion.equals(Optional.empty()) && other.expansion.isEmpty()) {
      return plain(written.join(other.written));
    }
    if (expansion.isPresent()
        && other.expansion.isPresent()
        && expansion.get() == other.expansion.get()
        && written.file() == other.written.file()
        && part == other.part) {
      return new Origin(written.join(other.written), expansion, part);
    }
    Span here = site();
    Span there = other.site();
    return here.equals(there) ? this : plain(here.join(there));
  }
}
