package dev.irpscope.analysis.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Mutants of which it is known that their outcome is not as their making promises. A line of the
 * list is {@code missed: TITLE - reason} for a weakness of the engine, or {@code harmless: TITLE -
 * reason} where the text around the change makes it break nothing, or something else.
 */
final class KnownMutants {
  private static final Path LIST = Path.of("src/test/resources/mutation/known.txt");

  private final Map<String, String> reasons = new LinkedHashMap<>();

  static KnownMutants read() {
    try {
      return new KnownMutants(Files.readAllLines(LIST));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  KnownMutants(List<String> lines) {
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(": ");
        int dash = line.lastIndexOf(" - ");
        boolean labelled = line.startsWith("missed: ") || line.startsWith("harmless: ");
        if (!labelled || dash < colon + 2 || dash + 3 >= line.length()) {
          throw new IllegalArgumentException("not 'missed: TITLE - reason': " + line);
        }
        reasons.put(line.substring(colon + 2, dash), line.substring(0, colon));
      }
    }
  }

  boolean isKnown(Mutant mutant) {
    return reasons.containsKey(mutant.title());
  }

  boolean isHarmless(Mutant mutant) {
    return "harmless".equals(reasons.get(mutant.title()));
  }

  /** What is wrong that is not on the list, and what is on the list and right by now. */
  List<String> differences(List<MutationRun.Outcome> outcomes) {
    List<String> all = new ArrayList<>();
    for (MutationRun.Outcome one : outcomes) {
      if (one.isRight() && isKnown(one.mutant())) {
        all.add("FIXED   " + one.mutant().title() + ": take it off " + LIST);
      } else if (!one.isRight() && !isKnown(one.mutant())) {
        all.add(MutationReport.line(one));
      }
    }
    return all;
  }
}
