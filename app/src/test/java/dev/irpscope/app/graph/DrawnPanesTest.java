package dev.irpscope.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.view.PaletteColour;
import dev.irpscope.app.view.Theme;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import dev.irpscope.app.viewmodel.drawing.Camera;
import dev.irpscope.app.viewmodel.drawing.GraphPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The drawn panes on a screen that nobody sees. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // panes need the toolkit that the extension starts
final class DrawnPanesTest {
  private final FakeFolder folder = new FakeFolder();
  private final SteppingModel stepping = new SteppingModel();
  private final BackgroundWork atOnce =
      new BackgroundWork() {
        @Override
        public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
          done.accept(work.get());
        }
      };
  private GraphPane graph;
  private AutomatonPane automaton;
  private ScrubberPane scrubber;

  @Start
  void start(Stage stage) {
    graph = new GraphPane(stepping, atOnce);
    automaton = new AutomatonPane(stepping, atOnce, n -> RuleCatalogue.builtIn().rule(n));
    scrubber = new ScrubberPane(stepping);
    graph.setPrefSize(520, 560);
    automaton.setPrefSize(380, 560);
    Scene scene = new Scene(new VBox(new HBox(graph, automaton), scrubber), 900, 700);
    Theme.LIGHT.apply(scene, 13);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    stage.show();
    stepping.openFolder(folder);
    stepping.showViolation(folder.forgotten());
  }

  private static long count(FxRobot robot, Node node, Color wanted) {
    WritableImage[] image = new WritableImage[1];
    robot.interact(() -> image[0] = node.snapshot(null, null));
    PixelReader pixels = image[0].getPixelReader();
    long count = 0;
    for (int y = 0; y < image[0].getHeight(); y++) {
      for (int x = 0; x < image[0].getWidth(); x++) {
        Color c = pixels.getColor(x, y);
        double off =
            Math.abs(c.getRed() - wanted.getRed())
                + Math.abs(c.getGreen() - wanted.getGreen())
                + Math.abs(c.getBlue() - wanted.getBlue());
        count += off < 0.02 ? 1 : 0;
      }
    }
    return count;
  }

  private Color colour(PaletteColour name) {
    return graph.canvas().colour(name);
  }

  @Test
  @Tag("row-E2")
  @Tag("row-H4")
  void theGraphShowsPathViolationAndGhostInTheColoursOfEitherTheme(FxRobot robot) {
    for (Theme theme : Theme.values()) {
      robot.interact(() -> theme.apply(graph.getScene(), 13));
      for (PaletteColour colour :
          new PaletteColour[] {
            PaletteColour.PATH_EDGE,
            PaletteColour.VIOLATION,
            PaletteColour.GHOST,
            PaletteColour.CURRENT,
            PaletteColour.DIM_FILL
          }) {
        assertTrue(count(robot, graph, colour(colour)) > 20, theme + " " + colour);
      }
    }
    assertNotEquals(Color.GRAY, colour(PaletteColour.PATH));
  }

  @Test
  @Tag("row-E7")
  void steppingMovesTheHighlightAndNothingElse(FxRobot robot) {
    robot.interact(() -> graph.fitAll());
    waitForPan(robot);
    Camera before = graph.canvas().camera();
    long marked = count(robot, graph, colour(PaletteColour.CURRENT));
    robot.interact(() -> stepping.selectStep(10));
    assertEquals(before, graph.canvas().camera());
    assertNotEquals(marked, count(robot, graph, colour(PaletteColour.CURRENT)));
  }

  private static void waitForPan(FxRobot robot) {
    robot.sleep(400);
  }

  @Test
  void keysFollowABranchAndSelectItsStep(FxRobot robot) {
    robot.interact(() -> {
      stepping.selectStep(10);
      graph.requestFocus();
    });
    robot.type(KeyCode.F);
    assertEquals(
        "b6", graph.model().drawn().flatMap(GraphPicture.Drawn::cursor).orElseThrow().id());
    robot.type(KeyCode.ENTER);
    assertEquals(11, stepping.selection().index());
  }

  @Test
  @Tag("row-E4")
  void theWheelZoomsAtThePointer(FxRobot robot) {
    robot.moveTo(graph.canvas());
    Camera before = graph.canvas().camera();
    robot.scroll(2, javafx.geometry.VerticalDirection.UP);
    Camera after = graph.canvas().camera();
    assertNotEquals(before.scale(), after.scale());
    double x = graph.canvas().getWidth() / 2;
    double y = graph.canvas().getHeight() / 2;
    assertEquals(before.toDrawingX(x), after.toDrawingX(x), 2);
    assertEquals(before.toDrawingY(y), after.toDrawingY(y), 2);
  }

  @Test
  @Tag("row-E4")
  void theLensOfTheMapIsDraggedAndKeysZoomAndFit(FxRobot robot) {
    robot.interact(() -> {
      graph.canvas().zoomBy(6);
    });
    waitForPan(robot);
    Overview map = graph.canvas().overview().orElseThrow();
    Camera before = graph.canvas().camera();
    var corner = graph.canvas().localToScreen(map.frame().x() + 12, map.frame().y() + 12);
    robot.drag(corner.getX(), corner.getY(), javafx.scene.input.MouseButton.PRIMARY);
    Camera pressed = graph.canvas().camera();
    assertNotEquals(before, pressed, "the lens comes to the pointer");
    assertEquals(before.scale(), pressed.scale());
    robot.moveBy(40, 30);
    Camera dragged = graph.canvas().camera();
    assertTrue(dragged.x() < pressed.x() && dragged.y() < pressed.y(), "the view goes along");
    robot.drop();
    robot.interact(() -> graph.zoomIn());
    assertTrue(graph.canvas().camera().scale() > dragged.scale());
    robot.interact(() -> graph.zoomOut());
    assertEquals(dragged.scale(), graph.canvas().camera().scale(), 1e-9);
    robot.interact(() -> graph.fitAll());
    waitForPan(robot);
    assertTrue(graph.canvas().overview().isEmpty(), "all of it is in view");
    Camera all = graph.canvas().camera();
    robot.interact(() -> graph.fitPath());
    waitForPan(robot);
    assertTrue(graph.canvas().camera().scale() >= all.scale());
  }

  @Test
  @Tag("row-E4")
  void aFitThatIsAskedForBeforeThereIsADrawingIsDoneWhenItComes(FxRobot robot) {
    List<Runnable> later = new ArrayList<>();
    BackgroundWork slow =
        new BackgroundWork() {
          @Override
          public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
            later.add(() -> done.accept(work.get()));
          }
        };
    GraphPane[] made = new GraphPane[1];
    robot.interact(() -> {
      made[0] = new GraphPane(stepping, slow);
      graph.getScene().setRoot(made[0]);
      made[0].fitAll();
      later.forEach(Runnable::run);
    });
    waitForFxEvents();
    assertTrue(made[0].canvas().overview().isEmpty(), "all of it is in view");
  }

  @Test
  @Tag("row-K4")
  void nothingGlidesWhileMotionIsOff(FxRobot robot) {
    robot.interact(() -> {
      graph.getScene().getRoot().getStyleClass().add("still");
      graph.canvas().zoomBy(6);
      graph.fitAll();
    });
    Camera at = graph.canvas().camera();
    waitForPan(robot);
    assertEquals(at, graph.canvas().camera(), "it is there at once");
    robot.interact(() -> graph.getScene().getRoot().getStyleClass().remove("still"));
  }

  @Test
  @Tag("row-C4")
  void theTimeLineGoesToTheStepThatIsPressed(FxRobot robot) {
    var bounds = scrubber.localToScreen(scrubber.getBoundsInLocal());
    robot.clickOn(bounds.getMaxX() - 62, bounds.getMinY() + 25);
    assertEquals(11, stepping.selection().index());
    robot.type(KeyCode.LEFT);
    assertEquals(10, stepping.selection().index());
    robot.type(KeyCode.HOME);
    assertEquals(0, stepping.selection().index());
    robot.type(KeyCode.PAGE_DOWN);
    assertEquals(10, stepping.selection().index());
  }

  @Test
  void theRulePaneTellsTheStateAndSinceWhen(FxRobot robot) {
    robot.interact(() -> stepping.selectStep(10));
    Label state = robot.lookup("#rule-state").queryAs(Label.class);
    assertEquals("Irp: Armed \u00b7 since step 9", state.getText());
    assertTrue(count(robot, automaton, colour(PaletteColour.CURRENT)) > 20);
    assertTrue(count(robot, automaton, colour(PaletteColour.PASSING)) > 20);
  }

  @Test
  @Tag("row-G1")
  void inAFlatPaneTheClauseStandsBesideTheRuleAndElseBelowIt(FxRobot robot) {
    assertTrue(
        clause(robot).getMinY() >= drawing(robot).getMaxY(), "below, where the pane is high");
    double high = drawing(robot).getHeight();
    robot.interact(() -> {
      VBox all = (VBox) automaton.getScene().getRoot();
      all.getChildren().setAll(automaton);
      automaton.setMaxHeight(220);
    });
    waitForFxEvents();
    assertTrue(clause(robot).getMinX() >= drawing(robot).getMaxX(), "beside, where it is flat");
    assertTrue(clause(robot).getMaxX() <= automaton.getWidth());
    assertTrue(drawing(robot).getHeight() > 150, "no height is taken for it");
    assertTrue(drawing(robot).getHeight() < high);
  }

  private Bounds clause(FxRobot robot) {
    return bounds(robot.from(automaton).lookup("#rule-clause").query());
  }

  private Bounds drawing(FxRobot robot) {
    return bounds(robot.from(automaton).lookup((Node n) -> n instanceof AutomatonCanvas).query());
  }

  private Bounds bounds(Node node) {
    return automaton.sceneToLocal(node.localToScene(node.getLayoutBounds()));
  }
}
