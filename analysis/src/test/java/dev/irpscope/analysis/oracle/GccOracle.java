package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Edge;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.frontend.FunctionStatus;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares trees and graphs with GCC's: GCC preprocesses a file, then GCC and we read the same
 * text.
 */
final class GccOracle {
  static final String COMPILER = "x86_64-w64-mingw32-gcc";

  private final Path work;
  private final List<String> flags;
  private final Set<String> seen = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private final Set<String> ending = new TreeSet<>();
  private int files;
  private int refused;
  private int compared;
  private int notRead;

  /**
   * @param work a folder for what the compiler writes
   * @param flags for preprocessing
   */
  GccOracle(Path work, List<String> flags) {
    this.work = work;
    this.flags = flags;
  }

  List<String> differences() {
    return differences;
  }

  int compared() {
    return compared;
  }

  String counts() {
    return files
        + " files, "
        + refused
        + " refused by the compiler, "
        + compared
        + " functions compared, "
        + notRead
        + " not read whole, "
        + differences.size()
        + " differences; not returning: "
        + ending;
  }

  void file(Path source) throws IOException, InterruptedException {
    Path text = work.resolve("unit.i");
    Path original = work.resolve("original.txt");
    Path graphs = work.resolve("graphs.txt");
    List<String> preprocess = new ArrayList<>(List.of(COMPILER, "-E", "-P", "-w"));
    preprocess.addAll(flags);
    preprocess.addAll(List.of("-o", text.toString(), source.toString()));
    files++;
    boolean accepted =
        run(preprocess)
            && run(
                List.of(
                    COMPILER,
                    "-S",
                    "-O0",
                    "-w",
                    "-std=gnu11",
                    "-fms-extensions",
                    "-fpreprocessed",
                    "-fno-builtin",
                    "-fkeep-inline-functions",
                    "-fkeep-static-functions",
                    "--param=logical-op-non-short-circuit=0",
                    "-fdump-tree-original=" + original,
                    "-fdump-tree-cfg=" + graphs,
                    "-o",
                    work.resolve("unit.s").toString(),
                    "-x",
                    "cpp-output",
                    text.toString()));
    if (!accepted) {
      refused++;
      return;
    }
    compare(
        source.getFileName().toString(),
        new String(Files.readAllBytes(text), StandardCharsets.UTF_8),
        GccDump.original(lines(original)),
        GccDump.graphs(lines(graphs)));
  }

  private static List<String> lines(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().toList();
  }

  private boolean run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("messages.txt").toFile())
            .start()
            .waitFor()
        == 0;
  }

  private void compare(
      String name, String text, Map<String, Tally> trees, Map<String, GccDump.Graph> graphs) {
    SourceFile file = new SourceFile("unit.c", SourceFile.Place.FOLDER, text);
    HeaderSearch none = (_, _, _) -> new HeaderSearch.Result.Missing();
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), none, new PreprocessorCache());
    ReadUnit read = UnitReader.read(file, preprocessor.preprocess(file).tokens());
    Set<String> whole = new HashSet<>();
    for (FunctionStatus status : read.functions()) {
      if (status.status() == FunctionStatus.Status.ANALYSED) {
        whole.add(status.name());
      }
    }
    GraphBuilder builder = new GraphBuilder(Environment.of(read.unit()), new TypeLayout());
    Set<String> met = new HashSet<>();
    Map<String, Decl.Function> last = new LinkedHashMap<>();
    read.unit().functions().forEach(function -> last.put(function.name(), function));
    for (Decl.Function function : last.values()) {
      met.add(function.name());
      GccDump.Graph theirs = graphs.get(function.name());
      Tally tree = trees.get(function.name());
      if (theirs == null || tree == null || !seen.add(function.origin().site().text())) {
        continue;
      }
      if (!whole.contains(function.name())) {
        continue;
      }
      compared++;
      ending.addAll(theirs.ending());
      ControlFlowGraph graph =
          builder.build(new FunctionKey("unit.c", function.name(), 0), function).graph();
      List<String> problems = new ArrayList<>();
      CallLanguage language = language(graph, theirs.ending());
      trees(function, tree, language.letters(), problems);
      language.difference(theirs.language()).ifPresent(problems::add);
      branches(graph, theirs, problems);
      for (String problem : problems) {
        differences.add(name + " " + function.name() + ": " + problem);
      }
    }
    for (String one : graphs.keySet()) {
      if (!met.contains(one) && !one.contains(".")) {
        differences.add(name + " " + one + ": not in our tree");
      } else if (!whole.contains(one)) {
        notRead++;
      }
    }
  }

  private static void trees(
      Decl.Function function, Tally theirs, Set<String> called, List<String> problems) {
    Tally ours = TreeTally.evaluated(function.body());
    for (String problem : ours.differences(theirs, "in ours", "in theirs")) {
      if (problem.startsWith("return")
          || problem.startsWith("label")
          || problem.startsWith("goto")
          || problem.startsWith("case")
          || problem.startsWith("default")
          || problem.startsWith("switch")
          || (problem.startsWith("call ")
              && called.contains(problem.substring(5, problem.indexOf(':')))
              && !shownAgain(problem.substring(0, problem.indexOf(':')), ours, theirs))) {
        problems.add("tree: " + problem);
      }
    }
  }

  /** GCC's dump of a tree shows an operand that is kept in a temporary once for each use. */
  private static boolean shownAgain(String what, Tally ours, Tally theirs) {
    return ours.count(what) > 0 && ours.count(what) < theirs.count(what);
  }

  private static void branches(
      ControlFlowGraph graph, GccDump.Graph theirs, List<String> problems) {
    int most = 0;
    int least = 0;
    List<Long> cases = new ArrayList<>();
    for (Block block : graph.blocks()) {
      List<Edge> edges = graph.successors(block);
      switch (block.terminator()) {
        case Terminator.Branch branch -> {
          most++;
          if (!isFolded(graph, branch, edges)) {
            least++;
          }
        }
        case Terminator.Switch _ -> {
          List<Edge> labels = edges.stream().filter(e -> e.kind() == Edge.Kind.CASE).toList();
          if (labels.size() == 1) {
            most++; // GCC makes it one
            least++;
          } else {
            for (Edge edge : labels) {
              cases.addAll(GccDump.values(edge.low().orElseThrow(), edge.high().orElseThrow()));
            }
          }
        }
        case Terminator.Jump _, Terminator.Return _, Terminator.End _ -> {}
      }
    }
    cases.sort(null);
    if (!cases.equals(theirs.cases())) {
      problems.add("cases: " + cases + " in ours, " + theirs.cases() + " in theirs");
    }
    if (theirs.branches() < least || theirs.branches() > most) {
      problems.add(
          "branches: " + least + " to " + most + " in ours, " + theirs.branches() + " in theirs");
    }
  }

  /**
   * Whether GCC may do without a condition: it decides nothing, only chooses between constants, or
   * asks whether something unsigned is below 0.
   */
  private static boolean isFolded(
      ControlFlowGraph graph, Terminator.Branch branch, List<Edge> edges) {
    int first = past(graph, edges.get(0));
    int second = past(graph, edges.get(1));
    return first == second
        || (choosesConstant(graph, first) && choosesConstant(graph, second))
        || decided(branch).isPresent();
  }

  private static boolean choosesConstant(ControlFlowGraph graph, int index) {
    Block block = graph.blocks().get(index);
    return block.terminator() instanceof Terminator.Jump
        && block.instructions().stream()
            .allMatch(
                instruction -> instruction instanceof Instruction.Define(_, _, Operand.Constant _));
  }

  /** The way that a comparison of something unsigned with 0 goes. */
  private static Optional<Edge.Kind> decided(Terminator.Branch branch) {
    return branch.condition() instanceof Operand.Binary(var op, var left, Operand.Constant zero, _)
            && zero.value() == 0
            && left.type().canonical() instanceof CType.Int type
            && !type.signed()
        ? switch (op) {
          case LESS -> Optional.of(Edge.Kind.FALSE);
          case GREATER_EQUAL -> Optional.of(Edge.Kind.TRUE);
          default -> Optional.empty();
        }
        : Optional.empty();
  }

  /** The first block along an edge in which something happens. */
  private static int past(ControlFlowGraph graph, Edge edge) {
    int at = edge.to();
    for (int i = 0; i < graph.blocks().size(); i++) {
      Block block = graph.blocks().get(at);
      boolean nothing =
          block.instructions().isEmpty() && block.terminator() instanceof Terminator.Jump;
      if (!nothing) {
        return at;
      }
      at = graph.successors(block).getFirst().to();
    }
    return at;
  }

  private static CallLanguage language(ControlFlowGraph graph, Set<String> ending) {
    CallLanguage language = new CallLanguage();
    language.state();
    List<Integer> states = graph.blocks().stream().map(_ -> language.state()).toList();
    language.silent(0, states.get(graph.entry().index()));
    for (Block block : graph.blocks()) {
      int at = states.get(block.index());
      boolean stopped = false;
      for (Instruction instruction : block.instructions()) {
        if (instruction instanceof Instruction.Call call) {
          String letter =
              call.callee() instanceof Instruction.Callee.Direct(var direct) ? direct : "*";
          if (letter.startsWith("__builtin_")) {
            continue;
          }
          int next = language.state();
          language.step(at, letter, next);
          at = next;
          if (ending.contains(letter)) {
            stopped = true;
            break;
          }
        }
      }
      if (stopped) {
        continue;
      }
      Optional<Edge.Kind> only =
          block.terminator() instanceof Terminator.Branch branch
              ? decided(branch)
              : Optional.empty();
      for (Edge edge : graph.successors(block)) {
        if (only.isPresent() && only.get() != edge.kind()) {
          continue;
        }
        if (edge.kind() == Edge.Kind.RETURN) {
          language.step(at, CallLanguage.EXIT, language.state());
        } else {
          language.silent(at, states.get(edge.to()));
        }
      }
    }
    return language;
  }

  /** The flags with which the samples are written to compile; empty without the driver headers. */
  static List<String> driverFlags(Path samples) throws IOException, InterruptedException {
    Path probe = Files.createTempFile("probe", ".c");
    Path output = Files.createTempFile("probe", ".i");
    Files.writeString(probe, "#include <windef.h>\n");
    new ProcessBuilder(COMPILER, "-E", probe.toString())
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    try (Stream<String> lines = Files.lines(output)) {
      return lines
          .filter(line -> line.startsWith("# ") && line.contains("/windef.h\""))
          .map(line -> Path.of(line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'))))
          .map(header -> header.resolveSibling("ddk"))
          .filter(ddk -> Files.isRegularFile(ddk.resolve("ntddk.h")))
          .findFirst()
          .map(ddk ->
              List.of(
                  "-std=gnu11",
                  "-fms-extensions",
                  "-include",
                  samples.resolve(".compile-check/irpscope_compile_check.h").toString(),
                  "-isystem",
                  ddk.toString()))
          .orElse(List.of());
    } finally {
      Files.deleteIfExists(probe);
      Files.deleteIfExists(output);
    }
  }

  static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> path.toString().endsWith(".c")).sorted().toList();
    }
  }

  /** The comparison over folders of one's own; the first argument is the folder of the samples. */
  static void main(String[] arguments) throws IOException, InterruptedException {
    Path samples = Path.of(arguments[0]);
    for (int i = 1; i < arguments.length; i++) {
      GccOracle oracle = new GccOracle(Files.createTempDirectory("gcc"), driverFlags(samples));
      Path folder = Path.of(arguments[i]);
      List<Path> sources = sources(folder);
      OracleFolder.deep(() -> {
        for (Path source : sources) {
          try {
            oracle.file(source);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        }
      });
      oracle.differences().forEach(line -> System.out.println("DIFF " + line));
      System.out.println(folder + ": " + oracle.counts());
    }
  }
}
