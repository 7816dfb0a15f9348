package dev.irpscope.app.window;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.WindowModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Opens files in other programs: source in the user's own editor, what was written in whatever. */
final class Editing {
  private final WindowModel model;
  private final WindowSettings settings;
  private final EditorStarter editors;

  Editing(WindowModel model, WindowSettings settings, EditorStarter editors) {
    this.model = model;
    this.settings = settings;
    this.editors = editors;
  }

  /** Opens the line of the step. */
  boolean openStep() {
    Optional<Step> step = model.stepping().selection().step();
    if (step.isEmpty() || model.folder().isEmpty()) {
      return false;
    }
    edit(model.folder().get().resolve(step.get().origin().site().file().path()), step.get().line());
    return true;
  }

  boolean openSettings() {
    Optional<Path> file = model.settings().fileProperty().get();
    file.ifPresent(f -> edit(f, 1));
    return file.isPresent();
  }

  private void edit(Path file, int line) {
    List<String> words = EditorCommand.words(settings.editor(), file, line);
    editors.start(words).ifPresent(p -> tell(Messages.get("notice.editor", words.getFirst(), p)));
  }

  /** Opens a report, a picture or a page with what the platform opens such files with. */
  boolean openWritten(Optional<Path> file) {
    file.ifPresent(f ->
        editors
            .start(EditorStarter.opening(f, System.getProperty("os.name", "")))
            .ifPresent(p -> tell(Messages.get("notice.notOpened", f.toString(), p))));
    return file.isPresent();
  }

  private void tell(String problem) {
    model.notices().post(new Notice.Unusable(problem));
  }
}
