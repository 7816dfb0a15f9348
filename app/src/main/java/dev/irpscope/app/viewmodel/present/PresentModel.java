package dev.irpscope.app.viewmodel.present;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * A class looks at a path. What has not been shown yet is hidden: the verdict until it is asked
 * for, and when predicting, everything behind the step that a question is about.
 */
public final class PresentModel {
  private final SteppingModel stepping;
  private final Function<String, Optional<Rule>> rules;
  private final ReadOnlyBooleanWrapper active = new ReadOnlyBooleanWrapper(this, "active");
  private final ReadOnlyBooleanWrapper predicting = new ReadOnlyBooleanWrapper(this, "predicting");
  private final ReadOnlyBooleanWrapper verdictShown =
      new ReadOnlyBooleanWrapper(this, "verdictShown");
  private final BooleanProperty blank = new SimpleBooleanProperty(this, "blank");
  private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
  private final ReadOnlyObjectWrapper<Optional<Asked>> asked =
      new ReadOnlyObjectWrapper<>(this, "asked", Optional.empty());
  private final ReadOnlyObjectWrapper<Tally> tally =
      new ReadOnlyObjectWrapper<>(this, "tally", new Tally(0, 0));
  private final Set<Integer> answered = new HashSet<>();
  private Selection last = Selection.NONE;

  /**
   * A question on the screen.
   *
   * @param chosen the answer that was picked; empty if none was
   */
  public record Asked(Question question, Optional<Integer> chosen, boolean revealed) {
    /** Whether the pick was right; false as long as nothing is revealed. */
    public boolean isRight() {
      return revealed && chosen.equals(Optional.of(question.right()));
    }
  }

  /** How many predictions were made and how many came true. */
  public record Tally(int asked, int right) {}

  /**
   * @param rules finds a rule by name
   */
  public PresentModel(SteppingModel stepping, Function<String, Optional<Rule>> rules) {
    this.stepping = stepping;
    this.rules = rules;
    stepping.selectionProperty().addListener((_, _, next) -> moved(next));
  }

  public ReadOnlyBooleanProperty activeProperty() {
    return active.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty predictingProperty() {
    return predicting.getReadOnlyProperty();
  }

  /** Whether the title says what is wrong. */
  public ReadOnlyBooleanProperty verdictShownProperty() {
    return verdictShown.getReadOnlyProperty();
  }

  /** Whether the screen is dark, so that the class looks at the speaker. */
  public BooleanProperty blankProperty() {
    return blank;
  }

  public BooleanProperty playingProperty() {
    return playing;
  }

  public ReadOnlyObjectProperty<Optional<Asked>> askedProperty() {
    return asked.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Tally> tallyProperty() {
    return tally.getReadOnlyProperty();
  }

  /** Begins, at the selected step. */
  public boolean start() {
    if (active.get() || stepping.selection().path().isEmpty()) {
      return false;
    }
    active.set(true);
    showVerdict(false);
    return true;
  }

  /** Ends; nothing is hidden any more. */
  public boolean leave() {
    if (!active.get()) {
      return false;
    }
    playing.set(false);
    blank.set(false);
    setPredicting(false);
    stepping.horizonProperty().set(Integer.MAX_VALUE);
    active.set(false);
    return true;
  }

  /** As long as the verdict is hidden, so is what the step that breaks the rule gives away. */
  private void showVerdict(boolean on) {
    verdictShown.set(on);
    if (on) {
      stepping.horizonProperty().set(Integer.MAX_VALUE);
    } else if (!predicting.get()) {
      stepping
          .horizonProperty()
          .set(stepping.selection().path().map(p -> p.violating() - 1).orElse(Integer.MAX_VALUE));
    }
  }

  /** Begins to ask, from the first step on, or stops asking. */
  public boolean togglePredicting() {
    setPredicting(!predicting.get());
    return true;
  }

  private void setPredicting(boolean on) {
    predicting.set(on);
    answered.clear();
    asked.set(Optional.empty());
    tally.set(new Tally(0, 0));
    if (on) {
      verdictShown.set(false);
      stepping.horizonProperty().set(0);
      stepping.first();
      ask();
    } else {
      showVerdict(verdictShown.get());
    }
  }

  /** To the next step; while a question is open, its answer. */
  public boolean next() {
    return reveal() || stepping.next();
  }

  public boolean previous() {
    return stepping.previous();
  }

  /** Picks an answer, 0 for the first; can be changed until it is revealed. */
  public boolean answer(int option) {
    Optional<Asked> open = asked.get().filter(a -> !a.revealed());
    if (open.isEmpty() || option < 0 || option >= open.get().question().options().size()) {
      return false;
    }
    asked.set(Optional.of(new Asked(open.get().question(), Optional.of(option), false)));
    return true;
  }

  /** Reveals the answer of the open question. */
  public boolean reveal() {
    Optional<Asked> open = asked.get().filter(a -> !a.revealed());
    if (open.isEmpty()) {
      return false;
    }
    Asked now = new Asked(open.get().question(), open.get().chosen(), true);
    int step = now.question().step().index();
    answered.add(step);
    if (now.chosen().isPresent()) {
      Tally before = tally.get();
      tally.set(new Tally(before.asked() + 1, before.right() + (now.isRight() ? 1 : 0)));
    }
    asked.set(Optional.of(now));
    int seen = stepping.horizonProperty().get();
    if (now.question().kind() == Question.Kind.END) {
      showVerdict(true);
    } else {
      stepping.horizonProperty().set(Math.max(seen, step));
    }
    return true;
  }

  /** Reveals the answer, or else the verdict, or hides the verdict again. */
  public boolean revealMore() {
    if (!active.get()) {
      return false;
    }
    if (!reveal()) {
      showVerdict(!verdictShown.get());
    }
    return true;
  }

  private void moved(Selection next) {
    boolean samePath = next.samePath(last);
    last = next;
    if (!active.get()) {
      return;
    }
    if (!samePath) {
      showVerdict(false);
      if (next.path().isEmpty()) {
        leave();
      } else if (predicting.get()) {
        setPredicting(true);
      }
    } else if (predicting.get()) {
      ask();
    }
  }

  private void ask() {
    Selection now = stepping.selection();
    Optional<Counterexample> path = now.path();
    int at = now.index();
    int seen = stepping.horizonProperty().get();
    Optional<Question> question =
        path.isEmpty() || answered.contains(at)
            ? Optional.empty()
            : Questions.about(
                path.get(), at, now.violation().flatMap(v -> rules.apply(v.rule())), now.graph());
    if (seen != Integer.MAX_VALUE) {
      stepping.horizonProperty().set(Math.max(seen, question.isPresent() ? at - 1 : at));
    }
    asked.set(question.map(q -> new Asked(q, Optional.empty(), false)));
  }
}
