package dev.irpscope.app.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Names that may have been meant. */
public final class NearNames {
  private static final int SHOWN = 3;

  private record Candidate(String name, int distance) {}

  private NearNames() {}

  /** At most three, the nearest first; empty when none is near. */
  public static List<String> of(String wanted, Collection<String> names) {
    String typed = wanted.toLowerCase(Locale.ROOT);
    int limit = Math.max(2, typed.length() / 3);
    return names.stream()
        .distinct()
        .map(name -> new Candidate(name, distance(typed, name.toLowerCase(Locale.ROOT))))
        .filter(one -> one.distance() <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(SHOWN)
        .map(Candidate::name)
        .toList();
  }

  /** {@code " Did you mean A or B?"}, or nothing. */
  public static String question(String wanted, Collection<String> names) {
    List<String> near = of(wanted, names);
    return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
  }

  /**
   * Part of the other: nearly nothing is missing; else edits of one character (Levenshtein 1966).
   */
  private static int distance(String typed, String name) {
    if (typed.length() >= 4 && name.contains(typed)) {
      return 1;
    }
    int[] row = new int[name.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= typed.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int change = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[name.length()];
  }
}
