package dev.irpscope.app.window;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Mark;
import dev.irpscope.app.viewmodel.Marks;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Marks on findings, and the text file that the user chose for them. */
final class Triage {
  private final WindowModel model;
  private final WindowSettings settings;
  private final FilePlaces places;
  private final UnaryOperator<Optional<String>> ask;
  private final UnaryOperator<Optional<String>> askReason;
  private final UnaryOperator<Optional<String>> askStep;
  private boolean reading;

  /**
   * @param ask asks for a note on a finding, given the one there is; empty if the user gave up
   * @param askReason asks why a finding is put aside
   * @param askStep asks for one on a step
   */
  Triage(
      WindowModel model,
      WindowSettings settings,
      FilePlaces places,
      UnaryOperator<Optional<String>> ask,
      UnaryOperator<Optional<String>> askReason,
      UnaryOperator<Optional<String>> askStep) {
    this.model = model;
    this.settings = settings;
    this.places = places;
    this.ask = ask;
    this.askReason = askReason;
    this.askStep = askStep;
    marks().changesProperty().addListener((_, _, _) -> autosave());
    model.stepping().notes().changesProperty().addListener((_, _, _) -> autosave());
  }

  private Marks marks() {
    return model.violations().marks();
  }

  private Optional<Violation> selected() {
    return model.stepping().selection().violation();
  }

  boolean mark(Mark.Kind kind) {
    Optional<Violation> v = selected();
    v.ifPresent(one -> {
      lift(one.fingerprint());
      String note = marks().of(one.fingerprint()).map(Mark::note).orElse("");
      marks().toggle(one.fingerprint(), new Mark(kind, note));
    });
    return v.isPresent();
  }

  /**
   * Puts the finding aside, with a reason; an empty one takes it back. It is kept in the settings,
   * not with the marks: what a team accepts is for the command line too.
   */
  boolean suppress() {
    Optional<Violation> v = selected();
    if (v.isEmpty()) {
      return false;
    }
    String fingerprint = v.get().fingerprint();
    askReason
        .apply(Optional.ofNullable(suppressions().get(fingerprint)))
        .map(reason -> reason.replaceAll("\\s+", " ").strip())
        .ifPresent(reason -> {
          marks().remove(fingerprint, Mark.Kind.SUPPRESSED);
          if (reason.isEmpty()) {
            lift(fingerprint);
          } else {
            model.settings().change(now -> now.withSuppression(fingerprint, reason));
          }
        });
    return true;
  }

  private Map<String, String> suppressions() {
    return model.settings().current().suppressions();
  }

  private void lift(String fingerprint) {
    if (suppressions().containsKey(fingerprint)) {
      model.settings().change(now -> now.withoutSuppression(fingerprint));
    }
  }

  /** Gives the finding a note, and the mark "later" if it has none. */
  boolean note() {
    Optional<Violation> v = selected();
    v.ifPresent(one -> {
      Optional<Mark> before = marks().of(one.fingerprint());
      Mark.Kind kind =
          before.map(Mark::kind).filter(k -> k != Mark.Kind.SUPPRESSED).orElse(Mark.Kind.LATER);
      ask.apply(before.map(Mark::note))
          .ifPresent(note -> {
            lift(one.fingerprint());
            marks().set(one.fingerprint(), new Mark(kind, note));
          });
    });
    return v.isPresent();
  }

  /** Gives the step a note for those who are shown it. */
  boolean noteStep() {
    Selection now = model.stepping().selection();
    now.step()
        .flatMap(step -> askStep.apply(model.stepping().notes().of(now, step)))
        .ifPresent(note -> model.stepping().notes().set(now, note));
    return now.step().isPresent();
  }

  /** Chooses the file that the marks of this folder are kept in from now on, and writes it. */
  boolean save() {
    Optional<Path> folder = model.folder();
    folder
        .flatMap(f ->
            places.save(
                Messages.get("command.saveMarks"), f.getFileName() + ".marks.txt", List.of("txt")))
        .ifPresent(file -> {
          folder.ifPresent(f -> settings.setMarks(f, file));
          write(file);
        });
    return folder.isPresent();
  }

  /** Reads the marks of a folder that is opened, if it has a file for them. */
  void opened(Path folder) {
    Optional<Path> file = settings.marks(folder).filter(Files::isRegularFile);
    if (file.isEmpty()) {
      return;
    }
    reading = true;
    try {
      String text = Files.readString(file.get());
      model.stepping().notes().read(text);
      List<Integer> strange = marks().read(text);
      if (!strange.isEmpty()) {
        model
            .notices()
            .post(
                new Notice.Unusable(
                    Messages.get("notice.marks", file.get().toString(), strange.getFirst())));
      }
    } catch (IOException e) {
      model
          .notices()
          .post(
              new Notice.Unusable(
                  Messages.get("notice.marksUnread", file.get().toString(), Exports.reason(e))));
    } finally {
      reading = false;
    }
  }

  private void autosave() {
    if (!reading) {
      model.folder().flatMap(settings::marks).ifPresent(this::write);
    }
  }

  private void write(Path file) {
    try {
      Files.writeString(file, marks().text() + model.stepping().notes().text());
    } catch (IOException e) {
      model.notices().post(new Notice.NotWritten(file, e, "saveMarks"));
    }
  }
}
