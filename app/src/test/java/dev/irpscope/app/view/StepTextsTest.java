package dev.irpscope.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class StepTextsTest {
  private static final List<String> PANES =
      List.of("graph", "rule", "scrubber", "source", "path", "state", "lanes", "both");

  @Test
  @Tag("row-A5")
  void nobodyIsAskedToSelectAViolationWhereThereIsNone() {
    SteppingModel model = new SteppingModel();
    model.openFolder(RealSample.of("lighthouse-clean"));
    for (String pane : PANES) {
      assertEquals(
          Messages.get("pane." + pane + ".none"), StepTexts.withoutPath(model.selection(), pane));
    }
  }

  @Test
  void nobodyIsAskedToSelectAViolationBeforeOneIsFound() {
    SteppingModel model = new SteppingModel();
    for (String pane : PANES) {
      String words = StepTexts.withoutPath(model.selection(), pane);
      assertTrue(words.contains("will stand here"), words);
    }
  }

  @Test
  void aPaneSaysWhatASelectedViolationWouldShow() {
    SteppingModel model = new SteppingModel();
    model.openFolder(new FakeFolder());
    for (String pane : PANES) {
      assertEquals(
          Messages.get("pane." + pane + ".empty"), StepTexts.withoutPath(model.selection(), pane));
    }
  }
}
