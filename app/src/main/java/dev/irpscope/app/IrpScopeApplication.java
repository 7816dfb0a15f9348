package dev.irpscope.app;

import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.SettingsFolder;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.task.BackgroundAnalysis;
import dev.irpscope.app.task.FolderPolling;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.WindowModel;
import dev.irpscope.app.window.MainWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Opens the main window, on a folder if one is given. */
public class IrpScopeApplication extends Application {
  private static final System.Logger LOG = System.getLogger(IrpScopeApplication.class.getName());
  private static final WindowSettings.Size DEFAULT_SIZE = new WindowSettings.Size(1480, 920);

  @Override
  public void start(Stage stage) {
    WindowSettings settings = settings();
    WindowModel model =
        new WindowModel(
            new BackgroundAnalysis(DriverAnalysis::open), new FolderPolling(Duration.ofSeconds(1)));
    // Before there is a window: the analysis does its part meanwhile, and no other screen is made.
    Optional<Path> opened =
        getParameters().getUnnamed().stream()
            .filter(a -> !a.isBlank())
            .findFirst()
            .map(Path::of)
            .filter(model::open)
            .flatMap(_ -> model.folder());
    opened.ifPresent(settings::addRecent);
    MainWindow window = new MainWindow(model, settings, IrpScopeApplication::samples);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    WindowSettings.Size size = settings.windowSize().orElse(DEFAULT_SIZE);
    stage.setScene(
        window.scene(
            Math.min(size.width(), screen.getWidth()),
            Math.min(size.height(), screen.getHeight())));
    model
        .screenProperty()
        .subscribe(_ ->
            stage.setTitle(
                model
                    .folder()
                    .map(f -> Messages.get("app.title.folder", String.valueOf(f.getFileName())))
                    .orElse(Messages.get("app.title"))));
    stage.setMinWidth(720);
    stage.setMinHeight(480);
    stage.setOnCloseRequest(_ -> window.save());
    stage.show();
  }

  /** What is remembered from earlier windows. */
  WindowSettings settings() {
    return WindowSettings.load(SettingsFolder.here());
  }

  private static List<Sample> samples() {
    try {
      var folder = SampleCatalogue.locate();
      return folder.isPresent() ? SampleCatalogue.read(folder.get()) : List.of();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.INFO, "The samples could not be read: " + e.getMessage());
      return List.of();
    }
  }
}
