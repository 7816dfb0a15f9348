package dev.irpscope.app.bench;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.WindowModel;
import dev.irpscope.app.window.MainWindow;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;

/**
 * Measures one window on the path of {@link LongDriver}: opening it, every step of it forwards, and
 * panning its graph. A figure is what the JavaFX thread worked for an input event: handling it and
 * the styling and layout of the pulse behind it, once as time on the clock and once as time of the
 * processor, which other work on the machine hardly changes; and all that the thread did until the
 * second pulse, which includes handing the picture to the screen.
 */
public final class WindowBenchmark extends Application {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Pulses behind an event until everything that it started is over. */
  private static final int PULSES = 2;

  private final PrintStream out = System.out;
  private final Stage stage = new Stage();
  private int rounds = 3;
  private int most = Integer.MAX_VALUE;

  /** What one event cost, in nanoseconds. */
  private record Cost(long wall, long processor, long all) {}

  /** The main class must not be the application itself on the class path. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) {
      Application.launch(WindowBenchmark.class, args);
    }
  }

  @Override
  public void start(Stage unused) throws Exception {
    Platform.setImplicitExit(false);
    List<String> given = getParameters().getRaw();
    rounds = given.isEmpty() ? rounds : Integer.parseInt(given.getFirst());
    int sections = given.size() < 2 ? LongDriver.SECTIONS : Integer.parseInt(given.get(1));
    most = given.size() < 3 ? most : Integer.parseInt(given.get(2));
    Path folder =
        LongDriver.write(Files.createTempDirectory("bench").resolve("long-filter"), sections);
    AnalysedFolder analysed = LongDriver.analyse(folder);
    open(folder, analysed, 0);
  }

  // Opening

  private void open(Path folder, AnalysedFolder analysed, int round) throws IOException {
    WindowModel model = new WindowModel(new Finished(analysed));
    MainWindow window =
        new MainWindow(
            model, WindowSettings.load(Files.createTempDirectory("settings")), List.of());
    Scene scene = window.scene(1680, 1000);
    stage.setX(0);
    stage.setY(0);
    stage.setScene(scene);
    stage.show();
    settled(() -> {
      long before = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      model.open(folder);
      long handled = System.nanoTime() - start;
      pulses(
          1,
          () -> {
            long shown = System.nanoTime() - start;
            until(
                () -> isDrawn(scene),
                () -> {
                  long drawn = System.nanoTime() - start;
                  long work = THREADS.getCurrentThreadCpuTime() - before;
                  out.printf(
                      "open %d: event %d ms, first picture %d ms, with graph %d ms, worked %d ms%n",
                      round + 1, ms(handled), ms(shown), ms(drawn), ms(work));
                  if (round + 1 < rounds) {
                    again(() -> open(folder, analysed, round + 1));
                  } else {
                    out.printf("path of %d steps%n", model.stepping().selection().steps().size());
                    steps(model, scene, "all steps", 0);
                  }
                });
          });
    });
  }

  private static boolean isDrawn(Scene scene) {
    return Optional.ofNullable(scene.lookup(".graph-pane"))
        .map(Node::getAccessibleText)
        .filter(text -> !text.isEmpty())
        .isPresent();
  }

  // Stepping

  private void steps(WindowModel model, Scene scene, String name, int round) {
    press(scene, KeyCode.DIGIT3, true);
    press(scene, KeyCode.HOME, false);
    int presses = Math.min(most, model.stepping().selection().steps().size() - 1);
    settled(() ->
        repeat(
            scene,
            presses,
            _ -> press(scene, KeyCode.J, false),
            costs -> {
              tell("%s, pass %d".formatted(name, round + 1), costs);
              if (round + 1 < rounds) {
                steps(model, scene, name, round + 1);
              } else {
                pan(scene, 0);
              }
            }));
  }

  // Panning

  private void pan(Scene scene, int round) {
    Node canvas = scene.lookup("#graph-canvas");
    press(scene, KeyCode.EQUALS, false);
    mouse(canvas, MouseEvent.MOUSE_PRESSED, 300, 300);
    repeat(
        scene,
        300,
        i -> mouse(canvas, MouseEvent.MOUSE_DRAGGED, 300 + (i % 40) * 3, 300 - (i % 60) * 2),
        costs -> {
          mouse(canvas, MouseEvent.MOUSE_RELEASED, 300, 300);
          tell("pan, everything in view, pass " + (round + 1), costs);
          if (round + 1 < rounds) {
            pan(scene, round + 1);
          } else {
            Platform.exit();
          }
        });
  }

  private static void mouse(
      Node target, javafx.event.EventType<MouseEvent> type, double x, double y) {
    Event.fireEvent(
        target,
        new MouseEvent(
            type,
            x,
            y,
            x,
            y,
            MouseButton.PRIMARY,
            1,
            false,
            false,
            false,
            false,
            true,
            false,
            false,
            true,
            false,
            false,
            null));
  }

  private static void press(Scene scene, KeyCode code, boolean alt) {
    Node owner = scene.getFocusOwner();
    Event.fireEvent(
        owner == null ? scene.getRoot() : owner,
        new KeyEvent(KeyEvent.KEY_PRESSED, "", code.getChar(), code, false, false, alt, false));
  }

  // Measuring

  /** Fires an event so many times, each when the one before has been dealt with. */
  private void repeat(
      Scene scene, int times, Consumer<Integer> event, Consumer<List<Cost>> finished) {
    List<Cost> costs = new ArrayList<>();
    long[] layout = new long[4];
    Runnable before =
        () -> {
          layout[0] = System.nanoTime();
          layout[2] = THREADS.getCurrentThreadCpuTime();
        };
    Runnable after =
        () -> {
          layout[1] += System.nanoTime() - layout[0];
          layout[3] += THREADS.getCurrentThreadCpuTime() - layout[2];
        };
    scene.addPreLayoutPulseListener(before);
    scene.addPostLayoutPulseListener(after);
    Runnable[] next = new Runnable[1];
    next[0] =
        () -> {
          if (costs.size() == times) {
            scene.removePreLayoutPulseListener(before);
            scene.removePostLayoutPulseListener(after);
            finished.accept(costs);
            return;
          }
          layout[1] = 0;
          layout[3] = 0;
          long processor = THREADS.getCurrentThreadCpuTime();
          long start = System.nanoTime();
          event.accept(costs.size());
          long handled = System.nanoTime() - start;
          long worked = THREADS.getCurrentThreadCpuTime() - processor;
          pulses(
              PULSES,
              () -> {
                long all = THREADS.getCurrentThreadCpuTime() - processor;
                costs.add(new Cost(handled + layout[1], worked + layout[3], all));
                Platform.runLater(next[0]);
              });
        };
    Platform.runLater(next[0]);
  }

  private void tell(String what, List<Cost> costs) {
    out.printf(
        "%s (%d): clock %s; processor %s; with the picture %s%n",
        what,
        costs.size(),
        spread(costs, Cost::wall),
        spread(costs, Cost::processor),
        spread(costs, Cost::all));
  }

  private static String spread(List<Cost> costs, ToLongFunction<Cost> part) {
    long[] sorted = costs.stream().mapToLong(part).sorted().toArray();
    return "median %.1f, p95 %.1f, worst %.1f ms"
        .formatted(
            sorted[sorted.length / 2] / 1e6,
            sorted[sorted.length * 95 / 100] / 1e6,
            sorted[sorted.length - 1] / 1e6);
  }

  private static long ms(long nanos) {
    return nanos / 1_000_000;
  }

  /** Runs something after so many pulses have begun and the last one is over. */
  private static void pulses(int count, Runnable then) {
    until(
        new BooleanSupplier() {
          private int seen;

          @Override
          public boolean getAsBoolean() {
            return seen++ >= count;
          }
        },
        then);
    Platform.requestNextPulse();
  }

  private static void until(BooleanSupplier condition, Runnable then) {
    new AnimationTimer() {
      @Override
      public void handle(long now) {
        if (condition.getAsBoolean()) {
          stop();
          then.run();
        }
      }
    }.start();
  }

  /** When drawing and layouts in the background have had time to end. */
  private static void settled(Runnable then) {
    pulses(60, () -> Platform.runLater(then));
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void again(Action action) {
    Platform.runLater(() -> {
      try {
        action.run();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    });
  }

  /** Has the result at once: what is measured is the window. */
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
}
