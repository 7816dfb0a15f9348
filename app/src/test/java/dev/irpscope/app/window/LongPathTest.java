package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.bench.LongDriver;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.WindowModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What keeps a path of 1,000 steps through 500 blocks quick: not how long it takes, which depends
 * on the machine, but how much is done.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // the window needs the toolkit, which the first method starts
final class LongPathTest {
  /** More than stand in a window of this size by half. */
  private static final int NODES = 4000;

  /** Badges and pills of rows that scroll into view. */
  private static final int NEW_NODES = 16;

  @TempDir private static Path temporary = Path.of("");

  private final FxRobot robot = new FxRobot();
  private WindowModel model;
  private MainWindow window;

  @BeforeAll
  void start() throws Exception {
    AnalysedFolder result = LongDriver.analysed();
    model = new WindowModel(new Finished(result));
    WindowSettings settings = WindowSettings.load(Files.createTempDirectory(temporary, "settings"));
    FxToolkit.registerPrimaryStage();
    FxToolkit.setupStage(stage -> {
      window = new MainWindow(model, settings, List.of());
      stage.setX(0);
      stage.setY(0);
      stage.setScene(window.scene(990, 960));
    });
    FxToolkit.showStage();
    robot.interact(() -> window.open(temporary));
    robot.interact(() -> window.commands().get("detail3").run());
  }

  @AfterAll
  void end() throws Exception {
    FxToolkit.hideStage();
    FxToolkit.cleanupStages();
  }

  /** Has the result at once. */
  private record Finished(AnalysedFolder result) implements AnalysisRunner {
    @Override
    public Running start(Path folder, AnalysisOptions options, Listener listener) {
      listener.ended(result);
      return () -> {};
    }

    @Override
    public Running startAgain(
        AnalysedFolder before, Collection<String> changed, Listener listener) {
      listener.ended(result);
      return () -> {};
    }
  }

  private static void collect(Node node, Set<Node> into) {
    into.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
    }
  }

  private Set<Node> nodes() {
    Set<Node> all = Collections.newSetFromMap(new IdentityHashMap<>());
    robot.interact(() -> collect(window, all));
    return all;
  }

  private void settle() {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> window.layout());
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void thePathIsAsLongAsPromised() {
    assertTrue(model.stepping().selection().steps().size() > 1000);
    assertTrue(model.stepping().selection().graph().orElseThrow().blocks().size() > 500);
  }

  @Test
  void theThumbOfALongFileCanBeGrabbed() {
    settle();
    ListView<?> source = (ListView<?>) window.lookup("#source-list");
    Node bar =
        source.lookupAll(".scroll-bar").stream()
            .filter(b -> ((ScrollBar) b).getOrientation() == Orientation.VERTICAL)
            .findFirst()
            .orElseThrow();
    double thumb = bar.lookup(".thumb").getLayoutBounds().getHeight();
    assertTrue(thumb >= 24, "a thumb " + thumb + " high for " + source.getItems().size() + " rows");
  }

  @Test
  @Tag("row-L1")
  void anOpenedPathHasNodesForWhatIsSeenNotForItsLength() {
    settle();
    int all = nodes().size();
    assertTrue(
        all < NODES, () -> all + " nodes for " + model.stepping().selection().steps().size());
    ListView<?> path = (ListView<?>) window.lookup("#path-list");
    assertTrue(path.getItems().size() > 1000);
    assertTrue(path.lookupAll(".path-cell").size() < 100);
  }

  @Test
  @Tag("row-L2")
  void aStepMakesNoNewNodesAndTouchesOnlyTheRowsThatDiffer() {
    List<String> touched = new ArrayList<>();
    for (String list : List.of("path", "source")) {
      ListView<?> view = (ListView<?>) window.lookup("#" + list + "-list");
      view.getItems().addListener((ListChangeListener<Object>) _ -> touched.add(list));
    }
    robot.interact(() -> model.stepping().selectStep(500));
    settle();
    touched.clear();
    Set<Node> before = nodes();
    int steps = 0;
    int made = 0;
    for (int i = 0; i < 40; i++) {
      robot.interact(() -> window.commands().get("next").run());
      settle();
      Set<Node> after = nodes();
      long fresh = after.stream().filter(n -> !before.contains(n)).count();
      // A step that scrolls makes rows, every twentieth or so; all others only fill in.
      made += fresh > NEW_NODES ? 1 : 0;
      steps++;
      before.addAll(after);
    }
    assertEquals(List.of(), touched);
    assertTrue(made * 8 <= steps, made + " of " + steps + " steps made nodes");
    assertEquals(540, model.stepping().selection().index());
  }
}
