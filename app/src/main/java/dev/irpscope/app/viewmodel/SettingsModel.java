package dev.irpscope.app.viewmodel;

import dev.irpscope.app.settings.AnalysisSettings;
import dev.irpscope.app.settings.SettingsFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The settings that the open folder is analysed with, and the file they are kept in. A file that
 * cannot be used is told of and never written to, so that nothing in it is lost.
 */
public final class SettingsModel {
  private final Notices notices;
  private final ReadOnlyObjectWrapper<AnalysisSettings> current =
      new ReadOnlyObjectWrapper<>(this, "current", AnalysisSettings.NONE);
  private final ReadOnlyObjectWrapper<Optional<Path>> file =
      new ReadOnlyObjectWrapper<>(this, "file", Optional.empty());
  private Function<Path, Optional<Path>> remembered = _ -> Optional.empty();

  SettingsModel(Notices notices) {
    this.notices = notices;
  }

  public ReadOnlyObjectProperty<AnalysisSettings> currentProperty() {
    return current.getReadOnlyProperty();
  }

  public AnalysisSettings current() {
    return current.get();
  }

  /**
   * The file that they are read from and written to; empty while they are for this session only.
   */
  public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /** Says which file was last used for a folder. */
  public void remember(Function<Path, Optional<Path>> files) {
    remembered = files;
  }

  /** Takes the file that was last used for a folder. */
  void opened(Path folder) {
    current.set(AnalysisSettings.NONE);
    file.set(remembered.apply(folder));
    refresh();
  }

  /**
   * Reads the file again; what it said before stays if it cannot be used now.
   *
   * @return whether it could be used, or there is none
   */
  boolean refresh() {
    notices.withdraw(Notice.SettingsUnusable.class);
    if (file.get().isEmpty()) {
      return true;
    }
    try {
      current.set(SettingsFile.read(file.get().get()));
      return true;
    } catch (SettingsFile.UnusableException e) {
      tell(e);
      return false;
    }
  }

  /**
   * Takes another file.
   *
   * @return whether it can be used; if not, everything stays as it was
   */
  public boolean use(Path chosen) {
    try {
      AnalysisSettings read = SettingsFile.read(chosen);
      notices.withdraw(Notice.SettingsUnusable.class);
      notices.withdraw(Notice.SettingsNotKept.class);
      file.set(Optional.of(chosen));
      current.set(read);
      return true;
    } catch (SettingsFile.UnusableException e) {
      tell(e);
      return false;
    }
  }

  /** Goes on without settings. */
  public void leave() {
    notices.withdraw(Notice.SettingsUnusable.class);
    notices.withdraw(Notice.SettingsNotKept.class);
    file.set(Optional.empty());
    current.set(AnalysisSettings.NONE);
  }

  /** Keeps what is set in another file from now on. */
  public boolean keep(Path chosen) {
    if (!write(chosen, current())) {
      return false;
    }
    notices.withdraw(Notice.SettingsNotKept.class);
    file.set(Optional.of(chosen));
    return true;
  }

  /**
   * Changes the settings, in the file too if there is one. What somebody else has changed in the
   * file meanwhile stays; a file that is broken now is not touched.
   */
  public void change(UnaryOperator<AnalysisSettings> edit) {
    if (file.get().isEmpty()) {
      current.set(edit.apply(current()));
      notices.post(new Notice.SettingsNotKept());
    } else if (refresh()) {
      AnalysisSettings next = edit.apply(current());
      if (!next.equals(current())) {
        write(file.get().get(), next);
        current.set(next);
      }
    } else {
      current.set(edit.apply(current()));
    }
  }

  private void tell(SettingsFile.UnusableException problem) {
    String what = String.valueOf(problem.getMessage());
    notices.post(
        new Notice.SettingsUnusable(Character.toUpperCase(what.charAt(0)) + what.substring(1)));
  }

  /** Beside the file first, so that a failure leaves the old one whole. */
  private boolean write(Path target, AnalysisSettings settings) {
    try {
      Path next = target.resolveSibling(target.getFileName() + ".new");
      Files.writeString(next, SettingsFile.text(settings, target));
      Files.move(next, target, StandardCopyOption.REPLACE_EXISTING);
      notices.withdraw(Notice.NotWritten.class);
      return true;
    } catch (IOException e) {
      notices.post(new Notice.NotWritten(target, e, "saveSettings"));
      return false;
    }
  }
}
