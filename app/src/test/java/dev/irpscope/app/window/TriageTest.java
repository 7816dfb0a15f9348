package dev.irpscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.settings.SettingsFile;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import dev.irpscope.app.viewmodel.Mark;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.WindowModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // each test gets its own
final class TriageTest {
  @TempDir private Path temporary = Path.of("");

  private final FakeFolder fake = new FakeFolder();
  private final WindowModel model = new WindowModel(new AtOnce(fake));
  private Triage triage;
  private Path file;
  private String answer = "a test device";

  /** Has the result when it is asked for. */
  private record AtOnce(AnalysedFolder result) implements AnalysisRunner {
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

  /** Nobody is asked for a file here. */
  private static final class NoFiles implements FilePlaces {
    @Override
    public Optional<Path> save(String title, String name, List<String> endings) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> open(String title) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> folder(String title) {
      return Optional.empty();
    }
  }

  @BeforeEach
  void openFolder() throws Exception {
    WindowSettings settings = WindowSettings.load(temporary.resolve("window"));
    triage =
        new Triage(
            model,
            settings,
            new NoFiles(),
            now -> Optional.of("seen"),
            _ -> Optional.of(answer),
            now -> now);
    file = temporary.resolve("settings.json");
    Files.writeString(file, "{}");
    model.open(Files.createDirectory(temporary.resolve("driver")));
  }

  private Violation selected() {
    return model.stepping().selection().violation().orElseThrow();
  }

  @Test
  @Tag("row-B5")
  void aSuppressionIsKeptInTheSettingsFileAndTakenBackByAnEmptyReason() throws Exception {
    assertTrue(model.settings().use(file));
    Violation violation = selected();
    assertTrue(triage.suppress());
    Map<String, String> kept = SettingsFile.read(file).suppressions();
    assertEquals(Map.of(violation.fingerprint(), "a test device"), kept);
    assertEquals(
        Optional.of(new Mark(Mark.Kind.SUPPRESSED, "a test device")),
        model.violations().marks().of(violation.fingerprint()));
    assertFalse(model.violations().marks().text().contains(violation.fingerprint()));

    answer = " ";
    assertTrue(triage.suppress());
    assertEquals(Map.of(), SettingsFile.read(file).suppressions());
  }

  @Test
  void aMarkTakesASuppressionBack() throws Exception {
    assertTrue(model.settings().use(file));
    Violation violation = selected();
    triage.suppress();
    model.stepping().showViolation(violation);
    triage.mark(Mark.Kind.REAL);
    assertEquals(Map.of(), SettingsFile.read(file).suppressions());
    assertEquals(
        Optional.of(Mark.Kind.REAL),
        model.violations().marks().of(violation.fingerprint()).map(Mark::kind));
  }

  @Test
  void withoutASettingsFileTheUserIsToldThatASuppressionIsNotKept() {
    triage.suppress();
    assertTrue(model.notices().shown().stream().anyMatch(Notice.SettingsNotKept.class::isInstance));
  }
}
