package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import java.util.List;
import java.util.Optional;

/** Finds what was selected in a later analysis of the same folder, where lines may have moved. */
final class Reselection {
  private Reselection() {}

  /** The same violation, path and step; nothing of them if the violation is not there any more. */
  static Selection of(Selection before, AnalysedFolder folder) {
    Optional<Violation> same =
        before.violation().flatMap(v -> same(v, folder.report().violations()));
    if (same.isEmpty()) {
      return new Selection(Optional.of(folder), Optional.empty(), Optional.empty(), 0, -1);
    }
    List<Counterexample> paths = folder.paths(same.get());
    int number = before.pathNumber() < paths.size() ? before.pathNumber() : 0;
    Counterexample path = number == 0 ? same.get().shortest() : paths.get(number);
    int step = sameStep(before, path);
    return new Selection(Optional.of(folder), same, Optional.of(path), number, step);
  }

  private static Optional<Violation> same(Violation old, List<Violation> all) {
    List<Violation> alike =
        all.stream().filter(v -> v.fingerprint().equals(old.fingerprint())).toList();
    return alike.stream()
        .filter(v -> v.id().equals(old.id()))
        .findFirst()
        .or(() -> alike.stream().findFirst());
  }

  /** The step of a new path that is what the selected one was: the same text for the same time. */
  private static int sameStep(Selection before, Counterexample path) {
    List<Step> old = before.steps();
    Step wanted = old.get(before.index());
    long nth = old.subList(0, before.index()).stream().filter(s -> isSame(s, wanted)).count();
    for (Step step : path.steps()) {
      if (isSame(step, wanted) && nth-- == 0) {
        return step.index();
      }
    }
    return path.violating();
  }

  private static boolean isSame(Step step, Step wanted) {
    return step.kind() == wanted.kind()
        && step.lane() == wanted.lane()
        && step.function().name().equals(wanted.function().name())
        && step.text().equals(wanted.text());
  }
}
