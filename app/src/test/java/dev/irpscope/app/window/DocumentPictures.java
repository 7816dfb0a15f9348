package dev.irpscope.app.window;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.image.WritableImage;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** The pictures of the README and the guide: what is set up for each, drawn or put into words. */
final class DocumentPictures {
  /** How often the window is drawn until what works beside it has ended. */
  private static final int PATIENCE = 60;

  /** Parts whose words tell what is to be seen. */
  private static final List<String> TOLD =
      List.of(
          "headline",
          "consequence",
          "source",
          "present-title",
          "question-text",
          "both-fork",
          "rule-state",
          "open-card");

  /**
   * One picture.
   *
   * @param sample the driver that is open; empty on the start page
   * @param prepare moves the window to what is to be seen
   */
  record Shot(
      String name,
      double width,
      double height,
      String theme,
      Optional<String> sample,
      Consumer<MainWindow> prepare) {}

  private final FxRobot robot;
  private final Path settings;

  DocumentPictures(FxRobot robot, Path settings) {
    this.robot = robot;
    this.settings = settings;
  }

  /** What the documents show. */
  static List<Shot> shots() {
    return List.of(
        new Shot("start", 1680, 1000, "light", Optional.empty(), _ -> {}),
        new Shot(
            "main-light",
            1680,
            1000,
            "light",
            Optional.of("gauge-filter"),
            w -> {
              show(w, "CompletionRoutineRegistered", "GaugeDispatchWrite");
              run(w, "violation");
            }),
        new Shot(
            "main-dark",
            1680,
            1000,
            "dark",
            Optional.of("vault-token"),
            w -> run(w, "nextViolation", "opening")),
        new Shot(
            "lanes",
            1680,
            1000,
            "light",
            Optional.of("weather-station"),
            w -> {
              show(w, "IoAllocateIrpSignalEventInCompletion", "");
              run(w, "graphView");
            }),
        new Shot(
            "predict",
            1680,
            1000,
            "dark",
            Optional.of("weather-station"),
            w -> {
              show(w, "IoAllocateIrpSignalEventInCompletion", "");
              run(w, "present", "predict");
              for (int i = 0; i < 40 && w.present().askedProperty().get().isEmpty(); i++) {
                run(w, "presentNext");
              }
              run(w, "answer1");
            }));
  }

  static void show(MainWindow window, String rule, String function) {
    window.model().stepping().violations().stream()
        .filter(v -> v.rule().equals(rule) && v.function().name().contains(function))
        .findFirst()
        .ifPresent(window.model().stepping()::showViolation);
  }

  static void run(MainWindow window, String... commands) {
    for (String command : commands) {
      window.commands().get(command).run();
    }
  }

  /** Has the result at once. */
  private record Finished(Optional<AnalysedFolder> result) implements AnalysisRunner {
    @Override
    public Running start(Path folder, AnalysisOptions options, Listener listener) {
      result.ifPresent(listener::ended);
      return () -> {};
    }

    @Override
    public Running startAgain(
        AnalysedFolder before, Collection<String> changed, Listener listener) {
      result.ifPresent(listener::ended);
      return () -> {};
    }
  }

  /** The window on no screen, as it is when everything beside it has ended. */
  Scene scene(Shot shot) throws IOException {
    Optional<AnalysedFolder> folder = shot.sample().map(RealSample::of);
    WindowModel model = new WindowModel(new Finished(folder));
    WindowSettings kept = WindowSettings.load(Files.createTempDirectory(settings, "settings"));
    kept.setTheme(shot.theme());
    var samples = SampleCatalogue.read(SampleCatalogue.locate().orElseThrow());
    MainWindow[] window = new MainWindow[1];
    Scene[] scene = new Scene[1];
    robot.interact(() -> {
      window[0] = new MainWindow(model, kept, samples);
      scene[0] = window[0].scene(shot.width(), shot.height());
      scene[0].snapshot(null);
    });
    if (folder.isPresent()) {
      Path at = RealSample.folder(shot.sample().orElseThrow());
      robot.interact(() -> model.open(at));
      draw(scene[0]);
      robot.interact(() -> shot.prepare().accept(window[0]));
    }
    draw(scene[0]);
    return scene[0];
  }

  /** Drawn so often that lists have scrolled and layouts have come back. */
  private void draw(Scene scene) {
    for (int i = 0; i < PATIENCE; i++) {
      robot.interact(() -> scene.snapshot(null));
      WaitForAsyncUtils.waitForFxEvents();
      if (i > 6 && !isWaiting(scene)) {
        return;
      }
      robot.sleep(50);
    }
  }

  private static boolean isWaiting(Scene scene) {
    return scene.lookup("#graph-canvas") instanceof Parent canvas
        && canvas.getParent() != null
        && (canvas.getParent().getAccessibleText() == null
            || canvas.getParent().getAccessibleText().isEmpty());
  }

  byte[] png(Scene scene) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WritableImage[] image = new WritableImage[1];
    robot.interact(() -> image[0] = scene.snapshot(null));
    PngImage.write(image[0], out);
    return out.toByteArray();
  }

  /**
   * What is written in the picture, as far as it tells what the picture shows. Numbers of steps are
   * left out: a path may become a step longer and the picture still be true.
   */
  String described(Shot shot, Scene scene) {
    List<String> lines = new ArrayList<>();
    robot.interact(() -> {
      for (String id : TOLD) {
        Optional.ofNullable(scene.lookup("#" + id))
            .filter(DocumentPictures::isSeen)
            .ifPresent(node -> texts(node, id, lines));
      }
    });
    return "%s, %.0f x %.0f, %s%n"
            .formatted(shot.name(), shot.width(), shot.height(), shot.theme())
            .replace("\r", "")
        + String.join("\n", lines).replaceAll("(?i)\\bstep \\d+", "step")
        + "\n";
  }

  private static boolean isSeen(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  private static void texts(Node node, String id, List<String> into) {
    if (node instanceof Labeled label && !label.getText().isBlank()) {
      into.add(id + ": " + label.getText());
    } else if (node instanceof Parent parent && !id.equals("source")) {
      parent.getChildrenUnmodifiable().forEach(child -> texts(child, id, into));
    } else if (node instanceof Parent parent
        && parent.lookup("#narration") instanceof Labeled narration) {
      into.add("narration: " + narration.getText());
    }
  }
}
