package dev.irpscope.app.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs after {@code package}: {@code target/irpscope} is one download for all platforms. */
final class PackagedFolderTest {
  private static final Path FOLDER = Path.of("target", "irpscope").toAbsolutePath();
  private static final Path LIB = FOLDER.resolve("lib");
  private static final Set<String> JAVAFX =
      Set.of("javafx-base", "javafx-graphics", "javafx-controls", "javafx-fxml");

  /** Ends of the names of native libraries. */
  private static final List<String> NATIVE = List.of(".dll", ".so", ".dylib", ".jnilib");

  /** What a platform's native libraries look like. */
  enum Platform {
    WIN("win", "glass.dll", 0x8664),
    LINUX("linux", "libglassgtk3.so", 62),
    LINUX_ARM("linux-aarch64", "libglassgtk3.so", 183),
    MAC("mac", "libglass.dylib", 0x01000007),
    MAC_ARM("mac-aarch64", "libglass.dylib", 0x0100000C);

    private final String classifier;
    private final String glass;
    private final int machine;

    Platform(String classifier, String glass, int machine) {
      this.classifier = classifier;
      this.glass = glass;
      this.machine = machine;
    }

    /** The processor that a library is for, as its own header says. */
    private int machineOf(byte[] library) {
      ByteBuffer header = ByteBuffer.wrap(library).order(ByteOrder.LITTLE_ENDIAN);
      return switch (this) {
        case WIN -> Short.toUnsignedInt(header.getShort(header.getInt(0x3C) + 4));
        case LINUX, LINUX_ARM -> Short.toUnsignedInt(header.getShort(18));
        case MAC, MAC_ARM -> header.getInt(4);
      };
    }
  }

  @Tag("row-A2")
  @ParameterizedTest
  @EnumSource(Platform.class)
  void javaFxIsThereForEveryPlatformWithLibrariesOfItsProcessor(Platform platform)
      throws IOException {
    Path folder = LIB.resolve("javafx-" + platform.classifier);
    Set<String> found = new TreeSet<>();
    Set<String> versions = new TreeSet<>();
    for (Path jar : jars(folder)) {
      String name = String.valueOf(jar.getFileName());
      String end = "-" + platform.classifier + ".jar";
      assertTrue(name.endsWith(end), name);
      int dash = name.indexOf('-', "javafx-".length());
      found.add(name.substring(0, dash));
      versions.add(name.substring(dash + 1, name.length() - end.length()));
    }
    assertEquals(new TreeSet<>(JAVAFX), found);
    assertEquals(1, versions.size(), versions::toString);
    Path graphics =
        jars(folder).stream().filter(j -> j.toString().contains("-graphics-")).findFirst().get();
    try (ZipFile zip = new ZipFile(graphics.toFile())) {
      ZipEntry entry = zip.getEntry(platform.glass);
      assertTrue(entry != null, () -> platform.glass + " is not in " + graphics);
      try (InputStream in = zip.getInputStream(entry)) {
        assertEquals(platform.machine, platform.machineOf(in.readAllBytes()));
      }
    }
  }

  @Tag("row-A2")
  @Test
  void nothingButJavaFxDependsOnThePlatform() throws IOException {
    assertEquals(List.of(), entries(n -> NATIVE.stream().anyMatch(n::endsWith)));
  }

  @Test
  void noJarIsSignedBecauseTheCacheWouldLeaveItsClassesOut() throws IOException {
    assertEquals(List.of(), entries(n -> n.matches("META-INF/[^/]+\\.(SF|RSA|DSA|EC)")));
  }

  @Tag("row-A2")
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Linux,  x86_64,  javafx-linux
          Linux,  aarch64, javafx-linux-aarch64
          Darwin, x86_64,  javafx-mac
          Darwin, arm64,   javafx-mac-aarch64
          """)
  void theLauncherPicksTheJavaFxOfTheMachine(
      String system, String machine, String picked, @TempDir Path temp) throws Exception {
    assumeFalse(isWindows(), "runs a shell script");
    script(
        temp.resolve("tools/uname"),
        "case $1 in -s) echo %s ;; -m) echo %s ;; esac".formatted(system, machine));
    script(temp.resolve("jdk/bin/java"), "for one in \"$@\"; do echo \"$one\"; done");
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    List<String> arguments = argumentsOfJava(temp, "rules");
    String path = arguments.get(arguments.indexOf("-cp") + 1);
    assertEquals(LIB + "/*:" + LIB.resolve(picked) + "/*", path);
    assertEquals(
        system.equals("Darwin"), cacheOf(arguments).startsWith(temp.resolve("Library/Caches")));
  }

  @Test
  void theLauncherUsesACacheThatIsThereAndTheQuickCompilerForLittleSource(@TempDir Path temp)
      throws Exception {
    assumeFalse(isWindows(), "runs a shell script");
    script(temp.resolve("jdk/bin/java"), "for one in \"$@\"; do echo \"$one\"; done");
    Files.writeString(temp.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
    Path small = Files.createDirectories(temp.resolve("small driver"));
    Files.writeString(small.resolve("a.c"), "int a;");
    Path large = Files.createDirectories(temp.resolve("large"));
    Files.writeString(large.resolve("a.c"), "int a;\n".repeat(60_000));
    List<String> first = argumentsOfJava(temp, "analyze", small.toString());
    Path cache = cacheOf(first);
    assertEquals(temp.resolve("caches/irpscope"), cache.getParent());
    assertTrue(first.contains("-XX:TieredStopAtLevel=1"), first::toString);
    assertTrue(first.stream().noneMatch(a -> a.startsWith("-XX:AOTCache=")), first::toString);
    Files.createDirectories(temp.resolve("caches/irpscope"));
    Files.writeString(cache, "");
    List<String> second = argumentsOfJava(temp, "analyze", large.toString());
    assertTrue(second.contains("-XX:AOTCache=" + cache), second::toString);
    assertFalse(second.contains("-XX:TieredStopAtLevel=1"), second::toString);
    List<String> window = argumentsOfJava(temp);
    assertTrue(window.contains("-XX:TieredStopAtLevel=1"), window::toString);
    List<String> opening = argumentsOfJava(temp, large.toString());
    assertFalse(opening.contains("-XX:TieredStopAtLevel=1"), opening::toString);
  }

  @Test
  void aCacheThatDoesNotFitIsPassedOverInSilence(@TempDir Path temp) throws Exception {
    assumeFalse(isWindows(), "runs a shell script");
    Path cache = temp.resolve("broken.aot");
    Files.writeString(cache, "not a cache");
    ProcessBuilder builder =
        new ProcessBuilder(FOLDER.resolve("bin/irpscope").toString(), "rules")
            .redirectErrorStream(true);
    builder.environment().put("IRPSCOPE_CACHE", "off");
    builder.environment().put("IRPSCOPE_OPTS", "-XX:AOTCache=" + cache);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    assertFalse(said.contains("AOT") || said.contains("[error]"), said);
    assertTrue(said.contains("CompleteRequest"), said);
  }

  /** What the launcher gives to Java, with a script in its place. */
  private static List<String> argumentsOfJava(Path temp, String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(FOLDER.resolve("bin/irpscope").toString());
    builder.command().addAll(List.of(arguments));
    builder.redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", temp.resolve("jdk").toString());
    builder.environment().put("HOME", temp.toString());
    builder.environment().put("XDG_CACHE_HOME", temp.resolve("caches").toString());
    builder.environment().remove("IRPSCOPE_CACHE");
    builder.environment().merge("PATH", temp.resolve("tools") + ":", (old, mine) -> mine + old);
    Process process = builder.start();
    List<String> given =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor(), given::toString);
    return given;
  }

  private static Path cacheOf(List<String> arguments) {
    String option = "-Dirpscope.cache=";
    return Path.of(
        arguments.stream()
            .filter(a -> a.startsWith(option))
            .findFirst()
            .orElseThrow()
            .substring(option.length()));
  }

  @Tag("row-A2")
  @Test
  void theLauncherForWindowsNamesItsJavaFxAndEndsItsLinesAsItMust() throws IOException {
    String text = Files.readString(FOLDER.resolve("bin/irpscope.bat"));
    assertTrue(text.contains("-cp \"%APP%\\lib\\*;%APP%\\lib\\javafx-win\\*\""), text);
    assertTrue(text.contains("dev.irpscope.app.Launcher %*"), text);
    // With line feeds alone the command interpreter may miss a label.
    assertTrue(text.lines().count() == text.chars().filter(c -> c == '\r').count(), "not CR LF");
  }

  @Test
  void samplesComeWithIt() {
    assertTrue(Files.isRegularFile(FOLDER.resolve("samples/gauge-filter/README.md")));
  }

  /** What the jars for all platforms contain, of the names that are wanted. */
  private static List<String> entries(Predicate<String> wanted) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path jar : jars(LIB)) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        zip.stream()
            .map(ZipEntry::getName)
            .filter(wanted)
            .forEach(n -> found.add(jar.getFileName() + "!" + n));
      }
    }
    return found;
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").startsWith("Windows");
  }
}
