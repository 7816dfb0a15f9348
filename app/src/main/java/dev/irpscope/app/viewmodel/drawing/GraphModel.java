package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * The graph of the function that the selected step is in. A drawing belongs to one run of the
 * function on one path and is kept, so that nothing but the highlight moves while stepping.
 */
public final class GraphModel {
  /** Above this, only the path is drawn. */
  public static final int MOST_BLOCKS = 1500;

  private static final int KEPT = 48;
  private static final int PREPARED = 8;

  private final SteppingModel stepping;
  private final BackgroundWork work;
  private final Wording words;
  private final int mostBlocks;
  private final ReadOnlyObjectWrapper<GraphPicture> picture =
      new ReadOnlyObjectWrapper<>(this, "picture", new GraphPicture.Nothing());
  private final Map<Key, FlowDrawing> drawings = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<Key> pending = new HashSet<>();
  private final Set<Key> failed = new HashSet<>();

  /** First blocks of the groups that were opened by hand, by graph. */
  private final Map<Same<ControlFlowGraph>, Set<Integer>> opened = new HashMap<>();

  private final BooleanProperty grouped = new SimpleBooleanProperty(this, "grouped", false);
  private Lettering lettering;
  private Optional<List<Step>> cutPath = Optional.empty();
  private List<Activation> runs = List.of();

  public GraphModel(
      SteppingModel stepping, BackgroundWork work, Lettering lettering, Wording words) {
    this(stepping, work, lettering, words, MOST_BLOCKS);
  }

  GraphModel(
      SteppingModel stepping,
      BackgroundWork work,
      Lettering lettering,
      Wording words,
      int mostBlocks) {
    this.stepping = stepping;
    this.work = work;
    this.lettering = lettering;
    this.words = words;
    this.mostBlocks = mostBlocks;
    stepping.selectionProperty().subscribe(_ -> show());
    grouped.addListener((_, _, _) -> {
      opened.clear();
      show();
    });
  }

  /** Whether blocks off the path that hang together are one node. */
  public BooleanProperty groupedProperty() {
    return grouped;
  }

  public ReadOnlyObjectProperty<GraphPicture> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  public GraphPicture picture() {
    return picture.get();
  }

  /** The drawing that is shown. */
  public Optional<GraphPicture.Drawn> drawn() {
    return picture() instanceof GraphPicture.Drawn drawn ? Optional.of(drawn) : Optional.empty();
  }

  /** Text is written in another size from now on. */
  public void setLettering(Lettering newLettering) {
    lettering = newLettering;
    drawings.clear();
    failed.clear();
    pending.clear();
    show();
  }

  /**
   * One run of a function on one path of one graph, in one lettering; the graph and the steps are
   * compared by identity.
   */
  private record Key(
      Same<ControlFlowGraph> graph,
      Same<Step> first,
      Same<Lettering> lettering,
      boolean grouped,
      Set<Integer> opened) {}

  private record Same<T>(T object) {
    @Override
    @SuppressWarnings("ReferenceEquality") // that is its purpose
    public boolean equals(@org.jspecify.annotations.Nullable Object other) {
      return other instanceof Same<?>(Object o) && o == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  private void show() {
    Selection now = stepping.selection();
    Optional<Step> step = now.step();
    if (step.isEmpty()) {
      picture.set(new GraphPicture.Nothing());
      return;
    }
    if (now.folder().isEmpty()) {
      picture.set(new GraphPicture.NotYet());
      return;
    }
    String function = step.get().function().name();
    Optional<ControlFlowGraph> graph = now.graph();
    Optional<Activation> run = runAt(now);
    if (graph.isEmpty() || run.isEmpty()) {
      picture.set(new GraphPicture.NoGraph(function));
      return;
    }
    Key key = key(graph.get(), run.get());
    FlowDrawing known = drawings.get(key);
    if (known != null) {
      picture.set(drawn(known, step.get(), Optional.empty()));
    } else if (failed.contains(key)) {
      picture.set(new GraphPicture.Failed(function));
    } else {
      picture.set(new GraphPicture.LayingOut(function));
      prepare(now, run.get());
      prepareOthers(now);
    }
  }

  private Optional<Activation> runAt(Selection now) {
    if (cutPath.isEmpty() || !isSame(cutPath.get(), now.steps())) {
      cutPath = Optional.of(now.steps());
      runs = Activation.of(now.steps());
    }
    return runs.stream().filter(r -> r.contains(now.index())).findFirst();
  }

  @SuppressWarnings("ReferenceEquality") // a path's list never changes; equality would walk it
  private static boolean isSame(List<Step> one, List<Step> other) {
    return one == other;
  }

  private Key key(ControlFlowGraph graph, Activation run) {
    return new Key(
        new Same<>(graph),
        new Same<>(run.steps().getFirst()),
        new Same<>(lettering),
        grouped.get(),
        opened(graph));
  }

  private Set<Integer> opened(ControlFlowGraph graph) {
    return Set.copyOf(opened.getOrDefault(new Same<>(graph), Set.of()));
  }

  /** The first few other functions of the path, so that stepping into them does not wait. */
  private void prepareOthers(Selection now) {
    runs.stream().limit(PREPARED).forEach(run -> prepare(now, run));
  }

  private void prepare(Selection now, Activation run) {
    Counterexample path = now.path().orElseThrow();
    Optional<ControlFlowGraph> graph = now.folder().flatMap(f -> f.graph(run.function()));
    if (graph.isEmpty()) {
      return;
    }
    Key key = key(graph.get(), run);
    if (drawings.containsKey(key) || failed.contains(key) || !pending.add(key)) {
      return;
    }
    boolean onlyPath = graph.get().blocks().size() > mostBlocks;
    FlowGraph.Aside aside =
        onlyPath
            ? FlowGraph.Aside.LEFT_OUT
            : grouped.get() ? FlowGraph.Aside.GROUPED : FlowGraph.Aside.DRAWN;
    FlowGraph flow =
        FlowGraph.of(graph.get(), path, run, aside, opened(graph.get()), lettering, words);
    work.run(
        () -> FlowDrawing.of(flow),
        drawing -> arrived(key, drawing),
        _ -> {
          if (onlyPath) {
            failed.add(key);
            pending.remove(key);
            show();
          } else {
            FlowGraph small =
                FlowGraph.of(
                    graph.get(), path, run, FlowGraph.Aside.LEFT_OUT, Set.of(), lettering, words);
            work.run(
                () -> FlowDrawing.of(small),
                drawing -> arrived(key, drawing),
                _ -> {
                  failed.add(key);
                  pending.remove(key);
                  show();
                });
          }
        });
  }

  private void arrived(Key key, FlowDrawing drawing) {
    if (!pending.remove(key)) {
      return;
    }
    drawings.put(key, drawing);
    if (drawings.size() > KEPT) {
      drawings.remove(drawings.keySet().iterator().next());
    }
    if (picture() instanceof GraphPicture.LayingOut) {
      show();
    }
  }

  private static GraphPicture.Drawn drawn(
      FlowDrawing drawing, Step step, Optional<FlowNode> cursor) {
    FlowGraph flow = drawing.flow();
    OptionalInt block = flow.run().blockAt(step.index());
    Optional<FlowNode> current =
        block.isPresent() ? flow.nodeOf(block.getAsInt()) : Optional.empty();
    OptionalInt line = OptionalInt.empty();
    if (current.isPresent() && step.block().isPresent()) {
      int index = BlockText.lineOf(flow.source().blocks().get(step.block().getAsInt()), step);
      line = index < 0 ? line : OptionalInt.of(index);
    }
    return new GraphPicture.Drawn(drawing, current, line, cursor);
  }

  /** Selects the step of a node; again, that of the next time the path comes there. */
  public boolean select(FlowNode node) {
    Optional<GraphPicture.Drawn> shown = drawn();
    if (shown.isEmpty()) {
      return false;
    }
    if (node.kind() == FlowNode.Kind.GHOST) {
      return stepping
          .selection()
          .path()
          .flatMap(Counterexample::missing)
          .flatMap(m -> m.ghost())
          .map(g -> stepping.selectStep(g.step()))
          .orElse(false);
    }
    if (node.isGroup()) {
      opened
          .computeIfAbsent(new Same<>(shown.get().drawing().flow().source()), _ -> new TreeSet<>())
          .add(node.block());
      show();
      return true;
    }
    FlowGraph flow = shown.get().drawing().flow();
    List<Step> marks =
        node.kind() == FlowNode.Kind.ENTRY
            ? List.of(flow.run().steps().getFirst())
            : flow.overlay().landmarks(node.block());
    if (marks.isEmpty()) {
      return false;
    }
    int now = stepping.selection().index();
    boolean here = marks.stream().anyMatch(s -> s.index() == now);
    Step target =
        here
            ? marks.stream().filter(s -> s.index() > now).findFirst().orElse(marks.getFirst())
            : marks.getFirst();
    return stepping.selectStep(target.index());
  }

  /** Moves the cursor from its node, at first the current one, to where an answer leads. */
  public boolean follow(boolean answer) {
    Optional<GraphPicture.Drawn> shown = drawn();
    Optional<FlowNode> next =
        shown.flatMap(d ->
            d.cursor().or(d::current).flatMap(from -> d.drawing().flow().successor(from, answer)));
    next.ifPresent(node ->
        picture.set(
            drawn(
                shown.orElseThrow().drawing(),
                stepping.selection().step().orElseThrow(),
                Optional.of(node))));
    return next.isPresent();
  }
}
