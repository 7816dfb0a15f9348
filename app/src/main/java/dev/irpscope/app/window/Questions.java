package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import javafx.scene.Scene;
import javafx.scene.control.TextInputDialog;

/** Asks the user for a line of text. */
final class Questions {
  private final Supplier<Scene> scene;

  /**
   * @param scene of the window that asks
   */
  Questions(Supplier<Scene> scene) {
    this.scene = scene;
  }

  /** A note; empty if the user gave up. */
  Optional<String> note(Optional<String> now) {
    return ask("command.note", Messages.get("note.header"), now.orElse(""));
  }

  /** Why a finding is put aside; empty if the user gave up. */
  Optional<String> reason(Optional<String> now) {
    return ask("command.suppress", Messages.get("suppress.header"), now.orElse(""));
  }

  /** A note on a step; empty if the user gave up. */
  Optional<String> stepNote(Optional<String> now) {
    return ask("command.stepNote", Messages.get("stepNote.header"), now.orElse(""));
  }

  /** A command line for an editor; empty if the user gave up. */
  Optional<String> editor(String now) {
    return ask("command.setEditor", Messages.get("editor.header"), now).filter(t -> !t.isBlank());
  }

  /** A 1-based number of a step; empty if it is none. */
  OptionalInt step(int last) {
    return ask("command.goToStep", Messages.get("goToStep.header", last), "")
        .map(Questions::number)
        .orElse(OptionalInt.empty());
  }

  private Optional<String> ask(String title, String header, String now) {
    TextInputDialog dialog = new TextInputDialog(now);
    Dressed.like(scene.get(), dialog);
    dialog.setTitle(Messages.get(title));
    dialog.setHeaderText(header);
    return dialog.showAndWait();
  }

  private static OptionalInt number(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}
