package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.samples.SampleCatalogue;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.hamcrest.Description;
import org.hamcrest.Matcher;
import org.hamcrest.TypeSafeMatcher;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A window for the tests of what is in it: its analysis has ended before it began. One window does
 * for all tests of a class, because it takes longer to open than most of them.
 */
final class OpenedWindow {
  private final Path folder;
  private final FakeFolder fake = new FakeFolder();
  private final List<AnalysisOptions> usedOptions = new ArrayList<>();
  private final List<String> started = new ArrayList<>();
  private final Answers files = new Answers();
  private final FxRobot robot = new FxRobot();
  private final WindowSettings settings;
  private final WindowModel model;
  private final List<MainWindow> made = new ArrayList<>();
  private AnalysedFolder result = fake;

  /** Names the file that the test wants. */
  static final class Answers implements FilePlaces {
    private Optional<Path> next = Optional.empty();

    void set(Path file) {
      next = Optional.of(file);
    }

    @Override
    public Optional<Path> save(String title, String name, List<String> ends) {
      return next;
    }

    @Override
    public Optional<Path> open(String title) {
      return next;
    }

    @Override
    public Optional<Path> folder(String title) {
      return next;
    }
  }

  private OpenedWindow(Path temporary) throws IOException {
    folder = temporary;
    settings = WindowSettings.load(Files.createTempDirectory(temporary, "settings"));
    model =
        new WindowModel(
            new AnalysisRunner() {
              @Override
              public Running start(
                  Path opened, AnalysisOptions options, AnalysisRunner.Listener listener) {
                usedOptions.add(options);
                listener.ended(result);
                return () -> {};
              }

              @Override
              public Running startAgain(
                  AnalysedFolder before,
                  Collection<String> changed,
                  AnalysisRunner.Listener listener) {
                listener.ended(result);
                return () -> {};
              }
            });
  }

  /**
   * Shows the window on the screen that nobody sees.
   *
   * @param temporary where its settings are kept, and the folder that it is said to open
   */
  static OpenedWindow show(Path temporary, double width, double height) throws Exception {
    OpenedWindow opened = new OpenedWindow(temporary);
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(stage -> {
      MainWindow window =
          new MainWindow(
              opened.model,
              opened.settings,
              OpenedWindow::samples,
              opened::startEditor,
              Optional.of(opened.files));
      opened.made.add(window);
      stage.setX(0);
      stage.setY(0);
      stage.setScene(window.scene(width, height));
    });
    FxToolkit.showStage();
    return opened;
  }

  void hide() throws Exception {
    FxToolkit.hideStage();
    FxToolkit.cleanupStages();
  }

  /** As the window is when it has just been opened on the hand-made folder. */
  void reset() {
    robot.interact(() -> {
      started.clear();
      files.next = Optional.empty();
      result = fake;
      model.close();
      run("resetLayout");
      window().workspace().views().show(GraphViews.View.FLOW);
      model.open(folder);
      window().workspace().source().list().requestFocus();
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private Optional<String> startEditor(List<String> words) {
    started.addAll(words);
    return words.getFirst().equals("missing") ? Optional.of("No such file.") : Optional.empty();
  }

  private static List<Sample> samples() {
    try {
      return SampleCatalogue.read(SampleCatalogue.locate().orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  FxRobot robot() {
    return robot;
  }

  MainWindow window() {
    return made.getFirst();
  }

  WindowModel model() {
    return model;
  }

  WindowSettings settings() {
    return settings;
  }

  FakeFolder fake() {
    return fake;
  }

  Answers files() {
    return files;
  }

  /** With what the analysis was started, the last time last. */
  List<AnalysisOptions> usedOptions() {
    return usedOptions;
  }

  /** The words that editors were started with. */
  List<String> started() {
    return started;
  }

  Selection selection() {
    WaitForAsyncUtils.waitForFxEvents();
    return model.stepping().selection();
  }

  /** Runs a command on the thread that the caller is on. */
  void run(String command) {
    window().commands().get(command).run();
  }

  /** Opens another result. */
  void show(AnalysedFolder other) {
    robot.interact(() -> {
      result = other;
      model.open(folder);
    });
    WaitForAsyncUtils.waitForFxEvents();
  }

  void press(KeyCode modifier, KeyCode key) {
    robot.press(modifier).type(key).release(modifier);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Has a command write a file. */
  Path written(String command, String name) {
    Path file = folder.resolve(name);
    files.set(file);
    robot.interact(() -> run(command));
    assertTrue(robot.lookup("#notice-Written").tryQuery().isPresent(), name);
    return file;
  }

  static Matcher<Node> hasState(String name) {
    return new TypeSafeMatcher<>(Node.class) {
      @Override
      protected boolean matchesSafely(Node node) {
        return node.getPseudoClassStates().contains(PseudoClass.getPseudoClass(name));
      }

      @Override
      public void describeTo(Description description) {
        description.appendText(name);
      }
    };
  }
}
