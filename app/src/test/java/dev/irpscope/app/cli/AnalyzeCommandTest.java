package dev.irpscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@code irpscope analyze} on input that is a driver. */
final class AnalyzeCommandTest {
  @TempDir private Path temp = Path.of("");

  private String driver(String text) throws IOException {
    Path folder = temp.resolve("my driver ä");
    Drivers.write(folder.resolve("read.c"), text);
    return folder.toString();
  }

  @Test
  @Tag("row-A1")
  @Tag("row-J7")
  void exitsWithOneAndPrintsTheViolationOfADriverThatBreaksARule() throws IOException {
    Ran ran = Ran.of("analyze", driver(Drivers.VIOLATING), "--rules", Drivers.RULE);
    assertEquals(ExitCode.VIOLATIONS, ran.exit());
    assertTrue(
        ran.out().startsWith("read.c:17: error: CompletionRoutineRegistered: Read armed"),
        ran.out());
    assertEquals("", ran.err());
  }

  @Test
  @Tag("row-J7")
  void exitsWithZeroOnADriverThatKeepsTheRule() throws IOException {
    Ran ran = Ran.of("analyze", driver(Drivers.CLEAN), "--rules", Drivers.RULE, "--strict");
    assertEquals(ExitCode.NONE_FOUND, ran.exit(), ran.out());
    assertTrue(ran.out().contains("0 violations, 1 rule with none found"), ran.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "sarif", "json", "html", "md"})
  void givesTheSameBytesWithOneThreadAndWithTwo(String format) throws IOException {
    String folder = driver(Drivers.VIOLATING);
    Ran one = Ran.of("analyze", folder, "--format", format, "--threads", "1");
    Ran two = Ran.of("analyze", folder, "--format", format, "--threads", "2");
    assertEquals(one.out(), two.out());
    assertTrue(one.out().contains(Drivers.RULE));
  }

  @Test
  void writesTheResultIntoAFileAndNothingToStandardOutput() throws IOException {
    String folder = driver(Drivers.VIOLATING);
    Path target = temp.resolve("out.sarif");
    Ran ran =
        Ran.of(
            "analyze", folder, "--rules", Drivers.RULE, "--format=sarif", "-o", target.toString());
    assertEquals("", ran.out());
    assertTrue(Files.readString(target).contains("\"version\" : \"2.1.0\""));
  }

  @Test
  void leavesTheOpenedFolderAsItWas() throws IOException {
    Path folder = Path.of(driver(Drivers.VIOLATING));
    Ran.of("analyze", folder.toString(), "--rules", Drivers.RULE);
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void comparesWithAnEarlierReport() throws IOException {
    String folder = driver(Drivers.VIOLATING);
    Path earlier = temp.resolve("earlier.json");
    Ran.of("analyze", folder, "--rules", Drivers.RULE, "--format=json", "-o", earlier.toString());
    Ran same = Ran.of("analyze", folder, "--rules", Drivers.RULE, "--baseline", earlier.toString());
    assertTrue(same.out().lines().findFirst().orElse("").endsWith("(still there)"), same.out());
    driver(Drivers.CLEAN);
    Ran gone = Ran.of("analyze", folder, "--rules", Drivers.RULE, "--baseline", earlier.toString());
    assertTrue(gone.out().contains("(gone)"), gone.out());
    assertEquals(ExitCode.NONE_FOUND, gone.exit());
  }

  @Test
  void takesRulesDefinesAndSuppressionsFromASettingsFile() throws IOException {
    String folder = driver(Drivers.VIOLATING.replace("if (ext->Stop)", "if (STOPS)"));
    Path settings =
        Drivers.write(
            temp.resolve("settings.json"),
            "{ \"rules\": [\"CompletionRoutineRegistered\"], \"defines\": [\"STOPS=0\"] }");
    Ran none = Ran.of("analyze", folder, "--settings", settings.toString());
    assertEquals(ExitCode.NONE_FOUND, none.exit(), none.out());
    Drivers.write(
        settings, "{ \"rules\": [\"CompletionRoutineRegistered\"], \"defines\": [\"STOPS=1\"] }");
    Ran some = Ran.of("analyze", folder, "--settings", settings.toString(), "--format=json");
    assertEquals(ExitCode.VIOLATIONS, some.exit(), some.out());
    String fingerprint = some.out().replaceFirst("(?s).*\"fingerprint\" : \"([^\"]*)\".*", "$1");
    Drivers.write(
        settings,
        "{ \"rules\": [\"CompletionRoutineRegistered\"], \"defines\": [\"STOPS=1\"],"
            + " \"suppressions\": [{ \"fingerprint\": \""
            + fingerprint
            + "\", \"reason\": \"Known.\" }] }");
    Ran suppressed = Ran.of("analyze", folder, "--settings", settings.toString());
    assertEquals(ExitCode.NONE_FOUND, suppressed.exit(), suppressed.out());
    assertTrue(suppressed.out().contains("1 put aside"), suppressed.out());
  }

  @Test
  void graphHighlightsThePathOfAViolation() throws IOException {
    String folder = driver(Drivers.VIOLATING);
    String id =
        Ran.of("analyze", folder, "--rules", Drivers.RULE)
            .out()
            .lines()
            .findFirst()
            .orElse("")
            .replaceFirst(".*\\[(\\w+)]$", "$1");
    Ran dot = Ran.of("graph", folder, "--violation", id);
    assertEquals(ExitCode.NONE_FOUND, dot.exit(), dot.err());
    assertTrue(dot.out().startsWith("digraph \"read.c#Read\" {"), dot.out());
    assertTrue(dot.out().contains("penwidth"));
    Ran plain = Ran.of("graph", folder, "--function", "Read");
    assertFalse(plain.out().contains("penwidth"));
    Ran svg = Ran.of("graph", folder, "--violation", id, "--format", "svg");
    assertTrue(svg.out().contains("class=\"b bad\""), svg.err());
    Ran graphMl = Ran.of("graph", folder, "--function", "Read", "--format", "graphml");
    assertTrue(graphMl.out().contains("<graphml"));
  }

  @Test
  void coverageCountsWhatItLists() throws IOException {
    Ran ran = Ran.of("coverage", driver(Drivers.VIOLATING), "--format", "json");
    assertEquals(ExitCode.NONE_FOUND, ran.exit());
    assertTrue(ran.out().contains("\"functions\" : 3"), ran.out());
    assertTrue(ran.out().contains("\"analysed\" : 3"), ran.out());
    assertTrue(ran.out().contains("\"function\" : \"Read\""), ran.out());
    assertTrue(ran.out().contains("\"line\" : 6"), ran.out());
  }

  @Test
  void rulesAreListedShownAndChecked() throws IOException {
    assertTrue(Ran.of("rules").out().lines().anyMatch(l -> l.startsWith("SpinLock ")));
    assertTrue(Ran.of("rules", "SpinLock").out().startsWith("SpinLock\n"));
    Path broken = Drivers.write(temp.resolve("broken.rule"), "rule X {\n  modl wdm\n}\n");
    Ran ran = Ran.of("rules", "--check", broken.toString());
    assertEquals(ExitCode.USAGE_OR_INPUT, ran.exit());
    assertTrue(ran.out().contains("broken.rule:2:8: error: "), ran.out());
  }

  @Test
  void coverageNamesFunctionsThatTheConfigurationLeavesOut() throws IOException {
    String folder =
        driver(
            Drivers.VIOLATING
                + "#if DBG\nstatic int checks[] = { 1, 2 };\nvoid Trace(PIRP Irp)\n{\n  if (Irp) {"
                + " DbgPrint(\"x\"); }\n}\n#endif\n");
    Ran ran = Ran.of("coverage", folder, "--define", "DBG=0");
    assertTrue(ran.out().contains("read.c:27: Trace: inactive: "), ran.out());
    assertTrue(ran.out().contains("4 functions: 3 analysed, 0 partial, 0 skipped, 1 inactive"));
    Ran chosen = Ran.of("coverage", folder, "--define", "DBG=1");
    assertTrue(chosen.out().contains("4 functions: 4 analysed"), chosen.out());
  }

  @Test
  void loadsNoClassOfTheWindow() throws Exception {
    Path log = temp.resolve("classes.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log.getFileName(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.irpscope.app.Launcher",
                "analyze",
                driver(Drivers.VIOLATING),
                "--rules",
                Drivers.RULE,
                "-o",
                temp.resolve("out.txt").toString())
            .directory(temp.toFile())
            .redirectErrorStream(true)
            .start();
    process.getInputStream().readAllBytes();
    assertEquals(ExitCode.VIOLATIONS, process.waitFor());
    String loaded = Files.readString(log);
    assertTrue(loaded.contains("dev.irpscope.analysis.DriverAnalysis "));
    assertFalse(loaded.contains(" javafx."));
    assertFalse(loaded.contains(" java.awt."));
  }
}
