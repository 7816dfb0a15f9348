package dev.irpscope.app.window;

import dev.irpscope.app.graph.LanesPane;
import dev.irpscope.app.present.PresentView;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.present.PresentModel;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;

/** The presentation: a view in place of everything else, and its commands. */
final class PresentMode {
  /** What the window does for it. */
  interface Host {
    /** Puts everything but the presentation aside, full screen where there is one. */
    void show(PresentView view);

    /** Puts everything back. */
    void leave();

    /** Changes the size of the code. */
    boolean resizeCode(int change);
  }

  private final SteppingModel stepping;
  private final PresentModel model;
  private final Host host;
  private Optional<PresentView> view = Optional.empty();

  PresentMode(SteppingModel stepping, PresentModel model, Host host) {
    this.stepping = stepping;
    this.model = model;
    this.host = host;
  }

  void addTo(Commands commands, BooleanBinding stepped) {
    ReadOnlyBooleanProperty on = model.activeProperty();
    BooleanBinding asks =
        Bindings.createBooleanBinding(
            () -> model.askedProperty().get().filter(a -> !a.revealed()).isPresent(),
            model.askedProperty());
    commands.add("present", stepped, this::toggle, "Alt+Enter");
    commands.add("presentNext", on, model::next, "Page Down", "RIGHT");
    commands.add("presentPrevious", on, model::previous, "Page Up", "LEFT");
    commands.add("presentPlay", on, () -> flip(model.playingProperty()), "P");
    commands.add("presentBlank", on, () -> flip(model.blankProperty()), "B");
    commands.add("presentReveal", on, model::revealMore, "R", "SPACE");
    commands.add("predict", on, model::togglePredicting, "Q");
    commands.add("presentBeside", on, () -> view().switchBeside(), "G");
    for (int i = 0; i < 4; i++) {
      int option = i;
      commands.add("answer" + (i + 1), asks, () -> model.answer(option), "" + (i + 1));
    }
    commands.add("codeLarger", on, () -> host.resizeCode(4), "+");
    commands.add("codeSmaller", on, () -> host.resizeCode(-4), "-");
    commands.add("presentLeave", on, this::toggle, "Esc");
  }

  private static boolean flip(BooleanProperty property) {
    property.set(!property.get());
    return true;
  }

  private PresentView view() {
    PresentView shown =
        view.orElseGet(() ->
            new PresentView(
                stepping, model, new LanesPane(stepping), Messages.get("present.keys")));
    view = Optional.of(shown);
    return shown;
  }

  private boolean toggle() {
    if (!model.leave() && !model.start()) {
      return false;
    }
    if (model.activeProperty().get()) {
      host.show(view());
      view().focus().requestFocus();
    } else {
      view = Optional.empty();
      host.leave();
    }
    return true;
  }
}
