package dev.irpscope.app.view;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.List;
import javafx.scene.control.Label;

/** What the selected step does, in a sentence below the source. */
final class Narration extends Label {
  private final SteppingModel model;

  Narration(SteppingModel model) {
    this.model = model;
    setId("narration");
    getStyleClass().add("narration");
    setWrapText(true);
    setMaxWidth(Double.MAX_VALUE);
    fontProperty().subscribe(_ -> keepTwoLines());
    insetsProperty().subscribe(_ -> keepTwoLines());
  }

  /** Most steps take one line or two: the source above does not move from one to the other. */
  private void keepTwoLines() {
    double lines = Math.ceil(TextSize.height("Ag\nAg", getFont()));
    setMinHeight(lines + getInsets().getTop() + getInsets().getBottom());
  }

  /** Tells of the step of a selection; without one it takes no room. */
  void tell(Selection selection) {
    boolean on = selection.step().isPresent();
    setVisible(on);
    setManaged(on);
    selection.step().ifPresent(step -> setText(text(selection, step)));
  }

  private String text(Selection selection, Step step) {
    if (step.index() > model.horizonProperty().get()) {
      return Messages.get("source.untold", step.index() + 1);
    }
    return Messages.get("source.narration", step.index() + 1, step.sentence())
        + violated(selection, step)
        + through(step)
        + step.assumption().map(a -> " " + Messages.get("source.assumption", a)).orElse("")
        + model
            .notes()
            .of(selection, step)
            .map(n -> "\n" + Messages.get("step.taught", n))
            .orElse("");
  }

  /** What is violated, at the step that does it: what the routine does need not tell. */
  private static String violated(Selection selection, Step step) {
    return selection
        .path()
        .filter(p -> p.violating() == step.index())
        .map(p -> p.missing().map(m -> m.note() + ".").orElse(p.message()))
        .map(violation -> " " + Messages.get("pill.violation", violation))
        .orElse("");
  }

  /** Through which macro calls the step came, the outermost first. */
  private static String through(Step step) {
    List<String> names = step.origin().chain().stream().map(Origin.Expansion::macro).toList();
    return names.isEmpty()
        ? ""
        : " " + Messages.get("source.through", String.join(" \u203a ", names));
  }
}
