package dev.irpscope.app.window;

import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.WindowModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
 * with {@code -Dglass.platform=Headless -Dprism.order=sw} and the folder as argument.
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
    AnalysisRunner runner =
        (_, _, listener) -> {
          listener.ended(folder);
          return () -> {};
        };
    WindowModel model = new WindowModel(runner);
    Path settingsFolder = Files.createTempDirectory("pictures");
    WindowSettings settings = WindowSettings.load(settingsFolder);
    settings.addRecent(Path.of("/home/user/drivers/serial filter"));
    settings.addRecent(Path.of("/home/user/source/Windows-driver-samples/tools/sdv/samples"));
    List<Sample> samples = SampleCatalogue.locate().map(WindowPictures::read).orElse(List.of());
    Path any = Files.createDirectory(settingsFolder.resolve("sample-filter"));
    List<Picture> pictures =
        List.of(
            new Picture("start-light", 1280, 860, false, model::close),
            new Picture("start-dark", 1280, 860, true, model::close),
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
    List<Picture> chosen =
        pictures.stream()
            .filter(p -> wanted.isEmpty() || wanted.stream().anyMatch(p.name()::contains))
            .toList();
    MainWindow window = new MainWindow(model, settings, samples);
    Scene scene = window.scene(1680, 1000);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    stage.show();
    draw(stage, scene, settings, window, chosen, 0);
  }

  private void draw(
      Stage stage,
      Scene scene,
      WindowSettings settings,
      MainWindow window,
      List<Picture> pictures,
      int at) {
    if (at >= pictures.size()) {
      Platform.exit();
      return;
    }
    Picture picture = pictures.get(at);
    stage.setWidth(picture.width());
    stage.setHeight(picture.height());
    if (settings.isDark() != picture.dark()) {
      window.commands().get("theme").run();
    }
    picture.prepare().run();
    PauseTransition pause = new PauseTransition(Duration.millis(900));
    pause.setOnFinished(_ -> {
      save(scene.snapshot(null), picture.name());
      draw(stage, scene, settings, window, pictures, at + 1);
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
