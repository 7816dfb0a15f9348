package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.Scene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;

/**
 * The pictures in the documents show the window as it is: what they say in words stands beside them
 * in {@code docs/images/pictures.txt}. Run with {@code -Ddocs.update=true} to draw them anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentPicturesTest {
  private static final Path IMAGES = Path.of("..", "docs", "images");
  private static final Pattern SHOWN =
      Pattern.compile("!\\[[^\\]]+\\]\\((?:docs/)?images/([^)]+)\\)");

  @TempDir private static Path temporary = Path.of("");

  @BeforeAll
  void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void thePicturesShowTheWindowAsItIs() throws IOException {
    DocumentPictures pictures = new DocumentPictures(new FxRobot(), temporary);
    StringBuilder words = new StringBuilder();
    for (DocumentPictures.Shot shot : DocumentPictures.shots()) {
      Scene scene = pictures.scene(shot);
      words.append(pictures.described(shot, scene)).append('\n');
      if (Boolean.getBoolean("docs.update")) {
        Files.write(IMAGES.resolve(shot.name() + ".png"), pictures.png(scene));
      }
    }
    Path described = IMAGES.resolve("pictures.txt");
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(described, words);
    }
    assertEquals(
        Files.readString(described),
        words.toString(),
        "the window has changed: look at the pictures that -Ddocs.update=true draws");
  }

  @Test
  void everyPictureIsMadeHereAndShownSomewhere() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path page : List.of(Path.of("../README.md"), Path.of("../docs/guide.md"))) {
      SHOWN.matcher(Files.readString(page)).results().forEach(m -> shown.add(m.group(1)));
    }
    Set<String> made = new TreeSet<>();
    DocumentPictures.shots().forEach(shot -> made.add(shot.name() + ".png"));
    assertEquals(made, shown);
    try (Stream<Path> files = Files.list(IMAGES)) {
      assertTrue(
          files
              .map(f -> String.valueOf(f.getFileName()))
              .filter(f -> f.endsWith(".png"))
              .allMatch(made::contains));
    }
  }
}
