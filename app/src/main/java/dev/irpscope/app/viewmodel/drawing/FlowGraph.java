package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.drawing.Lettering.Hand;
import dev.irpscope.layout.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jgrapht.Graph;
import org.jgrapht.graph.DirectedPseudograph;

/**
 * A function's graph as it is to be drawn, with one run of the function laid over it; everything
 * has its size, nothing has a place yet.
 *
 * @param leftOut blocks that are not in it because the whole would be too large
 */
public record FlowGraph(
    ControlFlowGraph source,
    Activation run,
    PathOverlay overlay,
    Graph<FlowNode, FlowEdge> graph,
    int leftOut) {

  /**
   * @param aside what becomes of blocks off the path
   * @param opened first blocks of groups that are drawn block by block all the same
   */
  public static FlowGraph of(
      ControlFlowGraph source,
      Counterexample path,
      Activation run,
      Aside aside,
      Set<Integer> opened,
      Lettering lettering,
      Wording words) {
    return new Builder(source, path, run, aside, opened, lettering, words).build();
  }

  /** What becomes of blocks off the path. */
  public enum Aside {
    DRAWN,
    /** Those that hang together are one node with a label. */
    GROUPED,
    LEFT_OUT
  }

  public Optional<FlowNode> node(String id) {
    return graph.vertexSet().stream().filter(n -> n.id().equals(id)).findFirst();
  }

  /** The node of a block, if it is drawn. */
  public Optional<FlowNode> nodeOf(int block) {
    return node("b" + block);
  }

  /** Where the answer to a block's condition leads; a block with one way out answers alike. */
  public Optional<FlowNode> successor(FlowNode node, boolean answer) {
    Edge.Kind wanted = answer ? Edge.Kind.TRUE : Edge.Kind.FALSE;
    List<FlowEdge> out =
        graph.outgoingEdgesOf(node).stream().filter(e -> e.role() != FlowEdge.Role.GHOST).toList();
    return out.stream()
        .filter(e -> out.size() == 1 || e.kind().equals(Optional.of(wanted)))
        .findFirst()
        .map(graph::getEdgeTarget);
  }

  private static final class Builder {
    private static final int LABEL_COLUMNS = 26;
    private static final int GHOST_COLUMNS = 26;
    private static final int MOST_TOLD = 6;
    private static final double PAD_X = 11;
    private static final double PAD_Y = 7;

    private final ControlFlowGraph source;
    private final Counterexample path;
    private final Activation run;
    private final PathOverlay overlay;
    private final Aside aside;
    private final Set<Integer> opened;
    private final Lettering lettering;
    private final Wording words;
    private final Graph<FlowNode, FlowEdge> graph = new DirectedPseudograph<>(FlowEdge.class);
    private final Map<Integer, FlowNode> byBlock = new HashMap<>();

    Builder(
        ControlFlowGraph source,
        Counterexample path,
        Activation run,
        Aside aside,
        Set<Integer> opened,
        Lettering lettering,
        Wording words) {
      this.source = source;
      this.path = path;
      this.run = run;
      this.overlay = PathOverlay.of(source, run);
      this.aside = aside;
      this.opened = opened;
      this.lettering = lettering;
      this.words = words;
    }

    FlowGraph build() {
      addEntry();
      if (aside == Aside.GROUPED) {
        Detours.of(source, overlay::passes).stream()
            .filter(part -> !opened.contains(part.first()))
            .forEach(this::addGroup);
      }
      for (Block block : source.blocks()) {
        boolean wanted = aside != Aside.LEFT_OUT || overlay.passes(block.index());
        if (wanted && !byBlock.containsKey(block.index())) {
          FlowNode node = node(block);
          byBlock.put(block.index(), node);
          graph.addVertex(node);
        }
      }
      entryEdge();
      for (Block block : source.blocks()) {
        source.successors(block).forEach(this::addEdge);
      }
      path.missing().flatMap(MissingCall::ghost).ifPresent(this::addGhost);
      int leftOut = source.blocks().size() - byBlock.size();
      return new FlowGraph(source, run, overlay, graph, leftOut);
    }

    private void addGroup(SortedSet<Integer> part) {
      List<Block> written =
          part.stream().map(source.blocks()::get).filter(b -> !b.lines().isEmpty()).toList();
      IntSummaryStatistics lines =
          written.stream()
              .flatMap(b -> b.lines().stream())
              .mapToInt(l -> l.site().line())
              .summaryStatistics();
      String label = words.group(written.size(), lines.getMin(), lines.getMax());
      List<FlowNode.Row> rows = List.of(new FlowNode.Row(label, -1, -1, true, false));
      String full =
          written.stream()
              .limit(MOST_TOLD)
              .map(BlockText::full)
              .collect(Collectors.joining("\n\u2026\n"));
      FlowNode node =
          new FlowNode(
              FlowNode.GROUP + part.first(),
              FlowNode.Kind.BLOCK,
              part.first(),
              rows,
              List.of(),
              false,
              false,
              full,
              size(rows, List.of()));
      graph.addVertex(node);
      part.forEach(index -> byBlock.put(index, node));
    }

    private void addEntry() {
      if (!source.entry().lines().isEmpty()) {
        graph.addVertex(pill("entry", FlowNode.Kind.ENTRY, -1, words.entry(), true));
      }
    }

    private void entryEdge() {
      FlowNode first = byBlock.get(source.entry().index());
      if (first != null && first.kind() != FlowNode.Kind.ENTRY) {
        FlowNode entry = graph.vertexSet().iterator().next();
        FlowEdge edge =
            new FlowEdge(
                "entry.0",
                entry.id(),
                first.id(),
                Optional.empty(),
                FlowEdge.Role.TAKEN,
                "",
                "",
                Optional.empty());
        graph.addEdge(entry, first, edge);
      }
    }

    private FlowNode node(Block block) {
      boolean onPath = overlay.passes(block.index());
      String id = "b" + block.index();
      if (block.lines().isEmpty()) {
        if (block.equals(source.exit())) {
          return pill(id, FlowNode.Kind.EXIT, block.index(), words.exit(), onPath);
        }
        if (block.equals(source.entry())) {
          return pill(id, FlowNode.Kind.ENTRY, block.index(), words.entry(), onPath);
        }
        return new FlowNode(
            id,
            FlowNode.Kind.JOINT,
            block.index(),
            List.of(),
            List.of(),
            onPath,
            false,
            "",
            new Size(12, 12));
      }
      List<Step> steps = overlay.stepsIn(block.index());
      List<FlowNode.Row> rows = BlockText.rows(block, steps, words);
      List<FlowNode.Note> notes = notes(steps);
      boolean violating = steps.stream().anyMatch(s -> s.index() == path.violating());
      return new FlowNode(
          id,
          FlowNode.Kind.BLOCK,
          block.index(),
          rows,
          notes,
          onPath,
          violating,
          BlockText.full(block),
          size(rows, notes));
    }

    private FlowNode pill(String id, FlowNode.Kind kind, int block, String text, boolean onPath) {
      List<FlowNode.Row> rows = List.of(new FlowNode.Row(text, -1, -1, false, false));
      Size size =
          new Size(
              Math.max(72, lettering.width(text, Hand.TEXT) + 4 * PAD_X),
              lettering.lineHeight(Hand.TEXT) + 8);
      return new FlowNode(id, kind, block, rows, List.of(), onPath, false, "", size);
    }

    private Size size(List<FlowNode.Row> rows, List<FlowNode.Note> notes) {
      double width = 60;
      double height = 2 * PAD_Y;
      for (FlowNode.Row row : rows) {
        Hand hand = row.gap() ? Hand.SMALL : Hand.CODE;
        width = Math.max(width, lettering.width(row.text(), hand));
        height += lettering.lineHeight(hand);
      }
      for (FlowNode.Note note : notes) {
        width = Math.max(width, lettering.width(note.text(), Hand.SMALL));
        height += lettering.lineHeight(Hand.SMALL);
      }
      return new Size(Math.ceil(width + 2 * PAD_X), Math.ceil(height));
    }

    private List<FlowNode.Note> notes(List<Step> steps) {
      List<FlowNode.Note> notes = new ArrayList<>();
      for (Step step : steps) {
        String from = step.before().state();
        String to = step.after().state();
        if (step.index() == path.violating()) {
          notes.add(new FlowNode.Note(words.violation(step.line(), from, to), true));
        } else if (step.isRuleEvent()) {
          notes.add(new FlowNode.Note(words.ruleEvent(step.line(), from, to), false));
        }
      }
      List<FlowNode.Note> different = notes.stream().distinct().toList();
      if (different.size() <= 3) {
        return different;
      }
      List<FlowNode.Note> shown = new ArrayList<>(different.subList(0, 2));
      shown.add(new FlowNode.Note("+ " + (different.size() - 2), false));
      return shown;
    }

    private void addEdge(Edge edge) {
      FlowNode from = byBlock.get(edge.from());
      FlowNode to = byBlock.get(edge.to());
      boolean taken = overlay.taken().contains(edge);
      if (from == null || to == null || (aside == Aside.LEFT_OUT && !taken)) {
        return;
      }
      // What happens within a group is not drawn, and one way out of it to a place is enough.
      if (from.isGroup() && (from.equals(to) || graph.containsEdge(from, to))) {
        return;
      }
      boolean cameHere = overlay.passes(edge.from());
      FlowEdge.Role role =
          taken
              ? FlowEdge.Role.TAKEN
              : cameHere ? FlowEdge.Role.NOT_TAKEN : FlowEdge.Role.ELSEWHERE;
      String full = label(edge, role, 200);
      String shown = label(edge, role, LABEL_COLUMNS);
      Optional<Size> size =
          shown.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Size(
                      Math.ceil(lettering.width(shown, Hand.SMALL) + 12),
                      lettering.lineHeight(Hand.SMALL) + 4));
      graph.addEdge(
          from,
          to,
          new FlowEdge(
              "b" + edge.from() + "." + edge.ordinal(),
              from.id(),
              to.id(),
              Optional.of(edge.kind()),
              role,
              shown,
              full,
              size));
    }

    private String label(Edge edge, FlowEdge.Role role, int columns) {
      String plain = Shortened.to(columns, edge.label());
      if (plain.isEmpty()) {
        return "";
      }
      return switch (role) {
        case TAKEN ->
            overlay.decisions().containsKey(edge)
                ? decision(edge, overlay.decisions().get(edge), columns)
                : plain;
        case NOT_TAKEN -> {
          Optional<Block> target = firstWritten(edge.to());
          yield target.isPresent()
              ? words.leadsTo(plain, target.get().lines().getFirst().site().line())
              : words.leadsOut(plain);
        }
        case ELSEWHERE, GHOST -> plain;
      };
    }

    private String decision(Edge edge, Step step, int columns) {
      String value = Shortened.to(columns, step.outcome().orElse(edge.label()));
      return switch (edge.kind()) {
        case TRUE, FALSE -> words.decision(Shortened.to(columns - 8, step.text()), value);
        case NEXT, CASE, DEFAULT, GOTO, EXCEPTION, RETURN -> value;
      };
    }

    /** The first block with text from here on, through such as have none and one way out. */
    private Optional<Block> firstWritten(int index) {
      Block block = source.blocks().get(index);
      for (int i = 0; i < 8 && block.lines().isEmpty(); i++) {
        List<Edge> out = source.successors(block);
        if (out.size() != 1) {
          return Optional.empty();
        }
        block = source.blocks().get(out.getFirst().to());
      }
      return block.lines().isEmpty() ? Optional.empty() : Optional.of(block);
    }

    /** Beside the way that the path comes into the block it would stand in. */
    private void addGhost(MissingCall.Ghost ghost) {
      FlowNode block = byBlock.get(ghost.block());
      if (block == null || !ghost.function().equals(source.key()) || !run.contains(ghost.step())) {
        return;
      }
      String call = path.missing().map(MissingCall::call).orElse("");
      List<FlowNode.Row> rows =
          List.of(new FlowNode.Row(Shortened.to(GHOST_COLUMNS, call), -1, -1, false, false));
      List<FlowNode.Note> notes =
          List.of(new FlowNode.Note(words.wouldStandBefore(ghost.before().line()), false));
      String full = call + "\n" + ghost.explanation();
      Size plain = size(rows, notes);
      Size size = new Size(plain.width() + 16, plain.height());
      FlowNode node =
          new FlowNode("ghost", FlowNode.Kind.GHOST, -1, rows, notes, false, false, full, size);
      graph.addVertex(node);
      Optional<FlowNode> before =
          overlay.taken().stream()
              .filter(e -> e.to() == ghost.block())
              .reduce((_, last) -> last)
              .map(e -> byBlock.get(e.from()));
      before.ifPresent(b -> graph.addEdge(b, node, ghostEdge("ghost.in", b, node)));
      graph.addEdge(node, block, ghostEdge("ghost.out", node, block));
    }

    private static FlowEdge ghostEdge(String id, FlowNode from, FlowNode to) {
      return new FlowEdge(
          id, from.id(), to.id(), Optional.empty(), FlowEdge.Role.GHOST, "", "", Optional.empty());
    }
  }
}
