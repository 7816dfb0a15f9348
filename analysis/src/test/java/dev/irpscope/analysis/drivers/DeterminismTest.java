package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How many threads work on it changes nothing in a report. */
final class DeterminismTest {
  @Test
  void oneTwoAndEightThreadsReportTheSame() {
    List<Path> folders =
        List.of(
            AnnotatedDrivers.sample("radio-retry"),
            AnnotatedDrivers.sample("weather-station"),
            AnnotatedDrivers.small("handoff"));
    for (Path folder : folders) {
      String one = ReportText.of(AnnotatedDrivers.analyse(folder, 1));
      assertTrue(one.lines().count() > 50, one);
      assertEquals(one, ReportText.of(AnnotatedDrivers.analyse(folder, 2)), folder + ", 2 threads");
      assertEquals(one, ReportText.of(AnnotatedDrivers.analyse(folder, 8)), folder + ", 8 threads");
    }
  }
}
