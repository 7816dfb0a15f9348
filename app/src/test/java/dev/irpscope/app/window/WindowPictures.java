package dev.irpscope.app.window;

import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.task.BackgroundAnalysis;
import dev.irpscope.app.viewmodel.WindowModel;
import dev.irpscope.app.viewmodel.present.Question;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.util.Duration;
import javax.imageio.ImageIO;

/**
 * Draws the window in several states and sizes into a folder, to be looked at. Not a test: run it
 * with {@code -Dglass.platform=Headless -Dprism.order=sw} and the folder as argument; behind it,
 * parts of names of pictures, or a driver's folder to be analysed and drawn.
 */
public final class WindowPictures extends Application {
  /** Shown when the folder is analysed; {@code prepare} then moves it to what is to be seen. */
  private record Picture(
      String name,
      double width,
      double height,
      String theme,
      Optional<Path> folder,
      Consumer<MainWindow> prepare) {}

  private static final double SETTLED = 1500;

  private final FakeFolder fake = new FakeFolder();
  private Path target = Path.of("");
  private Path made = Path.of("");
  private List<Sample> samples = List.of();

  /** The main class must not be the application itself on the class path. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      Application.launch(WindowPictures.class, args);
    }
  }

  @Override
  public void start(Stage stage) throws IOException {
    Platform.setImplicitExit(false);
    target = Files.createDirectories(Path.of(getParameters().getRaw().getFirst()));
    made = Files.createDirectories(Files.createTempDirectory("pictures").resolve("sample-filter"));
    samples = SampleCatalogue.locate().map(WindowPictures::read).orElse(List.of());
    List<String> wanted = getParameters().getRaw().subList(1, getParameters().getRaw().size());
    List<Picture> pictures = new ArrayList<>(pictures());
    wanted.stream()
        .map(Path::of)
        .filter(Files::isDirectory)
        .forEach(driver -> pictures.addAll(picturesOf(driver)));
    List<Picture> chosen =
        pictures.stream()
            .filter(
                p -> wanted.isEmpty() || wanted.stream().anyMatch(w -> p.name().contains(name(w))))
            .toList();
    draw(chosen, 0);
  }

  private static String name(String wanted) {
    Path path = Path.of(wanted);
    return Files.isDirectory(path) ? String.valueOf(path.getFileName()) : wanted;
  }

  private List<Picture> pictures() {
    List<Picture> all = new ArrayList<>(picturesOfStates());
    all.addAll(picturesOfSizes());
    return all;
  }

  /** Drivers that are large, broken or without a violation, in the sizes that screens have. */
  private List<Picture> picturesOfSizes() {
    try {
      Path folder = Files.createTempDirectory("made");
      Optional<Path> broken = Optional.of(MadeDrivers.broken(folder.resolve("odd-filter")));
      Optional<Path> function =
          Optional.of(MadeDrivers.longFunction(folder.resolve("long-function"), 2700));
      Optional<Path> file = Optional.of(MadeDrivers.longFile(folder.resolve("long-file"), 16_000));
      Optional<Path> clean = sampleFolder("lighthouse-clean");
      Optional<Path> rich = sampleFolder("weather-station");
      Consumer<MainWindow> list = w -> press(w, "#trouble-show");
      Consumer<MainWindow> fit = w -> run(w, "fitAll");
      Consumer<MainWindow> present = w -> run(w, "present", "presentReveal");
      return List.of(
          new Picture("trouble-1280-light", 1280, 720, "light", broken, list),
          new Picture("trouble-1680-dark", 1680, 1000, "dark", broken, list),
          new Picture("function-1680-light", 1680, 1000, "light", function, _ -> {}),
          new Picture("function-1280-dark", 1280, 720, "dark", function, fit),
          new Picture("file-1680-dark", 1680, 1000, "dark", file, _ -> {}),
          new Picture("file-1280-light", 1280, 720, "light", file, w -> run(w, "first")),
          new Picture("empty-1280-dark", 1280, 720, "dark", clean, _ -> {}),
          new Picture("empty-1680-light", 1680, 1000, "light", clean, _ -> {}),
          new Picture("screen-3840-light", 3840, 2160, "light", rich, _ -> {}),
          new Picture("screen-3840-dark", 3840, 2160, "dark", rich, w -> run(w, "opening")),
          new Picture("start-3840-light", 3840, 2160, "light", Optional.empty(), _ -> {}),
          new Picture("present-3840-dark", 3840, 2160, "dark", rich, present),
          new Picture("present-1280-light", 1280, 720, "light", rich, present),
          new Picture(
              "lanes-1280-dark",
              1280,
              720,
              "dark",
              rich,
              w -> run(w, "nextViolation", "graphView", "first", "next", "next")),
          new Picture(
              "both-1280-light",
              1280,
              720,
              "light",
              sampleFolder("scanner-ladder"),
              w -> run(w, "graphView", "graphView")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void press(MainWindow window, String link) {
    if (window.lookup(link) instanceof ButtonBase button) {
      button.fire();
    }
  }

  private List<Picture> picturesOfStates() {
    return List.of(
        new Picture("start-light", 1280, 860, "light", Optional.empty(), _ -> {}),
        new Picture("start-dark", 1000, 760, "dark", Optional.empty(), _ -> {}),
        made("opened-contrast", 1680, 1000, "contrast", _ -> {}),
        made("decisions-light", 1280, 720, "light", w -> run(w, "decisionsOnly")),
        made(
            "marks-light",
            1280,
            720,
            "light",
            w -> run(w, "markReal", "nextViolation", "markFalse")),
        made(
            "headers-dark",
            1280,
            720,
            "dark",
            w -> w.model().settings().change(now -> now.withIncludeFolder(made))),
        made("opened-light", 1680, 1000, "light", _ -> {}),
        made("decision-light", 1680, 1000, "light", w -> w.model().stepping().selectStep(10)),
        made("decision-dark", 1680, 1000, "dark", w -> w.model().stepping().selectStep(10)),
        made(
            "completion-light",
            1680,
            1000,
            "light",
            w -> {
              w.model().stepping().showViolation(fake.unsignalled());
              w.model().stepping().selectStep(11);
            }),
        made("keys-light", 1280, 720, "light", w -> run(w, "keys")),
        made("keys-contrast", 1280, 720, "contrast", w -> run(w, "keys")),
        made("rule-page-light", 1280, 720, "light", w -> run(w, "ruleHelp")),
        made("rule-page-dark", 1280, 720, "dark", w -> run(w, "ruleHelp")),
        made("routines-light", 1280, 720, "light", w -> run(w, "routines")),
        sample("routines-dark", "lattice-bus", "dark", w -> run(w, "routines")),
        made("opened-1280", 1280, 720, "light", _ -> {}),
        made("opened-1100", 1100, 720, "dark", _ -> {}),
        new Picture(
            "gone-light", 1280, 720, "light", Optional.of(Path.of("/no/such folder")), _ -> {}),
        sample(
            "lanes-light",
            "weather-station",
            "light",
            w -> {
              w.model().stepping().violations().stream()
                  .filter(v -> v.rule().startsWith("IoAllocate"))
                  .findFirst()
                  .ifPresent(w.model().stepping()::showViolation);
              run(w, "graphView");
            }),
        sample(
            "both-light",
            "scanner-ladder",
            "light",
            w -> {
              run(w, "graphView", "graphView");
              w.workspace().toggleMaximised(w.workspace().panes().get(3));
            }),
        sample(
            "grouped-light",
            "weather-station",
            "light",
            w -> run(w, "first", "groupBlocks", "fitAll")),
        sample("both-dark", "gauge-filter", "dark", w -> run(w, "graphView", "graphView")),
        sample("present-dark", "weather-station", "dark", w -> run(w, "present", "presentReveal")),
        new Picture(
            "present-43",
            1024,
            768,
            "light",
            sampleFolder("weather-station"),
            w -> run(w, "present", "presentReveal")),
        new Picture(
            "predict-43",
            1024,
            768,
            "dark",
            sampleFolder("weather-station"),
            w -> {
              run(w, "present", "predict");
              for (int i = 0; i < 40 && w.present().askedProperty().get().isEmpty(); i++) {
                run(w, "presentNext");
              }
              run(w, "answer1");
            }),
        sample(
            "predict-dark",
            "weather-station",
            "dark",
            w -> {
              run(w, "present", "predict");
              for (int i = 0; i < 40 && w.present().askedProperty().get().isEmpty(); i++) {
                run(w, "presentNext");
              }
              run(w, "answer1");
            }),
        sample(
            "predict-end-light",
            "weather-station",
            "light",
            w -> {
              run(w, "present", "predict");
              for (int i = 0; i < 60 && !isEndAsked(w); i++) {
                run(w, "presentNext");
              }
              run(w, "answer1", "presentReveal");
            }),
        sample("macro-expanded", "modem-macros", "light", w -> run(w, "expand")));
  }

  private static boolean isEndAsked(MainWindow window) {
    return window
        .present()
        .askedProperty()
        .get()
        .filter(asked -> asked.question().kind() == Question.Kind.END)
        .isPresent();
  }

  private static void run(MainWindow window, String... commands) {
    for (String command : commands) {
      window.commands().get(command).run();
    }
  }

  private Picture made(
      String name, double width, double height, String theme, Consumer<MainWindow> prepare) {
    return new Picture(name, width, height, theme, Optional.of(made), prepare);
  }

  private Picture sample(String name, String sample, String theme, Consumer<MainWindow> prepare) {
    return new Picture(name, 1680, 1000, theme, sampleFolder(sample), prepare);
  }

  private Optional<Path> sampleFolder(String sample) {
    return Optional.of(
        samples.stream()
            .map(Sample::folder)
            .filter(f -> f.endsWith(sample))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no sample " + sample)));
  }

  private static List<Picture> picturesOf(Path driver) {
    String name = String.valueOf(driver.getFileName());
    Optional<Path> folder = Optional.of(driver);
    return List.of(
        new Picture(name + "-light", 1680, 1000, "light", folder, _ -> {}),
        new Picture(name + "-dark", 1480, 920, "dark", folder, _ -> {}),
        new Picture(name + "-narrow", 1280, 720, "light", folder, w -> run(w, "previous")));
  }

  private void draw(List<Picture> pictures, int at) {
    if (at >= pictures.size()) {
      Platform.exit();
      return;
    }
    Picture picture = pictures.get(at);
    boolean real = picture.folder().isPresent() && !picture.folder().get().equals(made);
    WindowModel model =
        new WindowModel(new BackgroundAnalysis(real ? DriverAnalysis::open : (_, _, _, _) -> fake));
    WindowSettings settings = settings();
    settings.setTheme(picture.theme());
    MainWindow window = new MainWindow(model, settings, samples);
    Scene scene = window.scene(picture.width(), picture.height());
    Stage stage = new Stage();
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    stage.show();
    picture.folder().ifPresent(model::open);
    after(
        model,
        () -> {
          picture.prepare().accept(window);
          // A screen that nobody sees has a size of its own, so not the full one.
          stage.setFullScreen(false);
          stage.setWidth(picture.width());
          stage.setHeight(picture.height());
          after(
              model,
              () -> {
                save(scene.snapshot(null), picture.name());
                saveOthers(stage, picture.name());
                stage.hide();
                draw(pictures, at + 1);
              });
        });
  }

  private static WindowSettings settings() {
    try {
      WindowSettings settings = WindowSettings.load(Files.createTempDirectory("settings"));
      settings.addRecent(Path.of("/home/user/drivers/serial filter"));
      settings.addRecent(Path.of("/home/user/source/Windows-driver-samples/tools/sdv/samples"));
      return settings;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** When the analysis has ended and what it changed has been drawn. */
  private static void after(WindowModel model, Runnable next) {
    PauseTransition pause = new PauseTransition(Duration.millis(SETTLED));
    pause.setOnFinished(_ -> {
      if (model.runningProperty().get()) {
        pause.playFromStart();
      } else {
        next.run();
      }
    });
    pause.play();
  }

  /** Dialogs that the picture opened stand beside it. */
  private void saveOthers(Stage stage, String name) {
    int number = 1;
    for (Window other : List.copyOf(Window.getWindows())) {
      if (!other.equals(stage) && other.isShowing() && other.getScene() != null) {
        save(other.getScene().snapshot(null), name + "-dialog" + number++);
        other.hide();
      }
    }
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
