package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every marked line of an annotated driver is reported, and no other line is. */
final class AnnotatedDriverTest {
  private static final List<String> KNOWN =
      RuleCatalogue.builtIn().rules().stream().map(Rule::name).toList();

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
        name, folder.toUri(), () -> assertEquals("", differences(folder), name));
  }

  private static String differences(Path folder) {
    List<String> lines =
        DriverCheck.differences(
            AnnotatedDrivers.analyse(folder, 2), AnnotatedDrivers.rules(folder), KNOWN);
    return String.join("\n", lines);
  }

  @Test
  void rulesThatFoldersNameAreInTheCatalogue() {
    for (Path folder : AnnotatedDrivers.small()) {
      assertTrue(KNOWN.containsAll(AnnotatedDrivers.rules(folder)), folder.toString());
    }
  }
}
