package dev.irpscope.app.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleCatalogueTest {
  @TempDir private Path temporary = Path.of("");

  @Test
  void readsTitleSummaryAndMarks() throws IOException {
    Path sample = temporary.resolve("one");
    Files.createDirectories(sample.resolve("sub"));
    Files.writeString(
        sample.resolve("README.md"),
        "# The `one`\n\nTeaches a thing\nin two lines.\n\n## More\nno");
    Files.writeString(
        sample.resolve("a.c"),
        "x; // expect: SpinLock\ny; // expect: SpinLock x2\n// known-missed: Z");
    Files.writeString(sample.resolve("sub/b.c"), "// expect: MarkIrpPending");
    Files.createDirectory(temporary.resolve("no-readme"));
    List<Sample> samples = SampleCatalogue.read(temporary);
    assertEquals(1, samples.size());
    assertEquals("The one", samples.getFirst().title());
    assertEquals("Teaches a thing in two lines.", samples.getFirst().summary());
    assertEquals(Map.of("SpinLock", 3, "MarkIrpPending", 1), samples.getFirst().expected());
    assertEquals(4, samples.getFirst().expectedCount());
  }

  @Test
  void packagedSamplesComeBeforeThoseOfTheWorkingDirectory() throws IOException {
    Path lib = Files.createDirectories(temporary.resolve("dist/lib"));
    Path samples = Files.createDirectories(temporary.resolve("dist/samples"));
    Path checkout = Files.createDirectories(temporary.resolve("work/sample-drivers"));
    Path deep = Files.createDirectories(temporary.resolve("work/app/src"));
    Optional<Path> jar = Optional.of(lib.resolve("irpscope.jar"));
    assertEquals(Optional.of(samples), SampleCatalogue.locate(jar, deep));
    assertEquals(Optional.of(checkout), SampleCatalogue.locate(Optional.empty(), deep));
  }

  @Test
  void ourOwnSamplesAllHaveATitleAndASummary() throws IOException {
    List<Sample> samples = SampleCatalogue.read(SampleCatalogue.locate().orElseThrow());
    assertTrue(samples.size() >= 8, "samples: " + samples.size());
    for (Sample sample : samples) {
      assertFalse(sample.summary().isBlank(), sample.id());
    }
  }
}
