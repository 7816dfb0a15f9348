package dev.irpscope.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.viewmodel.AnalysisRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

final class AnalysisTaskTest {
  private final FakeFolder folder = new FakeFolder();
  private final List<String> told = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private final class Hearing implements AnalysisRunner.Listener {
    @Override
    public void progress(String phase, String subject, int done, int total) {}

    @Override
    public void finished(List<RuleResult> results) {
      results.forEach(result -> told.add(result.rule()));
    }

    @Override
    public void ended(AnalysedFolder result) {
      told.add("ended");
      ended.countDown();
    }

    @Override
    public void failed(String sentence, String details) {
      told.add("failed: " + sentence);
      ended.countDown();
    }

    @Override
    public void outOfMemory() {}
  }

  private List<String> rules() {
    return folder.report().results().stream().map(RuleResult::rule).toList();
  }

  @Test
  void everyRuleIsToldOnceAndNothingAfterTheEnd() throws Exception {
    FxToolkit.registerPrimaryStage();
    new BackgroundAnalysis(
            (_, _, _, progress) -> {
              folder.report().results().forEach(progress::finished);
              return folder;
            })
        .start(Path.of(""), AnalysisOptions.DEFAULT, new Hearing());
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    // longer than results are kept back
    Thread.sleep(300);
    assertEquals(rules(), told.subList(0, told.size() - 1));
    assertEquals("ended", told.getLast());
  }

  @Test
  void whatWasFinishedBeforeAFailureIsToldFirst() throws Exception {
    FxToolkit.registerPrimaryStage();
    new BackgroundAnalysis(
            (_, _, _, progress) -> {
              folder.report().results().forEach(progress::finished);
              throw new IllegalStateException("broken");
            })
        .start(Path.of(""), AnalysisOptions.DEFAULT, new Hearing());
    assertTrue(ended.await(20, TimeUnit.SECONDS));
    Thread.sleep(300);
    assertEquals(rules(), told.subList(0, told.size() - 1));
    assertEquals("failed: broken", told.getLast());
  }
}
