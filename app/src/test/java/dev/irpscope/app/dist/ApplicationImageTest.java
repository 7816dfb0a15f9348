package dev.irpscope.app.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs with the profile {@code dist}: the image starts where no JDK can be found. */
@EnabledIfSystemProperty(
    named = "irpscope.image",
    matches = ".+",
    disabledReason = "needs the application image: mvn -Pdist verify")
@EnabledOnOs(value = OS.LINUX, disabledReason = "the image of other systems is laid out otherwise")
final class ApplicationImageTest {
  @TempDir private Path temp = Path.of("");

  @Test
  void theCommandLineAnalysesASampleWithoutAnythingInTheEnvironment() throws Exception {
    Process process = start(List.of(), "analyze", sample().toString());
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    String said = Files.readString(output());
    assertEquals(1, process.exitValue(), said);
    assertTrue(said.contains("CompletionRoutineRegistered"), said);
  }

  @Test
  void theWindowOpensASampleAndUsesTheRuntimeOfTheImageOnly() throws Exception {
    Process process =
        start(
            List.of("-Dglass.platform=Headless", "-Dprism.order=sw", "-Dirpscope.rehearsal=true"),
            sample().toString());
    Path maps = Path.of("/proc", String.valueOf(process.pid()), "maps");
    Set<Path> machines = new TreeSet<>();
    boolean cached = false;
    while (process.isAlive() && !Files.readString(output()).contains("first picture")) {
      for (String line : lines(maps)) {
        if (line.endsWith("/libjvm.so")) {
          machines.add(Path.of(line.substring(line.indexOf('/'))));
        }
        cached |= line.endsWith("/irpscope.aot");
      }
      Thread.sleep(50);
    }
    assertTrue(process.waitFor(5, TimeUnit.MINUTES));
    String said = Files.readString(output());
    assertEquals(0, process.exitValue(), said);
    assertTrue(said.contains("first picture"), said);
    assertEquals(
        Set.of(image().resolve("lib/runtime/lib/server/libjvm.so").toRealPath()), machines, said);
    assertTrue(cached, "the cache is not used");
  }

  private static Path image() {
    return Path.of(System.getProperty("irpscope.image", "")).toAbsolutePath();
  }

  private static Path sample() {
    return image().resolve("lib/samples/gauge-filter");
  }

  private Path output() {
    return temp.resolve("said.txt");
  }

  /** With no variable but a home and a path on which there is no Java. */
  private Process start(List<String> options, String... arguments) throws IOException {
    ProcessBuilder builder = new ProcessBuilder();
    builder.command().add(image().resolve("bin/irpscope").toString());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("PATH", "/nowhere");
    if (!options.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", String.join(" ", options));
    }
    return builder.redirectErrorStream(true).redirectOutput(output().toFile()).start();
  }

  /** Empty when the process has ended meanwhile. */
  private static List<String> lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.toList();
    } catch (IOException | java.io.UncheckedIOException e) {
      return List.of();
    }
  }
}
