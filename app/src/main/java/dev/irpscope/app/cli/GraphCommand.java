package dev.irpscope.app.cli;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.app.export.GraphExport;
import dev.irpscope.app.export.GraphPath;
import dev.irpscope.app.export.SvgGraph;
import dev.irpscope.app.settings.NearNames;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code irpscope graph}. */
@Command(
    name = "graph",
    description = "Draws the control-flow graph of a function, with the path of a violation.")
final class GraphCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private FolderInput input = new FolderInput();
  @Mixin private Output output = new Output();

  @Option(
      names = "--function",
      paramLabel = "F",
      description =
          "The function: NAME, or FILE#NAME where several have the name. With --violation, the"
              + " function of the violation if left out.")
  private @Nullable String function;

  @Option(
      names = "--violation",
      paramLabel = "ID",
      description = "Highlight the path of this violation: the text in [] of the text format.")
  private @Nullable String violation;

  @Option(names = "--format", paramLabel = "FORMAT", description = "dot (default), svg or graphml.")
  private String format = "dot";

  GraphCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InputException {
    if (!List.of("dot", "svg", "graphml").contains(format)) {
      throw new InputException(
          "there is no format '" + format + "' here; give dot, svg or graphml.");
    }
    Optional<String> name = Optional.ofNullable(function);
    Optional<String> id = Optional.ofNullable(violation);
    if (name.isEmpty() && id.isEmpty()) {
      throw new InputException("name a function: irpscope graph FOLDER --function NAME.");
    }
    output.check();
    FolderInput.Checked checked = input.check(Optional.empty());
    AnalysedFolder analysed =
        id.isPresent()
            ? Work.analyse(console, checked.withRules(List.of("all")))
            : Work.read(console, checked);
    Optional<Violation> found = Optional.empty();
    if (id.isPresent()) {
      found = Optional.of(find(id.get(), analysed));
    }
    FunctionKey key =
        name.isPresent() ? resolve(name.get(), analysed) : found.orElseThrow().function();
    ControlFlowGraph graph =
        analysed
            .graph(key)
            .orElseThrow(
                () -> new InputException(key.name() + " was not read whole, so it has no graph."));
    GraphPath path = found.map(one -> GraphPath.of(one, key)).orElse(GraphPath.NONE);
    output.write(
        console,
        switch (format) {
          case "svg" -> SvgGraph.draw(graph, path);
          case "graphml" -> GraphExport.graphMl(graph, path);
          default -> GraphExport.dot(graph, path);
        });
    return ExitCode.NONE_FOUND;
  }

  private static Violation find(String id, AnalysedFolder analysed) throws InputException {
    List<Violation> all = analysed.report().violations();
    List<Violation> found = all.stream().filter(one -> one.id().startsWith(id)).toList();
    if (found.size() != 1 || id.isEmpty()) {
      throw new InputException(
          "there is no violation '"
              + id
              + "' in this folder; `irpscope analyze` shows each one's name in [].");
    }
    return found.getFirst();
  }

  /** By {@code FILE#NAME} or by name; a name that several files use has to be made clear. */
  private static FunctionKey resolve(String wanted, AnalysedFolder analysed) throws InputException {
    List<FunctionKey> all = analysed.functions();
    List<FunctionKey> found =
        all.stream()
            .filter(key -> key.toString().equals(wanted) || key.name().equals(wanted))
            .toList();
    if (found.isEmpty()) {
      throw new InputException(
          "there is no function '"
              + wanted
              + "' in this folder."
              + NearNames.question(wanted, all.stream().map(FunctionKey::name).toList()));
    }
    if (found.size() > 1) {
      throw new InputException(
          "several functions are named '"
              + wanted
              + "'; give one of "
              + found.stream().map(FunctionKey::toString).collect(Collectors.joining(", "))
              + ".");
    }
    return found.getFirst();
  }
}
