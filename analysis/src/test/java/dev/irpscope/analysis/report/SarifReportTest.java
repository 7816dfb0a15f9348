package dev.irpscope.analysis.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What consumers of SARIF 2.1.0 rely on; the standard's own validator is not needed for it. */
final class SarifReportTest {
  @TempDir private Path folder = Path.of("");

  private static JsonNode parsed(ReportContent content) {
    return JsonMapper.builder().build().readTree(ReportFormat.SARIF.write(content));
  }

  private static JsonNode run(ReportContent content) {
    return parsed(content).path("runs").path(0);
  }

  private static JsonNode first(JsonNode run, String kind) {
    for (JsonNode result : run.path("results")) {
      if (result.path("kind").asString().equals(kind)) {
        return result;
      }
    }
    throw new AssertionError("no result of kind " + kind);
  }

  @Test
  @Tag("row-J1")
  void isOneRunOfVersion210() throws IOException {
    JsonNode log = parsed(SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE)));
    assertEquals("2.1.0", log.path("version").asString());
    assertTrue(log.path("$schema").asString().endsWith("sarif-schema-2.1.0.json"));
    assertEquals(1, log.path("runs").size());
    JsonNode run = log.path("runs").path(0);
    assertEquals("utf16CodeUnits", run.path("columnKind").asString());
    assertEquals("IrpScope", run.path("tool").path("driver").path("name").asString());
    assertTrue(run.path("invocations").path(0).path("executionSuccessful").asBoolean());
  }

  @Test
  @Tag("row-J1")
  void violationStandsAtItsLineInItsFunction() throws IOException {
    JsonNode run = run(SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE)));
    JsonNode result = first(run, "fail");
    assertEquals("CompletionRoutineRegistered", result.path("ruleId").asString());
    JsonNode rule =
        run.path("tool").path("driver").path("rules").path(result.path("ruleIndex").asInt());
    assertEquals("CompletionRoutineRegistered", rule.path("id").asString());
    assertEquals("error", rule.path("defaultConfiguration").path("level").asString());
    assertFalse(rule.path("help").path("text").asString().isEmpty());
    assertEquals("error", result.path("level").asString());
    JsonNode location = result.path("locations").path(0);
    JsonNode place = location.path("physicalLocation");
    assertEquals(
        "sub%20folder/gr%C3%B6%C3%9Fe.c", place.path("artifactLocation").path("uri").asString());
    assertEquals("SRCROOT", place.path("artifactLocation").path("uriBaseId").asString());
    assertEquals(SmallDriver.LINE, place.path("region").path("startLine").asInt());
    assertTrue(
        place.path("region").path("endColumn").asInt()
            > place.path("region").path("startColumn").asInt());
    assertTrue(
        place
            .path("region")
            .path("snippet")
            .path("text")
            .asString()
            .startsWith("return STATUS_DELETE_PENDING"));
    JsonNode function = location.path("logicalLocations").path(0);
    assertEquals("Read", function.path("name").asString());
    assertTrue(function.path("fullyQualifiedName").asString().endsWith("::Read"));
    assertEquals(1, result.path("relatedLocations").size());
    assertFalse(result.path("partialFingerprints").path("irpscope/v1").asString().isEmpty());
    int index = place.path("artifactLocation").path("index").asInt();
    assertEquals(
        place.path("artifactLocation").path("uri"),
        run.path("artifacts").path(index).path("location").path("uri"));
  }

  @Test
  @Tag("row-J1")
  @Tag("row-J2")
  void pathIsOneThreadFlowInStepOrderWithState() throws IOException {
    JsonNode result =
        first(run(SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE))), "fail");
    JsonNode flow = result.path("codeFlows").path(0);
    assertEquals(1, flow.path("threadFlows").size());
    JsonNode steps = flow.path("threadFlows").path(0).path("locations");
    for (int i = 0; i < steps.size(); i++) {
      JsonNode step = steps.path(i);
      assertEquals(i + 1, step.path("executionOrder").asInt());
      assertTrue(step.has("nestingLevel") && step.path("nestingLevel").asInt() >= 0);
      assertTrue(
          List.of("essential", "important", "unimportant")
              .contains(step.path("importance").asString()));
      assertTrue(step.path("kinds").size() > 0);
      assertEquals("dispatch", step.path("properties").path("lane").asString());
      assertFalse(step.path("state").path("rule state").path("text").asString().isEmpty());
      assertFalse(step.path("location").path("message").path("text").asString().isEmpty());
    }
    JsonNode last = steps.path(steps.size() - 1);
    assertEquals("danger", last.path("kinds").path(0).asString());
    assertTrue(
        last.path("state").path("rule state").path("text").asString().contains("-> violation"));
  }

  @Test
  void everyVerdictHasItsKindAndOnlyFailuresHaveALevel() throws IOException {
    JsonNode run = run(SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE)));
    assertEquals("DoubleCompletion", first(run, "pass").path("ruleId").asString());
    assertEquals("IoReuseIrp", first(run, "notApplicable").path("ruleId").asString());
    for (JsonNode result : run.path("results")) {
      assertEquals(
          result.path("kind").asString().equals("fail"),
          !result.path("level").asString().equals("none"));
    }
  }

  @Test
  void inconclusiveIsOpenAndFailedIsANotification() throws IOException {
    AnalysisReport report = SmallDriver.analyse(folder, SmallDriver.SOURCE);
    List<RuleResult> results = new ArrayList<>();
    String driver = report.drivers().getFirst();
    results.add(
        new RuleResult(
            driver,
            "SpinLock",
            new Verdict.Inconclusive(
                Verdict.Cause.STEP_BUDGET_EXHAUSTED,
                "The budget is spent.",
                List.of(),
                List.of())));
    results.add(
        new RuleResult(
            driver,
            "IoReuseIrp",
            new Verdict.Failed(
                Diagnostic.of(
                    "SEARCH-FAILED", Diagnostic.Severity.ERROR, "", "The search broke off."))));
    JsonNode run =
        run(
            SmallDriver.content(
                new AnalysisReport(
                    report.folder(),
                    report.drivers(),
                    results,
                    report.entries(),
                    report.coverage(),
                    false)));
    assertEquals(1, run.path("results").size());
    assertEquals("open", run.path("results").path(0).path("kind").asString());
    JsonNode invocation = run.path("invocations").path(0);
    assertTrue(invocation.has("executionSuccessful"));
    assertFalse(invocation.path("executionSuccessful").asBoolean());
    JsonNode notifications = invocation.path("toolExecutionNotifications");
    JsonNode failure = notifications.path(notifications.size() - 1);
    assertEquals("error", failure.path("level").asString());
    assertEquals("IoReuseIrp", failure.path("associatedRule").path("id").asString());
  }

  @Test
  void missingHeaderIsANotification() throws IOException {
    JsonNode run = run(SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE)));
    List<String> told = new ArrayList<>();
    for (JsonNode one : run.path("invocations").path(0).path("toolExecutionNotifications")) {
      told.add(one.path("message").path("text").asString());
    }
    assertTrue(told.stream().anyMatch(text -> text.contains("not there.h")), told.toString());
  }

  @Test
  void namesNoPlaceOnThisMachine() throws IOException {
    String text =
        ReportFormat.SARIF.write(
            SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE)));
    assertFalse(text.contains(folder.toString()));
    assertFalse(text.contains("file:"));
  }

  @Test
  void baselineTellsNewStillThereAndGone() throws Exception {
    AnalysisReport before = SmallDriver.analyse(folder, SmallDriver.SOURCE);
    AnalysisReport after =
        SmallDriver.analyse(
            folder,
            "// one line more\n"
                + SmallDriver.SOURCE.replace("Read(", "ReadAll(").replace("= Read;", "= ReadAll;"));
    for (ReportFormat format : List.of(ReportFormat.SARIF, ReportFormat.JSON)) {
      Baseline baseline = Baseline.read(format.write(SmallDriver.content(before)));
      assertEquals(1, baseline.findings().size());
      assertEquals("sub folder/größe.c", baseline.findings().getFirst().file());
      BaselineComparison same = baseline.compare(before);
      assertEquals(1, same.count(BaselineComparison.State.STILL_THERE));
      assertEquals(0, same.gone().size());
      BaselineComparison changed = baseline.compare(after);
      assertEquals(1, changed.count(BaselineComparison.State.NEW));
      assertEquals(1, changed.gone().size());
      assertEquals("Read", changed.gone().getFirst().function());
    }
  }

  @Test
  void baselineSurvivesMovedLines() throws Exception {
    Baseline baseline =
        Baseline.read(
            ReportFormat.SARIF.write(
                SmallDriver.content(SmallDriver.analyse(folder, SmallDriver.SOURCE))));
    AnalysisReport moved = SmallDriver.analyse(folder, "\n\n" + SmallDriver.SOURCE);
    assertEquals(1, baseline.compare(moved).count(BaselineComparison.State.STILL_THERE));
    JsonNode run =
        run(
            new ReportContent(
                moved,
                SmallDriver.content(moved).rules(),
                Optional.of(baseline.compare(moved)),
                Map.of()));
    assertEquals("unchanged", first(run, "fail").path("baselineState").asString());
  }

  @Test
  void suppressedViolationIsMarkedAndNotCounted() throws IOException {
    AnalysisReport report = SmallDriver.analyse(folder, SmallDriver.SOURCE);
    String fingerprint = report.violations().getFirst().fingerprint();
    ReportContent content =
        new ReportContent(
            report,
            SmallDriver.content(report).rules(),
            Optional.empty(),
            Map.of(fingerprint, "The device is never stopped."));
    assertEquals(0, Totals.of(content).violations());
    assertEquals(1, Totals.of(content).suppressed());
    assertEquals(
        "The device is never stopped.",
        first(run(content), "fail").path("suppressions").path(0).path("justification").asString());
    assertFalse(ReportFormat.TEXT.write(content).contains(": error: "));
  }
}
