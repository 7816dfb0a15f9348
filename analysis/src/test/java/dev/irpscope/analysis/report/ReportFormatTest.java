package dev.irpscope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ReportFormatTest {
  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(ReportFormat.class)
  void namesRuleFunctionAndPlaceOfTheViolation(ReportFormat format) throws IOException {
    AnalysisReport report = SmallDriver.analyse(folder, SmallDriver.SOURCE);
    String text = format.write(SmallDriver.content(report));
    assertTrue(text.contains("CompletionRoutineRegistered"));
    assertTrue(text.contains("Read"));
    assertTrue(text.contains(Integer.toString(SmallDriver.LINE)));
    assertTrue(text.contains(report.violations().getFirst().id()));
    assertTrue(text.endsWith("\n"));
    assertFalse(text.contains("\r"));
  }

  @Test
  void textLineCanBeReadLikeACompilers() throws IOException {
    AnalysisReport report = SmallDriver.analyse(folder, SmallDriver.SOURCE);
    Violation violation = report.violations().getFirst();
    String first =
        ReportFormat.TEXT.write(SmallDriver.content(report)).lines().findFirst().orElse("");
    assertEquals(
        "sub folder/größe.c:"
            + SmallDriver.LINE
            + ": error: CompletionRoutineRegistered: "
            + violation.message()
            + " ["
            + violation.id()
            + "]",
        first);
  }

  @Test
  @Tag("row-J5")
  void htmlNeedsNothingElseAndEscapesTheSource() throws IOException {
    String page =
        ReportFormat.HTML.write(
            SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE)));
    assertFalse(Pattern.compile("(src|href)=\"(?!#)").matcher(page).find());
    assertFalse(page.contains("@import"));
    assertTrue(page.contains("ext-&gt;Stop"));
    assertFalse(page.contains("ext->Stop"));
    assertTrue(page.contains("class=\"step"));
  }

  @Test
  void versionIsTheBuilds() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    assertTrue(
        pom.contains("<version>" + Product.VERSION + "-SNAPSHOT</version>")
            || pom.contains("<version>" + Product.VERSION + "</version>"));
  }
}
