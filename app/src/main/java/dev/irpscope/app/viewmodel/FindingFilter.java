package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is typed into the filter: words that a row must have, in any order. {@code rule:}, {@code
 * file:}, {@code function:}, {@code verdict:}, {@code mark:} and {@code through:} in front of a
 * word say where it must stand; {@code through:} means any file or function on the path, {@code
 * mark:none} no mark.
 */
record FindingFilter(List<Word> words) {
  /** A word and where it must stand; empty for anywhere. */
  record Word(String place, String text) {}

  FindingFilter {
    words = List.copyOf(words);
  }

  static FindingFilter of(String typed) {
    List<Word> words = new ArrayList<>();
    for (String word : typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      int colon = word.indexOf(':');
      String place = colon > 0 ? word.substring(0, colon) : "";
      boolean known =
          List.of("rule", "file", "function", "verdict", "mark", "through").contains(place);
      if (!word.isEmpty()) {
        words.add(known ? new Word(place, word.substring(colon + 1)) : new Word("", word));
      }
    }
    return new FindingFilter(words);
  }

  boolean matches(Violation v, Optional<Mark> mark) {
    return words.stream().allMatch(w -> matches(w, v, mark));
  }

  private static boolean matches(Word word, Violation v, Optional<Mark> mark) {
    String file = v.site().file().path() + ":" + v.site().line();
    return switch (word.place()) {
      case "rule" -> has(v.rule(), word);
      case "file" -> has(file, word);
      case "function" -> has(v.function().name(), word);
      case "verdict" -> has("violated " + v.severity(), word);
      case "mark" ->
          word.text().equals("none")
              ? mark.isEmpty()
              : mark.filter(m -> has(m.kind().word(), word)).isPresent();
      case "through" -> v.shortest().steps().stream().anyMatch(s -> isThrough(s, word));
      default ->
          has(
              String.join(
                  " ",
                  v.rule(),
                  v.driver(),
                  v.function().name(),
                  file,
                  String.join(" ", v.entries()),
                  v.message(),
                  mark.map(m -> m.kind().word() + " " + m.note()).orElse("")),
              word);
    };
  }

  private static boolean isThrough(Step step, Word word) {
    return has(step.function().name(), word) || has(step.origin().site().file().path(), word);
  }

  /** Whether a rule without findings stays in the list. */
  boolean matchesVerdict(String rule, String driver, String verdict) {
    return words.stream()
        .allMatch(w ->
            switch (w.place()) {
              case "rule" -> has(rule, w);
              case "verdict" -> has(verdict, w);
              case "file", "function", "mark", "through" -> false;
              default -> has(rule + " " + driver, w);
            });
  }

  private static boolean has(String text, Word word) {
    return text.toLowerCase(Locale.ROOT).contains(word.text());
  }
}
