package dev.irpscope.app.viewmodel;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What somebody thinks of a finding.
 *
 * @param note why, in one line; may be empty but for a suppression
 */
public record Mark(Kind kind, String note) {
  /** Judgements. */
  public enum Kind {
    REAL,
    FALSE_ALARM,
    LATER,
    /** Put aside: not listed among the findings any more. */
    SUPPRESSED;

    /** As it stands in a file of marks and in a filter. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(k -> k.word().equals(word)).findFirst();
    }
  }

  public Mark {
    note = note.replaceAll("\\s+", " ").strip();
  }
}
