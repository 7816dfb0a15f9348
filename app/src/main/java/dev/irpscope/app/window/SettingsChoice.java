package dev.irpscope.app.window;

import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.SettingsModel;
import dev.irpscope.app.viewmodel.WindowModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Lets the user choose, keep and widen the settings that a folder is analysed with. */
final class SettingsChoice {
  private final WindowModel model;
  private final WindowSettings remembered;
  private final FilePlaces places;

  SettingsChoice(WindowModel model, WindowSettings remembered, FilePlaces places) {
    this.model = model;
    this.remembered = remembered;
    this.places = places;
    settings().remember(remembered::settingsFile);
  }

  private SettingsModel settings() {
    return model.settings();
  }

  /** Takes another file and analyses with it. */
  boolean use() {
    places
        .open(Messages.get("command.useSettings"))
        .filter(settings()::use)
        .ifPresent(file -> {
          remember(Optional.of(file));
          model.reanalyse();
        });
    return true;
  }

  /** Chooses the file that the settings are kept in from now on. */
  boolean save() {
    String name = model.folder().map(f -> f.getFileName() + ".settings.json").orElse("");
    places
        .save(Messages.get("command.saveSettings"), name, List.of("json"))
        .filter(settings()::keep)
        .ifPresent(file -> remember(Optional.of(file)));
    return true;
  }

  /** Analyses without settings. */
  boolean leave() {
    settings().leave();
    remember(Optional.empty());
    model.reanalyse();
    return true;
  }

  /** Adds a folder to look for headers in, and analyses again. */
  boolean addHeaderFolder() {
    places
        .folder(Messages.get("command.addHeaderFolder"))
        .map(folder -> folder.toAbsolutePath().normalize())
        .ifPresent(folder -> {
          settings().change(now -> now.withIncludeFolder(folder));
          model.reanalyse();
        });
    return true;
  }

  private void remember(Optional<Path> file) {
    model.folder().ifPresent(folder -> remembered.setSettingsFile(folder, file));
  }
}
