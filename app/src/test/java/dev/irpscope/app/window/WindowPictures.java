package dev.irpscope.app.window;

import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.task.BackgroundAnalysis;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.WindowModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;

/**
 * Draws the window in several states and sizes into a folder, to be looked at. Not a test: run it
 * with {@code -Dglass.platform=Headless -Dprism.order=sw} and the folder as argument; behind it,
 * names of pictures, or a driver's folder to be analysed and drawn.
 */
public final class WindowPictures extends Application {
  private record Picture(
      String name, double width, double height, boolean dark, Runnable prepare) {}

  private Path target = Path.of("");

  /** The main class must not be the application itself on the class path. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      Application.launch(WindowPictures.class, args);
    }
  }

  @Override
  public void start(Stage stage) throws IOException {
    target = Files.createDirectories(Path.of(getParameters().getRaw().getFirst()));
    List<String> wanted = getParameters().getRaw().subList(1, getParameters().getRaw().size());
    FakeFolder folder = new FakeFolder();
    AnalysisRunner handMade =
        (_, _, listener) -> {
          listener.ended(folder);
          return () -> {};
        };
    Optional<Path> real = wanted.stream().map(Path::of).filter(Files::isDirectory).findFirst();
    WindowModel model =
        new WindowModel(real.isPresent() ? new BackgroundAnalysis(DriverAnalysis::open) : handMade);
    Path settingsFolder = Files.createTempDirectory("pictures");
    WindowSettings settings = WindowSettings.load(settingsFolder);
    settings.addRecent(Path.of("/home/user/drivers/serial filter"));
    settings.addRecent(Path.of("/home/user/source/Windows-driver-samples/tools/sdv/samples"));
    List<Sample> samples = SampleCatalogue.locate().map(WindowPictures::read).orElse(List.of());
    Path any = Files.createDirectory(settingsFolder.resolve("sample-filter"));
    List<Picture> pictures =
        List.of(
            new Picture("start-light", 1280, 860, false, model::close),
            new Picture("start-dark", 1000, 760, true, model::close),
            new Picture("opened-light", 1680, 1000, false, () -> model.open(any)),
            new Picture(
                "decision-light",
                1680,
                1000,
                false,
                () -> {
                  model.open(any);
                  model.stepping().selectStep(10);
                }),
            new Picture(
                "decision-dark",
                1680,
                1000,
                true,
                () -> {
                  model.open(any);
                  model.stepping().selectStep(10);
                }),
            new Picture(
                "completion-light",
                1680,
                1000,
                false,
                () -> {
                  model.open(any);
                  model.stepping().showViolation(folder.unsignalled());
                  model.stepping().selectStep(11);
                }),
            new Picture("opened-1280", 1280, 720, false, () -> model.open(any)),
            new Picture("opened-1100", 1100, 720, true, () -> model.open(any)),
            new Picture(
                "gone-light", 1280, 720, false, () -> model.open(Path.of("/no/such folder"))));
    if (real.isPresent()) {
      Path driver = real.get();
      pictures =
          List.of(
              new Picture("real-light", 1680, 1000, false, () -> model.open(driver)),
              new Picture("real-dark", 1480, 920, true, () -> {}),
              new Picture("real-narrow", 1280, 720, false, () -> model.stepping().previous()));
      wanted = List.of("real");
    }
    List<String> names = wanted;
    List<Picture> chosen =
        pictures.stream()
            .filter(p -> names.isEmpty() || names.stream().anyMatch(p.name()::contains))
            .toList();
    draw(model, settings, samples, chosen, 0);
  }

  private void draw(
      WindowModel model,
      WindowSettings settings,
      List<Sample> samples,
      List<Picture> pictures,
      int at) {
    if (at >= pictures.size()) {
      Platform.exit();
      return;
    }
    Picture picture = pictures.get(at);
    settings.setDark(picture.dark());
    settings.resetLayout();
    Scene scene = new MainWindow(model, settings, samples).scene(picture.width(), picture.height());
    Stage stage = new Stage();
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    stage.show();
    picture.prepare().run();
    PauseTransition pause = new PauseTransition(Duration.millis(4000));
    pause.setOnFinished(_ -> {
      if (model.runningProperty().get()) {
        pause.playFromStart();
        return;
      }
      save(scene.snapshot(null), picture.name());
      draw(model, settings, samples, pictures, at + 1);
      stage.hide();
    });
    pause.play();
  }

  private void save(WritableImage image, String name) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    try {
      ImageIO.write(copy, "png", target.resolve(name + ".png").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Sample> read(Path folder) {
    try {
      return SampleCatalogue.read(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
