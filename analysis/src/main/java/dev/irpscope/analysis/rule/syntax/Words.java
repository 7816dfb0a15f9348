package dev.irpscope.analysis.rule.syntax;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Wording of messages about words that are not known. */
final class Words {
  private Words() {}

  /** {@code "There is no state 'Amred'. Did you mean 'Armed'?"}, or the list if it is short. */
  static String unknown(String what, String word, Collection<String> known) {
    String sentence = "There is no " + what + " '" + word + "'.";
    Optional<String> near = nearest(word, known);
    if (near.isPresent()) {
      return sentence + " Did you mean '" + near.get() + "'?";
    }
    if (!known.isEmpty() && known.size() <= 25) {
      return sentence + " Known: " + String.join(", ", known) + ".";
    }
    return sentence;
  }

  /** The known word that is at most two changes away and closest; the first of equals. */
  private static Optional<String> nearest(String word, Collection<String> known) {
    int limit = word.length() <= 4 ? 1 : 2;
    Optional<String> best = Optional.empty();
    int bestDistance = limit + 1;
    for (String candidate : known) {
      int distance = distance(word, candidate);
      if (distance < bestDistance) {
        best = Optional.of(candidate);
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Edit distance (Levenshtein 1966). */
  private static int distance(String from, String to) {
    if (Math.abs(from.length() - to.length()) > 2 || from.length() > 80) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int next = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + change);
        diagonal = row[j];
        row[j] = next;
      }
    }
    return row[to.length()];
  }

  /** {@code "a, b and c"}. */
  static String list(List<String> words) {
    return words.size() <= 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
  }
}
