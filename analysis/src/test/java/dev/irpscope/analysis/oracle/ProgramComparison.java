package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.cfg.CfgPrinter;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.GraphInvariants;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs generated programs twice: compiled, and by interpreting their graphs. */
final class ProgramComparison {
  private ProgramComparison() {}

  /** What one batch came to. */
  record Result(int programs, int functions, int lines, List<String> differences) {}

  /** Compares {@code count} programs, of consecutive seeds. */
  static Result run(String compiler, Path folder, long firstSeed, int count)
      throws IOException, InterruptedException {
    List<String> programs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      programs.add(ProgramWriter.write(firstSeed + i, "p" + i + "_"));
    }
    String[] compiled = compiled(compiler, folder, programs);
    List<String> differences = new ArrayList<>();
    int functions = 0;
    int lines = 0;
    for (int i = 0; i < count; i++) {
      String interpreted;
      try {
        Run run = interpreted(programs.get(i), "p" + i + "_");
        interpreted = run.trace();
        functions += run.functions();
      } catch (RuntimeException | AssertionError e) {
        interpreted = "stopped: " + e;
      }
      if (!compiled[i].equals(interpreted)) {
        differences.add(
            "seed " + (firstSeed + i) + ": " + firstDifference(compiled[i], interpreted));
      }
      lines += (int) compiled[i].lines().count();
    }
    return new Result(count, functions, lines, differences);
  }

  private static String firstDifference(String compiled, String interpreted) {
    List<String> a = compiled.lines().toList();
    List<String> b = interpreted.lines().toList();
    for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
      String x = i < a.size() ? a.get(i) : "(end)";
      String y = i < b.size() ? b.get(i) : "(end)";
      if (!x.equals(y)) {
        return "line " + (i + 1) + ": compiled " + x + ", interpreted " + y;
      }
    }
    return "none";
  }

  private static String[] compiled(String compiler, Path folder, List<String> programs)
      throws IOException, InterruptedException {
    StringBuilder text = new StringBuilder();
    text.append("#include <stdio.h>\n").append(ProgramWriter.PRELUDE);
    text.append("void t(i64 value) { printf(\"%lld\\n\", value); }\n");
    text.append("i64 tv(i64 value) { t(value); return value; }\n");
    programs.forEach(text::append);
    text.append("int main(void) {\n");
    for (int i = 0; i < programs.size(); i++) {
      text.append("  p").append(i).append("_main(); puts(\"#\");\n");
    }
    text.append("  return 0;\n}\n");
    Path source = folder.resolve("programs.c");
    Path program = folder.resolve("programs");
    Path output = folder.resolve("output.txt");
    Files.writeString(source, text);
    run(
        output,
        compiler,
        "-O0",
        "-w",
        "-std=gnu11",
        "-fwrapv",
        "-fno-strict-aliasing",
        "-mms-bitfields",
        "-o",
        program.toString(),
        source.toString());
    run(output, program.toString());
    return Files.readString(output).split("#\n", -1);
  }

  private static void run(Path output, String... command) throws IOException, InterruptedException {
    Path messages = output.resolveSibling("messages.txt");
    int status =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(messages.toFile())
            .start()
            .waitFor();
    if (status != 0) {
      throw new AssertionError(
          String.join(" ", command)
              + " ended with "
              + status
              + ": "
              + new String(Files.readAllBytes(messages), StandardCharsets.UTF_8));
    }
  }

  private record Run(String trace, int functions) {}

  private static Run interpreted(String program, String prefix) {
    SourceFile file =
        new SourceFile("program.c", SourceFile.Place.FOLDER, ProgramWriter.PRELUDE + program);
    HeaderSearch none = (_, _, _) -> new HeaderSearch.Result.Missing();
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), none, new PreprocessorCache());
    ReadUnit read = UnitReader.read(file, preprocessor.preprocess(file).tokens());
    if (!read.diagnostics().isEmpty()) {
      throw new AssertionError(read.diagnostics());
    }
    TypeLayout layout = new TypeLayout();
    GraphBuilder builder = new GraphBuilder(Environment.of(read.unit()), layout);
    Map<String, ControlFlowGraph> graphs = new LinkedHashMap<>();
    for (Decl.Function function : read.unit().functions()) {
      ControlFlowGraph graph =
          builder.build(new FunctionKey("program.c", function.name(), 0), function).graph();
      GraphInvariants.check(graph);
      graphs.put(function.name(), graph);
    }
    Interpreter interpreter = new Interpreter(layout, graphs);
    List<Decl.Variable> variables =
        read.unit().declarations().stream()
            .filter(Decl.Variable.class::isInstance)
            .map(Decl.Variable.class::cast)
            .toList();
    variables.forEach(variable ->
        interpreter.global(
            variable.name(),
            Environment.of(read.unit())
                .lookup(variable.name())
                .map(symbol ->
                    symbol instanceof dev.irpscope.analysis.cfg.Symbol.Global global
                        ? global.type()
                        : variable.type())
                .orElse(variable.type())));
    interpreter.placeStatics();
    variables.forEach(variable -> interpreter.initialize(builder.initialization(variable)));
    interpreter.run(prefix + "main");
    return new Run(interpreter.trace(), graphs.size());
  }

  /** The graphs of one program, printed, to look at a difference. */
  static String graphs(long seed) {
    StringBuilder all = new StringBuilder(ProgramWriter.write(seed, "p0_"));
    SourceFile file =
        new SourceFile("program.c", SourceFile.Place.FOLDER, ProgramWriter.PRELUDE + all);
    HeaderSearch none = (_, _, _) -> new HeaderSearch.Result.Missing();
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), none, new PreprocessorCache());
    ReadUnit read = UnitReader.read(file, preprocessor.preprocess(file).tokens());
    GraphBuilder builder = new GraphBuilder(Environment.of(read.unit()), new TypeLayout());
    for (Decl.Function function : read.unit().functions()) {
      all.append(
          CfgPrinter.print(
              builder.build(new FunctionKey("program.c", function.name(), 0), function).graph()));
    }
    return all.toString();
  }

  static void main(String[] arguments) throws IOException, InterruptedException {
    long seed = Long.parseLong(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    if (count == 0) {
      System.out.println(graphs(seed));
      return;
    }
    Path folder = Files.createTempDirectory("programs");
    int programs = 0;
    int lines = 0;
    int functions = 0;
    int different = 0;
    for (int done = 0; done < count; done += 100) {
      Result result = run("gcc", folder, seed + done, Math.min(100, count - done));
      programs += result.programs();
      functions += result.functions();
      lines += result.lines();
      different += result.differences().size();
      result.differences().forEach(System.out::println);
    }
    System.out.printf(
        "%d programs, %d functions, %d trace lines, %d differ%n",
        programs, functions, lines, different);
  }
}
