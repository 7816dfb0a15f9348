package dev.irpscope.app;

import dev.irpscope.app.cli.Main;
import dev.irpscope.app.settings.WindowSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;

/**
 * The application, used by itself: opens the folder it is given, waits for the first violation to
 * be seen, presses the keys that people press, checks the folder from the command line, and ends.
 * Packaging trains the runtime's cache with it, and it tells how long the first picture took.
 */
public final class Rehearsal extends IrpScopeApplication {
  private static final System.Logger LOG = System.getLogger(Rehearsal.class.getName());
  private static final int FAILED = 3;

  /** A key is pressed every so many frames, so that what it moves is drawn. */
  private static final int FRAMES = 4;

  private static final long PATIENCE_SECONDS = 120;

  /** Names of keys, with the modifiers in front as {@code S}, {@code C} and {@code A}. */
  private static final List<String> KEYS =
      List.of(
          "HOME",
          "J",
          "J",
          "F11",
          "F10",
          "J",
          "K",
          "PERIOD",
          "COMMA",
          "V",
          "O",
          "F8",
          "A+DIGIT1",
          "J",
          "A+DIGIT3",
          "J",
          "J",
          "A+DIGIT2",
          "C",
          "C",
          "S+S",
          "S+S",
          "X",
          "X",
          "G",
          "J",
          "G",
          "J",
          "G",
          "EQUALS",
          "DIGIT0",
          "C+F",
          "ESCAPE",
          "F6",
          "F6",
          "F12",
          "A+LEFT",
          "C+T",
          "J",
          "C+T",
          "A+ENTER",
          "PAGE_DOWN",
          "PAGE_UP",
          "R",
          "ESCAPE",
          "V",
          "END");

  private final Deque<String> keys = new ArrayDeque<>(KEYS);

  @Override
  WindowSettings settings() {
    try {
      return WindowSettings.load(Files.createTempDirectory("irpscope-rehearsal"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void start(Stage stage) {
    // Where there is no display, JavaFX cannot draw what lies behind the edge of its small screen.
    stage.setX(0);
    stage.setY(0);
    super.start(stage);
    Scene scene = stage.getScene();
    new AnimationTimer() {
      private long frame;
      private long first;
      private long whole;

      @Override
      public void handle(long now) {
        frame++;
        // What was laid out in the pulse before this one has been drawn.
        if (frame == 2) {
          tell("window");
        }
        if (first == 0 && isPictureShown(scene)) {
          first = frame;
          tell("first picture");
        }
        if (whole == 0 && first > 0 && isFinished(scene)) {
          whole = frame;
          tell("whole picture");
        }
        if (whole == 0 && sinceStart() > PATIENCE_SECONDS * 1000) {
          LOG.log(System.Logger.Level.ERROR, "no violation was shown");
          System.exit(FAILED);
        } else if (whole > 0 && (frame - whole) % FRAMES == 0) {
          if (keys.isEmpty()) {
            stop();
            end();
          } else {
            press(scene, keys.removeFirst());
          }
        }
      }
    }.start();
  }

  private static void tell(String what) {
    LOG.log(
        System.Logger.Level.INFO,
        "{0} after {1} ms, {2} ms of processor time",
        what,
        sinceStart(),
        ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis());
  }

  private static long sinceStart() {
    return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
  }

  /** Whether everything was searched, so that the graph can be drawn too. */
  private static boolean isFinished(Scene scene) {
    return Optional.ofNullable(scene.lookup("#button-stop"))
        .filter(b -> !b.isVisible())
        .isPresent();
  }

  /** Whether the source of a violation stands in the window. */
  private static boolean isPictureShown(Scene scene) {
    return scene.lookup("#source-list") instanceof ListView<?> source
        && source.isVisible()
        && !source.getItems().isEmpty()
        && scene.lookup("#narration") instanceof Label narration
        && narration.getHeight() > 0;
  }

  private static void press(Scene scene, String key) {
    KeyCode code = KeyCode.valueOf(key.substring(key.indexOf('+') + 1));
    Node target = scene.getFocusOwner();
    Event.fireEvent(
        target == null ? scene : target,
        new KeyEvent(
            KeyEvent.KEY_PRESSED,
            "",
            code.getChar(),
            code,
            key.startsWith("S+"),
            key.startsWith("C+"),
            key.startsWith("A+"),
            false));
  }

  /** The other way to use the program, then the end of both. */
  private void end() {
    List<String> folders = getParameters().getUnnamed();
    if (!folders.isEmpty()) {
      try {
        Path report = Files.createTempFile("irpscope-rehearsal", ".html");
        Main.run(new String[] {"analyze", folders.getFirst(), "-o", report.toString()});
        Files.delete(report);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    Platform.exit();
  }
}
