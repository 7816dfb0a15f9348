package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.trace.RuleSnapshot;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The automaton of the selected violation's rule, with the state at the selected step. */
public final class AutomatonModel {
  private final SteppingModel stepping;
  private final BackgroundWork work;
  private final Function<String, Optional<Rule>> rules;
  private final ReadOnlyObjectWrapper<AutomatonPicture> picture =
      new ReadOnlyObjectWrapper<>(this, "picture", new AutomatonPicture.Nothing());
  private final Map<String, Optional<AutomatonDrawing>> drawings = new HashMap<>();
  private final Set<String> pending = new HashSet<>();
  private Lettering lettering;

  /**
   * @param rules finds a rule by name; asked in the background
   */
  public AutomatonModel(
      SteppingModel stepping,
      BackgroundWork work,
      Function<String, Optional<Rule>> rules,
      Lettering lettering) {
    this.stepping = stepping;
    this.work = work;
    this.rules = rules;
    this.lettering = lettering;
    stepping.selectionProperty().subscribe(_ -> show());
    stepping.horizonProperty().addListener((_, _, _) -> show());
  }

  public ReadOnlyObjectProperty<AutomatonPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  public AutomatonPicture picture() {
    return picture.get();
  }

  /** Text is written in another size from now on. */
  public void setLettering(Lettering newLettering) {
    lettering = newLettering;
    drawings.clear();
    pending.clear();
    show();
  }

  private void show() {
    Selection now = stepping.selection();
    Optional<Step> step = now.step();
    if (step.isEmpty()) {
      picture.set(new AutomatonPicture.Nothing());
      return;
    }
    String rule = now.violation().map(Violation::rule).orElse("");
    Optional<AutomatonDrawing> drawing = drawings.get(rule);
    if (drawing == null) {
      picture.set(new AutomatonPicture.Reading(rule));
      prepare(rule);
    } else if (drawing.isEmpty()) {
      picture.set(new AutomatonPicture.Unknown(rule));
    } else {
      int known = Math.min(now.index(), stepping.horizonProperty().get());
      picture.set(drawn(drawing.get(), now.steps(), known));
    }
  }

  private void prepare(String rule) {
    if (!pending.add(rule)) {
      return;
    }
    Lettering used = lettering;
    work.run(
        () -> rules.apply(rule).map(r -> AutomatonDrawing.of(r, used)),
        drawing -> arrived(rule, used, drawing),
        _ -> arrived(rule, used, Optional.empty()));
  }

  @SuppressWarnings("ReferenceEquality") // another lettering is another object
  private void arrived(String rule, Lettering used, Optional<AutomatonDrawing> drawing) {
    if (used == lettering && pending.remove(rule)) {
      drawings.put(rule, drawing);
      show();
    }
  }

  /**
   * @param last the last step that may be known; negative before the first one
   */
  private static AutomatonPicture drawn(AutomatonDrawing drawing, List<Step> steps, int last) {
    if (last < 0) {
      RuleSnapshot begin = steps.getFirst().before();
      return new AutomatonPicture.Drawn(
          drawing, begin.state(), begin.object(), Optional.empty(), Optional.empty(), List.of());
    }
    Step step = steps.get(last);
    String state = step.after().state();
    int first = step.index();
    while (first > 0 && steps.get(first).before().state().equals(state)) {
      first--;
    }
    boolean cameHere = !steps.get(first).before().state().equals(state);
    Optional<TransitionEdge> fired = step.isRuleEvent() ? edge(drawing, step) : Optional.empty();
    List<TransitionEdge> earlier =
        steps.stream()
            .limit(step.index())
            .filter(Step::isRuleEvent)
            .flatMap(s -> edge(drawing, s).stream())
            .distinct()
            .toList();
    return new AutomatonPicture.Drawn(
        drawing,
        state,
        step.after().object(),
        cameHere ? Optional.of(first) : Optional.empty(),
        fired,
        earlier);
  }

  private static Optional<TransitionEdge> edge(AutomatonDrawing drawing, Step step) {
    return drawing.graph().edgeSet().stream().filter(e -> fires(step, e)).findFirst();
  }

  private static boolean fires(Step step, TransitionEdge edge) {
    return step.isRuleEvent()
        && step.before().state().equals(edge.from())
        && step.after().state().equals(edge.to());
  }

  /** The steps of the shown path that go along an edge. */
  public List<Step> stepsOf(TransitionEdge edge) {
    return stepping.selection().steps().stream().filter(s -> fires(s, edge)).toList();
  }

  /** Selects a step that goes along the edge; again, the next one. */
  public boolean select(TransitionEdge edge) {
    return selectNext(stepsOf(edge));
  }

  /** Selects a step that comes into the state; again, the next one. */
  public boolean select(StateNode state) {
    return selectNext(
        stepping.selection().steps().stream()
            .filter(s -> s.isRuleEvent() && s.after().state().equals(state.name()))
            .toList());
  }

  private boolean selectNext(List<Step> steps) {
    if (steps.isEmpty()) {
      return false;
    }
    int now = stepping.selection().index();
    Step target = steps.stream().filter(s -> s.index() > now).findFirst().orElse(steps.getFirst());
    return stepping.selectStep(target.index());
  }
}
