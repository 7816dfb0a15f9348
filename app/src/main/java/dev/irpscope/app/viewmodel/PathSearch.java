package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.trace.Fact;
import dev.irpscope.analysis.trace.FactChange;
import dev.irpscope.analysis.trace.Step;
import java.util.List;
import java.util.Locale;

/** Finds the steps of a path that have a text in them: in the source, the sentence or a change. */
public final class PathSearch {
  private PathSearch() {}

  /** Indices of the steps that match, ascending; none for a blank text. */
  public static List<Integer> find(List<Step> steps, String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return wanted.isEmpty()
        ? List.of()
        : steps.stream().filter(s -> matches(s, wanted)).map(Step::index).toList();
  }

  /** The match to go to from a step: the next one, round and round. */
  public static int next(List<Integer> matches, int now, int direction) {
    if (direction > 0) {
      return matches.stream().filter(i -> i > now).findFirst().orElse(matches.getFirst());
    }
    return matches.reversed().stream().filter(i -> i < now).findFirst().orElse(matches.getLast());
  }

  private static boolean matches(Step step, String wanted) {
    return has(step.text(), wanted)
        || has(step.sentence(), wanted)
        || has(step.function().name(), wanted)
        || (step.isRuleEvent() && has(step.after().state(), wanted))
        || step.outcome().filter(o -> has(o, wanted)).isPresent()
        || step.changes().stream().map(FactChange::fact).anyMatch(f -> matches(f, wanted));
  }

  private static boolean matches(Fact fact, String wanted) {
    return has(fact.subject(), wanted)
        || has(fact.value(), wanted)
        || has(fact.subject() + " = " + fact.value(), wanted);
  }

  private static boolean has(String text, String wanted) {
    return text.toLowerCase(Locale.ROOT).contains(wanted);
  }
}
