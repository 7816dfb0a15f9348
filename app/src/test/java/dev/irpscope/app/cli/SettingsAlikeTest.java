package dev.irpscope.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.DriverAnalysis;
import dev.irpscope.analysis.Progress;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.app.task.AnalysisThreads;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.Mark;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.RoutineRow;
import dev.irpscope.app.viewmodel.RoutinesModel;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.WindowModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One settings file, read by the window and by the command line. */
final class SettingsAlikeTest {
  @TempDir private Path temp = Path.of("");
  private Path driver = Path.of("");
  private Path file = Path.of("");
  private final WindowModel window = new WindowModel(new AtOnce());

  /** The real analysis, on the test's thread. */
  private static final class AtOnce implements AnalysisRunner {
    @Override
    public Running start(Path folder, AnalysisOptions options, Listener listener) {
      try (ExecutorService threads = AnalysisThreads.newPool()) {
        listener.ended(DriverAnalysis.open(folder, options, threads, Progress.NONE));
      }
      return () -> {};
    }

    @Override
    public Running startAgain(
        AnalysedFolder before, Collection<String> changed, Listener listener) {
      throw new AssertionError("settings ask for everything anew");
    }
  }

  @BeforeEach
  void write() throws IOException {
    driver = Files.createDirectories(temp.resolve("driver"));
    Files.createDirectories(temp.resolve("inc"));
    Drivers.write(temp.resolve("inc/stops.h"), "#define STOPS ext->Stop\n");
    Drivers.write(
        driver.resolve("read.c"),
        "#include <stops.h>\n" + Drivers.VIOLATING.replace("if (ext->Stop)", "if (STOPS)"));
    file = temp.resolve("team.json");
  }

  private List<String> inWindow() {
    return window.violations().results().stream()
        .flatMap(r -> r.verdict().found().stream())
        .filter(v ->
            window
                .violations()
                .marks()
                .of(v.fingerprint())
                .filter(m -> m.kind() == Mark.Kind.SUPPRESSED)
                .isEmpty())
        .map(v -> v.rule() + " " + v.function().name() + ":" + v.site().line())
        .toList();
  }

  private int onCommandLine() {
    Ran ran = Ran.of("analyze", driver.toString(), "--settings", file.toString());
    assertEquals("", ran.err());
    return ran.exit();
  }

  private void settings(String text) throws IOException {
    Drivers.write(file, text);
  }

  private AnalysedFolder opened() {
    return window.screenProperty().get() instanceof Screen.Opened(_, var result)
        ? result
        : org.junit.jupiter.api.Assertions.fail("not opened");
  }

  @Test
  @Tag("row-A8")
  void theSameFileGivesTheSameFindingsInTheWindowAndOnTheCommandLine() throws IOException {
    String rules = "\"rules\": [\"CompletionRoutineRegistered\"]";
    window.settings().remember(_ -> Optional.of(file));
    settings("{ " + rules + ", \"includeFolders\": [\"inc\"] }");
    window.open(driver);
    assertEquals(List.of("CompletionRoutineRegistered Read:18"), inWindow());
    assertEquals(ExitCode.VIOLATIONS, onCommandLine());

    settings("{ " + rules + ", \"defines\": [\"STOPS=0\"] }");
    window.reanalyse();
    assertEquals(List.of(), inWindow());
    assertEquals(ExitCode.NONE_FOUND, onCommandLine());

    settings(
        "{ "
            + rules
            + ", \"includeFolders\": [\"inc\"], \"roles\": ["
            + "{ \"function\": \"Read\", \"role\": \"none\" }] }");
    window.reanalyse();
    assertEquals(List.of(), inWindow());
    assertEquals(ExitCode.NONE_FOUND, onCommandLine());

    settings("{ " + rules + ", \"includeFolders\": [\"inc\"] }");
    window.reanalyse();
    String fingerprint = opened().report().violations().getFirst().fingerprint();
    settings(
        "{ "
            + rules
            + ", \"includeFolders\": [\"inc\"], \"suppressions\": ["
            + "{ \"fingerprint\": \""
            + fingerprint
            + "\", \"reason\": \"Known.\" }] }");
    window.reanalyse();
    assertEquals(List.of(), inWindow());
    assertEquals("Known.", window.violations().marks().of(fingerprint).orElseThrow().note());
    assertEquals(ExitCode.NONE_FOUND, onCommandLine());
  }

  @Test
  @Tag("row-A8")
  void aBrokenFileIsToldInBothNeverWrittenToAndTakenAsSoonAsItIsMended() throws IOException {
    String broken =
        "{ \"rules\": [\"CompletionRoutineRegistered\"],\n  \"includeFolders\": \"inc\" }";
    settings(broken);
    window.settings().remember(_ -> Optional.of(file));
    window.open(driver);
    Notice.SettingsUnusable told =
        window.notices().shown().stream()
            .filter(Notice.SettingsUnusable.class::isInstance)
            .map(Notice.SettingsUnusable.class::cast)
            .findFirst()
            .orElseThrow();
    assertTrue(told.sentence().contains("in line 2: 'includeFolders'"), told.sentence());
    assertFalse(inWindow().isEmpty(), "it is analysed without them");
    Ran ran = Ran.of("analyze", driver.toString(), "--settings", file.toString());
    assertTrue(ran.isRefusal() && ran.err().contains("in line 2: "), ran.err());
    window.settings().change(now -> now.withIncludeFolder(temp.resolve("inc")));
    assertEquals(broken, Files.readString(file), "nothing of it is lost");

    settings(broken.replace("\"inc\"", "[\"inc\"]"));
    window.reanalyse();
    assertTrue(
        window.notices().shown().stream().noneMatch(Notice.SettingsUnusable.class::isInstance));
    assertEquals(List.of("CompletionRoutineRegistered Read:18"), inWindow());
  }

  @Test
  @Tag("row-A9")
  void anAddedHeaderFolderIsFoundWrittenAndUsed() throws IOException {
    window.open(driver);
    assertEquals(
        List.of("stops.h"),
        opened().coverage().missingHeaders().headers().stream().map(h -> h.name()).toList());
    assertEquals(3, opened().coverage().missingHeaders().functions());
    window.settings().change(now -> now.withIncludeFolder(temp.resolve("inc")));
    assertTrue(window.notices().shown().contains(new Notice.SettingsChanged()));
    window.reanalyse();
    assertEquals(List.of(), opened().coverage().missingHeaders().headers());
    assertFalse(window.notices().shown().contains(new Notice.SettingsChanged()));

    assertTrue(window.settings().keep(file));
    assertTrue(Files.readString(file).contains("\"inc\""), Files.readString(file));
    assertEquals(ExitCode.VIOLATIONS, onCommandLine());
  }

  @Test
  @Tag("row-A7")
  void everyRoutineIsListedWithItsReasonAndACorrectionChangesTheAnswer() throws IOException {
    settings("{ \"rules\": [\"CompletionRoutineRegistered\"], \"includeFolders\": [\"inc\"] }");
    assertTrue(window.settings().use(file));
    window.settings().remember(_ -> Optional.of(file));
    window.open(driver);
    RoutinesModel routines = new RoutinesModel(window);
    assertEquals(
        List.of(
            "Done: completion routine, passed to IoSetCompletionRoutineEx",
            "Read: dispatch routine, assigned to MajorFunction[IRP_MJ_READ]",
            "DriverEntry: DriverEntry, is the routine a driver starts with"),
        routines.rows(false, "").stream().map(SettingsAlikeTest::told).toList());
    RoutineRow read = row(routines);
    routines.correct(read, Optional.empty());
    assertEquals(Optional.empty(), row(routines).said().getFirst().role());
    window.reanalyse();
    assertEquals(List.of(), inWindow());
    assertEquals(ExitCode.NONE_FOUND, onCommandLine(), "the file has it too");
    assertTrue(
        routines.rows(false, "").stream().anyMatch(r -> r.function().equals("Read")),
        "what was corrected can be taken back");

    routines.correct(read, Optional.of(Role.DISPATCH));
    window.reanalyse();
    assertEquals("Read: dispatch routine, is one by the settings", told(row(routines)));
    assertEquals(1, inWindow().size());
    routines.takeBack(read);
    assertFalse(Files.readString(file).contains("roles"), Files.readString(file));
  }

  private static RoutineRow row(RoutinesModel routines) {
    return routines.rows(false, "").stream()
        .filter(r -> r.function().equals("Read"))
        .findFirst()
        .orElseThrow();
  }

  private static String told(RoutineRow row) {
    return row.function()
        + ": "
        + String.join(", ", row.roles())
        + ", "
        + String.join(", ", row.reasons());
  }

  @Test
  @Tag("row-A8")
  void whatSomebodyElseWroteIntoTheFileStaysWhenTheWindowAddsToIt() throws IOException {
    settings("{ \"defines\": [\"A=1\"] }");
    assertTrue(window.settings().use(file));
    settings("{ \"defines\": [\"A=1\", \"B=2\"] }");
    window.settings().change(now -> now.withIncludeFolder(temp.resolve("inc")));
    assertEquals(List.of("A=1", "B=2"), window.settings().current().defines());
    assertTrue(Files.readString(file).contains("\"B=2\""));
    assertTrue(Files.readString(file).contains("\"inc\""));
  }

  @Test
  void whatCannotBeWrittenStaysInForce() throws IOException {
    settings("{ }");
    assertTrue(window.settings().use(file));
    assertFalse(window.settings().keep(temp.resolve("no/such/folder.json")));
    assertTrue(window.notices().shown().stream().anyMatch(Notice.NotWritten.class::isInstance));
    assertEquals(Optional.of(file), window.settings().fileProperty().get());
  }
}
