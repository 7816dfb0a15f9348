package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import java.util.List;
import java.util.Optional;

/**
 * What every pane shows, in one value, so that no pane ever sees half of a change.
 *
 * @param folder the analysed folder; empty while its analysis still runs, even if a violation that
 *     has already been found is selected
 * @param violation the selected finding
 * @param path the path of it that is shown; present exactly when {@code violation} is
 * @param pathNumber which of the violation's paths it is, 0 for the shortest
 * @param index index of the selected step, -1 when there is no path
 */
public record Selection(
    Optional<AnalysedFolder> folder,
    Optional<Violation> violation,
    Optional<Counterexample> path,
    int pathNumber,
    int index) {
  /** Nothing opened, nothing selected. */
  public static final Selection NONE =
      new Selection(Optional.empty(), Optional.empty(), Optional.empty(), 0, -1);

  public Selection {
    if (violation.isPresent() != path.isPresent()) {
      throw new IllegalArgumentException("a path belongs to a violation");
    }
    int count = path.map(p -> p.steps().size()).orElse(0);
    if (index >= count || index < (count == 0 ? -1 : 0)) {
      throw new IllegalArgumentException("step " + index + " of " + count);
    }
  }

  /** The steps of the shown path; empty without one. */
  public List<Step> steps() {
    return path.map(Counterexample::steps).orElse(List.of());
  }

  /** The selected step. */
  public Optional<Step> step() {
    return path.map(p -> p.steps().get(index));
  }

  /** The graph of the function that the selected step is in, once the analysis has ended. */
  public Optional<ControlFlowGraph> graph() {
    return folder.flatMap(f -> step().flatMap(s -> f.graph(s.function())));
  }

  /** Whether both show the same path, so that a pane only has to move its highlight. */
  public boolean samePath(Selection other) {
    return path.equals(other.path) && violation.equals(other.violation);
  }

  Selection at(int step) {
    return new Selection(folder, violation, path, pathNumber, step);
  }

  /** Whether a folder is open in which nothing breaks a rule. */
  public boolean isClean() {
    return folder().filter(f -> f.report().violations().isEmpty()).isPresent();
  }
}
