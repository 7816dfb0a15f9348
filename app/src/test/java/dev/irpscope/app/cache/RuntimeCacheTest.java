package dev.irpscope.app.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RuntimeCacheTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void whatItWasMadeFromIsToldByRuntimeAndJars() throws IOException {
    RuntimeCache cache = new RuntimeCache(temp.resolve("one.aot"));
    assertFalse(cache.isMadeFrom(RuntimeCache.content()), "there is none");
    Files.writeString(cache.note(), RuntimeCache.content());
    assertTrue(cache.isMadeFrom(RuntimeCache.content()));
    assertFalse(cache.isMadeFrom(RuntimeCache.content() + "another.jar 12\n"));
    assertTrue(RuntimeCache.content().contains(Runtime.version().toString()));
    assertTrue(
        RuntimeCache.content()
            .contains(
                System.getProperty("java.class.path", "?")
                    .split(java.io.File.pathSeparator, -1)[0]));
  }

  @Test
  void oneThatIsBeingMadeIsNotMadeTwice() throws Exception {
    Path file = temp.resolve("two.aot");
    try (FileChannel other =
        FileChannel.open(
            temp.resolve("two.aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ProcessBuilder builder =
          new ProcessBuilder(
              RuntimeCache.java(),
              "-cp",
              System.getProperty("java.class.path", ""),
              CacheTraining.class.getName(),
              file.toString());
      var mine = other.lock();
      Process process = builder.inheritIO().start();
      assertEquals(0, process.waitFor());
      mine.release();
    }
    assertFalse(Files.exists(temp.resolve("two.aot.txt")), "it waits for nothing and makes none");
  }

  @Test
  void aTrainingThatFailsIsNotRepeatedAndLeavesNothingHalf() throws Exception {
    Path file = temp.resolve("three.aot");
    Files.writeString(file, "of another version");
    Path gone = temp.resolve("gone");
    Files.writeString(temp.resolve("old.aot"), "of an installation that was removed");
    Files.writeString(temp.resolve("old.aot.txt"), gone + "\n25\n");
    Process process =
        new ProcessBuilder(
                RuntimeCache.java(),
                "-Dirpscope.home=" + temp,
                "-cp",
                System.getProperty("java.class.path", ""),
                CacheTraining.class.getName(),
                file.toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    assertFalse(Files.exists(file), "there is no sample to train on");
    assertFalse(Files.exists(temp.resolve("three.aot.part")));
    assertTrue(Files.readString(temp.resolve("three.aot.txt")).startsWith(temp.toString()));
    assertFalse(Files.exists(temp.resolve("old.aot")));
    assertFalse(Files.exists(temp.resolve("old.aot.txt")));
  }
}
