package dev.irpscope.app.window;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** Tests that share one window, which is put back to how it was before each of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the window needs the toolkit, which the first method starts
abstract class OnOpenWindow {
  @TempDir static Path temporary = Path.of("");

  OpenedWindow opened;
  MainWindow window;
  WindowModel model;
  WindowSettings settings;
  FxRobot robot;
  FakeFolder fake;
  OpenedWindow.Answers files;
  List<String> started;
  List<AnalysisOptions> usedOptions;

  @BeforeAll
  void start() throws Exception {
    opened = OpenedWindow.show(temporary, 990, 960);
    window = opened.window();
    model = opened.model();
    settings = opened.settings();
    robot = opened.robot();
    fake = opened.fake();
    files = opened.files();
    started = opened.started();
    usedOptions = opened.usedOptions();
  }

  @AfterAll
  void end() throws Exception {
    opened.hide();
  }

  @BeforeEach
  void open() {
    opened.reset();
  }

  Selection selection() {
    return opened.selection();
  }

  void show(AnalysedFolder folder) {
    opened.show(folder);
  }

  void press(KeyCode modifier, KeyCode key) {
    opened.press(modifier, key);
  }

  Path written(String command, String name) {
    return opened.written(command, name);
  }

  static Matcher<Node> hasState(String name) {
    return OpenedWindow.hasState(name);
  }
}
