package dev.irpscope.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WindowSettingsTest {
  @TempDir private Path temporary = Path.of("");

  @Test
  @Tag("row-K6")
  void whatIsSetIsThereAfterARestart() {
    Path folder = temporary.resolve("not made yet");
    WindowSettings settings = WindowSettings.load(folder);
    settings.setTheme("dark");
    settings.setTextSize(17);
    settings.setWindowSize(new WindowSettings.Size(1280, 720));
    settings.setDividers("split-left", List.of(0.25));
    settings.addRecent(temporary.resolve("a b"));
    settings.addRecent(temporary.resolve("\u00e9"));
    WindowSettings again = WindowSettings.load(folder);
    assertEquals("dark", again.theme());
    assertEquals(17, again.textSize());
    assertEquals(Optional.of(new WindowSettings.Size(1280, 720)), again.windowSize());
    assertEquals(List.of(0.25), again.dividers("split-left"));
    assertEquals(
        List.of(temporary.resolve("\u00e9"), temporary.resolve("a b")), again.recentFolders());
  }

  @Test
  void aFolderOpenedAgainMovesToTheFrontAndTheListStaysShort() {
    WindowSettings settings = WindowSettings.load(temporary);
    for (int i = 0; i < 20; i++) {
      settings.addRecent(temporary.resolve("f" + i));
    }
    settings.addRecent(temporary.resolve("f15"));
    assertEquals(8, settings.recentFolders().size());
    assertEquals(temporary.resolve("f15"), settings.recentFolders().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u12",
        "text.size=huge\nwindow.width=NaN\nwindow.height=1e99\ndividers.x=0.5,,7",
        "recent.0=\\u0000\ntheme=\ntext.size=-4",
        "dividers.x=nonsense\u0000\u0001"
      })
  void aBrokenFileMeansDefaults(String content) throws IOException {
    Files.writeString(temporary.resolve("window.properties"), content);
    WindowSettings settings = WindowSettings.load(temporary);
    assertEquals("light", settings.theme());
    assertTrue(settings.textSize() >= 9 && settings.textSize() <= 28);
    assertEquals(Optional.empty(), settings.windowSize());
    assertEquals(List.of(), settings.dividers("x"));
    assertEquals(List.of(), settings.recentFolders());
  }

  @Test
  void aFileThatCannotBeReadIsPutAsideAndSaidAndNothingOfItIsLost() throws IOException {
    String content = "recent.0=/home/u/driver\nbroken=\\u12";
    Files.writeString(temporary.resolve("window.properties"), content);
    WindowSettings settings = WindowSettings.load(temporary);
    settings.setTheme("dark");
    WindowSettings.Unread unread = settings.unread().orElseThrow();
    assertEquals(content, Files.readString(unread.kept()));
    assertTrue(unread.problem().contains("Malformed"), unread.problem());
    assertEquals(Optional.empty(), WindowSettings.load(temporary).unread(), "mended by itself");
  }

  @Test
  void aPlaceThatCannotBeWrittenStopsNothing() throws IOException {
    Path file = Files.writeString(temporary.resolve("file"), "");
    WindowSettings settings = WindowSettings.load(file);
    settings.setTheme("dark");
    assertEquals("dark", settings.theme());
  }

  @Test
  void eachPlatformHasItsPlace() {
    Path home = Path.of("/home/u");
    assertEquals(
        Path.of("/cfg/irpscope"),
        SettingsFolder.of("Linux", Map.of("XDG_CONFIG_HOME", "/cfg"), home));
    assertEquals(
        home.resolve(".config/irpscope"),
        SettingsFolder.of("Linux", Map.of("XDG_CONFIG_HOME", "relative"), home));
    assertEquals(
        home.resolve("Library/Application Support/IrpScope"),
        SettingsFolder.of("Mac OS X", Map.of(), home));
    assertEquals(
        Path.of("/data/IrpScope"),
        SettingsFolder.of("Windows 11", Map.of("APPDATA", "/data"), home));
  }
}
