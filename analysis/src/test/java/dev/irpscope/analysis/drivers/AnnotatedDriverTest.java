package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every marked line of an annotated driver is reported, and no other line is. */
final class AnnotatedDriverTest {
  private static final AnalysisOptions.Limits SHORT = new AnalysisOptions.Limits(4_000, 8, 24);
  private static final List<String> KNOWN =
      RuleCatalogue.builtIn().rules().stream().map(Rule::name).toList();

  /** Samples on which the engine is not right yet, and why; each must still differ. */
  private static final Map<String, String> NOT_YET =
      Map.of(
          "lattice-bus", "the PnP and power switches of FDO and PDO cost too many states",
          "panel-tables", "a handler called through an element of a table is not resolved",
          "tape-classic", "a status tested in a loop over registrations is lost");

  @TestFactory
  Stream<DynamicTest> sampleDriversHaveTheFindingsTheirCommentsAnnounce() {
    return AnnotatedDrivers.samples().stream().map(AnnotatedDriverTest::test);
  }

  @TestFactory
  Stream<DynamicTest> smallDriversHaveTheFindingsTheirCommentsAnnounce() {
    return AnnotatedDrivers.small().stream().map(AnnotatedDriverTest::test);
  }

  private static DynamicTest test(Path folder) {
    String name = folder.getFileName().toString();
    return DynamicTest.dynamicTest(
        name,
        folder.toUri(),
        () -> {
          if (NOT_YET.containsKey(name)) {
            assertNotEquals("", differences(folder, SHORT), name + " is right now: unlist it");
          } else {
            assertEquals("", differences(folder, AnalysisOptions.Limits.DEFAULT), name);
          }
        });
  }

  private static String differences(Path folder, AnalysisOptions.Limits limits) {
    List<String> lines =
        DriverCheck.differences(
            AnnotatedDrivers.analyse(folder, 2, limits), AnnotatedDrivers.RULES, KNOWN);
    return String.join("\n", lines);
  }

  @Test
  void rulesThatRunAreInTheCatalogue() {
    assertTrue(KNOWN.containsAll(AnnotatedDrivers.RULES), KNOWN.toString());
  }
}
