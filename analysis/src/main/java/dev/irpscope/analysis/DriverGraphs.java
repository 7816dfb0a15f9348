package dev.irpscope.analysis;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.ProgramBuilder;
import dev.irpscope.analysis.source.DriverSources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The graphs of the drivers of a folder: kept as far as there is room, read again when asked for
 * otherwise. Safe for use by several threads.
 */
final class DriverGraphs {
  /** How many blocks may be kept: what a driver of some 300,000 lines has. */
  private static final int MAX_BLOCKS = 120_000;

  private final FolderReader reader;
  private final Map<String, Map<FunctionKey, ControlFlowGraph>> kept = new HashMap<>();
  private int blocks;
  private Optional<String> last = Optional.empty();
  private Map<FunctionKey, ControlFlowGraph> lastRead = Map.of();

  DriverGraphs(FolderReader reader) {
    this.reader = reader;
  }

  /** Offers what was built for a driver. */
  synchronized void keep(Program program) {
    keep(program.name(), graphs(program));
  }

  /** Takes over what is known of a driver that has not changed. */
  synchronized void keep(String driver, DriverGraphs earlier) {
    Map<FunctionKey, ControlFlowGraph> known = earlier.kept(driver);
    if (!known.isEmpty()) {
      keep(driver, known);
    }
  }

  private void keep(String driver, Map<FunctionKey, ControlFlowGraph> built) {
    int size = built.values().stream().mapToInt(graph -> graph.blocks().size()).sum();
    if (blocks + size <= MAX_BLOCKS) {
      blocks += size;
      kept.put(driver, built);
    }
  }

  private synchronized Map<FunctionKey, ControlFlowGraph> kept(String driver) {
    return kept.getOrDefault(driver, Map.of());
  }

  /** The graphs of one driver; reads its files on the calling thread if they were let go. */
  synchronized Map<FunctionKey, ControlFlowGraph> of(DriverSources driver) {
    Map<FunctionKey, ControlFlowGraph> known = kept.get(driver.name());
    if (known != null) {
      return known;
    }
    if (!last.equals(Optional.of(driver.name()))) {
      List<TranslationUnit> units = new ArrayList<>();
      for (String path : driver.files()) {
        reader.read(path).unit().ifPresent(unit -> units.add(unit.unit()));
      }
      lastRead = graphs(ProgramBuilder.build(driver.name(), units, Runnable::run));
      last = Optional.of(driver.name());
    }
    return lastRead;
  }

  private static Map<FunctionKey, ControlFlowGraph> graphs(Program program) {
    Map<FunctionKey, ControlFlowGraph> graphs = new HashMap<>();
    program.functions().forEach(graph -> graphs.put(graph.key(), graph));
    return graphs;
  }
}
