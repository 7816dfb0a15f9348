package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.app.bench.LongDriver;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.layout.Box;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The graph of a function of 500 blocks, on a path of 1,000 steps. */
final class LongGraphTest {
  private final AnalysedFolder folder = LongDriver.analysed();
  private final SteppingModel stepping = new SteppingModel();
  private final Later work = new Later();
  private final GraphModel model =
      new GraphModel(stepping, work, new Fixed.Letters(), new Fixed.Words());

  /** Keeps work until it is asked for, as a busy thread would. */
  private static final class Later implements BackgroundWork {
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int asked;

    @Override
    public <T> void run(Supplier<T> work, Consumer<T> done, Consumer<Throwable> failed) {
      asked++;
      waiting.add(() -> done.accept(work.get()));
    }

    void go() {
      while (!waiting.isEmpty()) {
        waiting.removeFirst().run();
      }
    }
  }

  private void show() {
    stepping.openFolder(folder);
    stepping.showViolation(folder.report().violations().getFirst());
  }

  @Test
  @Tag("row-L1")
  @Tag("row-L3")
  void openingAPathDoesNotWaitForTheLayoutOfItsGraph() {
    show();
    assertInstanceOf(GraphPicture.LayingOut.class, model.picture());
    assertTrue(stepping.next() || stepping.previous());
    work.go();
    assertTrue(model.drawn().isPresent());
  }

  @Test
  @Tag("row-L2")
  @Tag("row-L3")
  void nothingIsLaidOutAnewWhileStepping() {
    show();
    work.go();
    FlowDrawing drawing = model.drawn().orElseThrow().drawing();
    int asked = work.asked;
    stepping.first();
    while (stepping.stepInto()) {
      assertSame(drawing, model.drawn().orElseThrow().drawing());
    }
    assertEquals(stepping.selection().steps().size() - 1, stepping.selection().index());
    assertEquals(asked, work.asked);
  }

  @Test
  @Tag("row-L3")
  void aFrameDrawsOnlyTheBlocksThatAreInView() {
    show();
    work.go();
    FlowDrawing drawing = model.drawn().orElseThrow().drawing();
    int all = drawing.flow().graph().vertexSet().size();
    assertTrue(all > 500);
    assertEquals(all, drawing.nodesIn(drawing.bounds()).size());
    FlowNode middle = model.drawn().orElseThrow().current().orElseThrow();
    Box block = drawing.placed().box(middle);
    Box view = new Box(block.centreX() - 300, block.centreY() - 400, 600, 800);
    List<FlowNode> seen = drawing.nodesIn(view);
    assertTrue(seen.contains(middle));
    assertTrue(seen.size() < 60, () -> seen.size() + " blocks drawn");
    assertFalse(drawing.nodesIn(new Box(-900, -900, 100, 100)).contains(middle));
  }
}
