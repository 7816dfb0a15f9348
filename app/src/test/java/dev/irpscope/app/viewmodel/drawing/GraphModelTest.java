package dev.irpscope.app.viewmodel.drawing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.app.fake.FakeFolder;
import dev.irpscope.app.fake.RealSample;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.drawing.FlowEdge.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

final class GraphModelTest {
  private final FakeFolder folder = new FakeFolder();
  private final SteppingModel stepping = new SteppingModel();
  private final Fixed.AtOnce work = new Fixed.AtOnce();
  private final GraphModel model =
      new GraphModel(stepping, work, new Fixed.Letters(), new Fixed.Words());

  private FlowDrawing showForgotten() {
    stepping.openFolder(folder);
    stepping.showViolation(folder.forgotten());
    return model.drawn().orElseThrow().drawing();
  }

  private static FlowNode node(FlowDrawing drawing, String id) {
    return drawing.flow().node(id).orElseThrow();
  }

  private static FlowEdge edge(FlowDrawing drawing, String id) {
    return drawing.flow().graph().edgeSet().stream()
        .filter(e -> e.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private String current() {
    return model.drawn().flatMap(GraphPicture.Drawn::current).map(FlowNode::id).orElse("none");
  }

  @Test
  @Tag("row-E6")
  void straightRunsAreOneBlock() {
    int seen = 0;
    for (String sample : List.of("gauge-filter", "scanner-ladder", "lattice-bus")) {
      AnalysedFolder real = RealSample.of(sample);
      for (FunctionKey key : real.functions()) {
        ControlFlowGraph graph = real.graph(key).orElseThrow();
        for (Block block : graph.blocks()) {
          List<Edge> out = graph.successors(block);
          if (out.size() == 1 && out.getFirst().kind() == Edge.Kind.NEXT) {
            Block next = graph.blocks().get(out.getFirst().to());
            long into =
                graph.blocks().stream()
                    .flatMap(b -> graph.successors(b).stream())
                    .filter(e -> e.to() == next.index())
                    .count();
            boolean both = !block.lines().isEmpty() && !next.lines().isEmpty();
            assertFalse(both && into == 1, key + " " + block.index() + " > " + next.index());
            seen++;
          }
        }
      }
    }
    assertTrue(seen > 20);
  }

  @Test
  @Tag("row-E6")
  void blocksOffThePathAreOneNodeWithALabelUntilItIsPressed() {
    AnalysedFolder real = RealSample.of("weather-station");
    stepping.openFolder(real);
    stepping.showViolation(
        RealSample.violation(real, "CompletionRoutineRegistered", "WxDispatchControl"));
    stepping.first();
    FlowDrawing plain = model.drawn().orElseThrow().drawing();
    model.groupedProperty().set(true);
    FlowDrawing grouped = model.drawn().orElseThrow().drawing();
    List<FlowNode> groups =
        grouped.flow().graph().vertexSet().stream().filter(FlowNode::isGroup).toList();
    assertFalse(groups.isEmpty());
    assertTrue(
        groups.getFirst().rows().getFirst().text().matches("\\d+ blocks \\d+-\\d+"),
        groups.getFirst().rows().getFirst().text());
    Set<FlowNode> path =
        plain.flow().graph().vertexSet().stream()
            .filter(FlowNode::onPath)
            .collect(Collectors.toSet());
    assertTrue(grouped.flow().graph().vertexSet().containsAll(path), "the path stays whole");
    assertTrue(grouped.flow().graph().vertexSet().size() < plain.flow().graph().vertexSet().size());
    assertEquals(0, grouped.flow().leftOut());
    for (FlowNode group : groups) {
      assertTrue(grouped.flow().graph().inDegreeOf(group) > 0, "it says where it is entered");
    }
    assertTrue(model.select(groups.getFirst()));
    FlowDrawing one = model.drawn().orElseThrow().drawing();
    assertEquals(
        groups.stream().skip(1).map(FlowNode::id).toList(),
        one.flow().graph().vertexSet().stream()
            .filter(FlowNode::isGroup)
            .map(FlowNode::id)
            .toList(),
        "the others stay groups");
    assertTrue(one.flow().nodeOf(groups.getFirst().block()).isPresent());
    model.groupedProperty().set(false);
    assertEquals(
        plain.flow().graph().vertexSet(),
        model.drawn().orElseThrow().drawing().flow().graph().vertexSet());
  }

  @Test
  @Tag("row-E2")
  void marksTheBlocksAndEdgesThatThePathComesThrough() {
    FlowDrawing drawing = showForgotten();
    Set<String> blocks =
        drawing.flow().graph().vertexSet().stream()
            .filter(FlowNode::onPath)
            .map(FlowNode::id)
            .collect(Collectors.toSet());
    assertEquals(Set.of("entry", "b0", "b2", "b4", "b6", "b7"), blocks);
    List<String> taken =
        drawing.flow().graph().edgeSet().stream()
            .filter(e -> e.role() == Role.TAKEN)
            .map(FlowEdge::id)
            .sorted()
            .toList();
    assertEquals(List.of("b0.1", "b2.1", "b4.1", "b6.0", "entry.0"), taken);
  }

  @Test
  @Tag("row-E8")
  @Tag("row-E9")
  void writesTheConditionAtTheBranchTakenAndTheLineAtTheOther() {
    FlowDrawing drawing = showForgotten();
    assertEquals("!NT_SUCCESS(statu\u2026 is false", edge(drawing, "b2.1").label());
    assertEquals("!NT_SUCCESS(status) is false", edge(drawing, "b2.1").full());
    assertEquals(Role.NOT_TAKEN, edge(drawing, "b2.0").role());
    assertEquals("true to 56", edge(drawing, "b2.0").label());
    assertEquals(Role.ELSEWHERE, edge(drawing, "b5.0").role());
  }

  @Test
  @Tag("row-G4")
  void notesWhatTheRuleDoesInABlock() {
    FlowDrawing drawing = showForgotten();
    assertEquals(List.of(new FlowNode.Note("53 Idle > Armed", false)), node(drawing, "b2").notes());
    assertFalse(node(drawing, "b2").violating());
    assertEquals(
        List.of(new FlowNode.Note("x 64 Armed > violation", true)), node(drawing, "b6").notes());
    assertTrue(node(drawing, "b6").violating());
  }

  @Test
  @Tag("row-H4")
  void putsTheMissingCallBesideTheWayIntoItsBlock() {
    FlowDrawing drawing = showForgotten();
    FlowNode ghost = node(drawing, "ghost");
    assertEquals(FlowNode.Kind.GHOST, ghost.kind());
    assertEquals("b4", edge(drawing, "ghost.in").from());
    assertEquals("b6", edge(drawing, "ghost.out").to());
    assertTrue(
        drawing.placed().box(ghost).bottom() < drawing.placed().box(node(drawing, "b6")).y());
  }

  @Test
  void drawsNoMissingCallInAnotherFunction() {
    showForgotten();
    stepping.selectStep(4);
    FlowDrawing watches = model.drawn().orElseThrow().drawing();
    assertEquals("FilterWatches", watches.flow().source().key().name());
    assertEquals(Optional.empty(), watches.flow().node("ghost"));
  }

  @Test
  @Tag("row-E3")
  @Tag("row-E7")
  void followsTheStepAndKeepsTheDrawing() {
    FlowDrawing atViolation = showForgotten();
    assertEquals("b6", current());
    int layouts = work.done;
    stepping.selectStep(10);
    assertEquals("b4", current());
    assertSame(atViolation, model.drawn().orElseThrow().drawing());
    stepping.selectStep(4);
    stepping.selectStep(7);
    assertSame(atViolation, model.drawn().orElseThrow().drawing());
    assertEquals(layouts, work.done, "functions of the path are laid out once, ahead of time");
  }

  @Test
  void stepsInTheLowerDriverStayInTheBlockThatSent() {
    stepping.openFolder(folder);
    stepping.showViolation(folder.unsignalled());
    stepping.selectStep(7);
    assertEquals("b2", current());
  }

  @Test
  @Tag("row-E3")
  void aClickedBlockSelectsItsMostTellingStep() {
    FlowDrawing drawing = showForgotten();
    assertTrue(model.select(node(drawing, "b2")));
    assertEquals(8, stepping.selection().index());
    assertTrue(model.select(node(drawing, "entry")));
    assertEquals(0, stepping.selection().index());
    assertTrue(model.select(node(drawing, "ghost")));
    assertEquals(11, stepping.selection().index());
    assertFalse(model.select(node(drawing, "b5")), "not on the path");
    assertEquals(11, stepping.selection().index());
  }

  @Test
  void keysGoDownEitherBranchAndTheNextStepForgetsThem() {
    showForgotten();
    stepping.selectStep(10);
    assertTrue(model.follow(true));
    assertEquals("b5", model.drawn().orElseThrow().cursor().orElseThrow().id());
    assertTrue(model.follow(false), "one way out answers alike");
    assertEquals("b6", model.drawn().orElseThrow().cursor().orElseThrow().id());
    stepping.selectStep(9);
    assertEquals(Optional.empty(), model.drawn().orElseThrow().cursor());
  }

  @Test
  @Tag("row-E10")
  void drawsOnlyThePathOfAGraphThatIsTooLarge() {
    GraphModel small = new GraphModel(stepping, work, new Fixed.Letters(), new Fixed.Words(), 5);
    stepping.openFolder(folder);
    stepping.showViolation(folder.forgotten());
    FlowGraph flow = small.drawn().orElseThrow().drawing().flow();
    assertEquals(3, flow.leftOut());
    assertEquals(Optional.empty(), flow.node("b5"));
    assertTrue(flow.graph().edgeSet().stream().noneMatch(e -> e.role() == Role.NOT_TAKEN));
  }

  @Test
  void saysWhyThereIsNoGraph() {
    assertInstanceOf(GraphPicture.Nothing.class, model.picture());
    stepping.showViolation(folder.forgotten());
    assertInstanceOf(GraphPicture.NotYet.class, model.picture());
    stepping.openFolder(folder);
    assertInstanceOf(GraphPicture.Drawn.class, model.picture());
  }

  @Test
  void findsBlocksAndLabelsByPlace() {
    FlowDrawing drawing = showForgotten();
    var box = drawing.placed().box(node(drawing, "b4"));
    assertEquals("b4", drawing.nodeAt(box.centreX(), box.centreY()).orElseThrow().id());
    var label = drawing.placed().route(edge(drawing, "b4.0")).label().orElseThrow();
    assertEquals("b4.0", drawing.edgeAt(label.centreX(), label.centreY(), 1).orElseThrow().id());
  }

  @Test
  @Tag("row-E1")
  void blocksShowTheTextThatStandsInTheSource() {
    FlowDrawing drawing = showForgotten();
    String source = folder.file("filter/control.c").orElseThrow().text().replaceAll("\\s+", "");
    int rows = 0;
    for (FlowNode node : drawing.flow().graph().vertexSet()) {
      if (node.kind() == FlowNode.Kind.BLOCK) {
        for (FlowNode.Row row : node.rows()) {
          if (!row.gap()) {
            rows++;
            String text = row.text().replace("\u2026", "").replaceAll("\\s+", "");
            assertTrue(source.contains(text.replaceAll(";$", "")), row.text());
          }
        }
      }
    }
    assertTrue(rows > 5, "rows: " + rows);
  }
}
