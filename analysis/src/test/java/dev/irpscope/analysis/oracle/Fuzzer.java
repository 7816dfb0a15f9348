package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.GraphInvariants;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.frontend.FunctionStatus;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.program.ProgramBuilder;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Feeds damaged text through preprocessing, parsing, graphs and program building. */
final class Fuzzer {
  /** One input that did something it must not. */
  record Failure(String input, String what) {}

  private final Mutator mutator;
  private final List<Failure> failures = new ArrayList<>();
  private volatile String current = "";
  private volatile long started = System.nanoTime();
  private int inputs;
  private int functions;
  private int whole;
  private long slowest;
  private String slowestInput = "";

  Fuzzer(long seed, List<String> seeds) {
    this.mutator = new Mutator(new Random(seed), seeds);
  }

  List<Failure> failures() {
    return failures;
  }

  int inputs() {
    return inputs;
  }

  /** Functions met, and those of them that were read whole. */
  String functions() {
    return functions + " functions, " + whole + " read whole";
  }

  long slowestMillis() {
    return slowest / 1_000_000;
  }

  String slowestInput() {
    return slowestInput;
  }

  String current() {
    return current;
  }

  long currentMillis() {
    return (System.nanoTime() - started) / 1_000_000;
  }

  /** Sends one more damaged text through. */
  void step() {
    String text = mutator.next();
    current = text;
    started = System.nanoTime();
    inputs++;
    try {
      run(text, inputs);
    } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
      failures.add(new Failure(text, describe(e)));
    }
    long took = System.nanoTime() - started;
    if (took > slowest) {
      slowest = took;
      slowestInput = text;
    }
  }

  private static String describe(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    StringBuilder told = new StringBuilder(e.getClass().getSimpleName());
    told.append(": ").append(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    for (int i = 0; i < Math.min(6, trace.length); i++) {
      told.append(" < ")
          .append(trace[i].getFileName())
          .append(':')
          .append(trace[i].getLineNumber());
    }
    return told.toString();
  }

  private void run(String text, int number) {
    String name = number % 5 == 0 ? "fuzz.cpp" : "fuzz.c";
    SourceFile file = new SourceFile(name, SourceFile.Place.FOLDER, text);
    HeaderSearch none =
        (header, _, _) ->
            header.equals("x.h")
                ? new HeaderSearch.Result.Found(file)
                : new HeaderSearch.Result.Missing();
    HeaderSearch headers =
        number % 500 == 0 ? HeaderSearch.inOrder(List.of(none, new BuiltInHeaders())) : none;
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), headers, new PreprocessorCache());
    ReadUnit read = UnitReader.read(file, preprocessor.preprocess(file).tokens());
    for (FunctionStatus status : read.functions()) {
      functions++;
      if (status.status() == FunctionStatus.Status.ANALYSED) {
        whole++;
      }
    }
    TranslationUnit unit = read.unit();
    ProgramBuilder.build("fuzz", List.of(unit), Runnable::run);
    GraphBuilder builder = new GraphBuilder(Environment.of(unit), new TypeLayout());
    for (Decl.Function function : unit.functions()) {
      ControlFlowGraph graph =
          builder.build(new FunctionKey("fuzz.c", function.name(), 0), function).graph();
      GraphInvariants.check(graph);
      List<String> problems = GraphComparison.problems(function, graph);
      if (!problems.isEmpty()) {
        throw new AssertionError(function.name() + ": " + problems.getFirst());
      }
    }
  }

  /** Removes what is not needed for the same failure. */
  String smaller(Failure failure) {
    String wanted = failure.what().replaceAll("[0-9]+", "");
    String text = failure.input();
    for (int size = Math.max(1, Mutator.split(text).size() / 2); size >= 1; size /= 2) {
      List<String> tokens = new ArrayList<>(Mutator.split(text));
      for (int at = 0; at < tokens.size(); ) {
        List<String> fewer = new ArrayList<>(tokens);
        fewer.subList(at, Math.min(tokens.size(), at + size)).clear();
        if (fails(String.join("", fewer), wanted)) {
          tokens = fewer;
        } else {
          at += size;
        }
      }
      text = String.join("", tokens);
    }
    return text;
  }

  private boolean fails(String text, String wanted) {
    for (int number = 1; number <= 5; number += 4) {
      try {
        run(text, number);
      } catch (RuntimeException | AssertionError | StackOverflowError | OutOfMemoryError e) {
        return describe(e).replaceAll("[0-9]+", "").equals(wanted);
      }
    }
    return false;
  }

  /** Pieces of the C files in a folder, each about one function, and some generated programs. */
  static List<String> seeds(List<Path> folders) {
    List<String> seeds = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file :
            files
                .filter(path -> path.toString().endsWith(".c") || path.toString().endsWith(".h"))
                .sorted()
                .toList()) {
          String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
          for (String piece : text.split("(?<=\n}\n)|(?<=\n};\n)", -1)) {
            if (!piece.isBlank() && piece.length() < 6_000) {
              seeds.add(piece);
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    int pieces = seeds.size();
    for (int i = 0; i < Math.max(20, pieces / 4); i++) {
      String program = ProgramWriter.write(i, "g");
      String[] parts = program.split("(?<=\n}\n)", -1);
      seeds.add(ProgramWriter.PRELUDE + parts[0]);
      for (int k = 1; k < Math.min(3, parts.length); k++) {
        seeds.add(parts[k]);
      }
    }
    return seeds;
  }

  /** A measured run: folder of seeds, number of inputs, seed. */
  static void main(String[] arguments) {
    Fuzzer fuzzer = new Fuzzer(Long.parseLong(arguments[2]), seeds(List.of(Path.of(arguments[0]))));
    int wanted = Integer.parseInt(arguments[1]);
    long start = System.nanoTime();
    Thread watch =
        new Thread(() -> {
          while (true) {
            try {
              Thread.sleep(1000);
            } catch (InterruptedException _) {
              return;
            }
            if (fuzzer.currentMillis() > 30_000) {
              Thread.getAllStackTraces()
                  .forEach((thread, trace) -> {
                    if (thread.getName().equals("oracle")) {
                      Stream.of(trace).limit(40).forEach(System.out::println);
                    }
                  });
              System.out.println("HANGS\n" + fuzzer.current());
              System.exit(3);
            }
          }
        });
    watch.setDaemon(true);
    watch.start();
    OracleFolder.deep(() -> {
      List<String> known = new ArrayList<>();
      for (int i = 0; i < wanted; i++) {
        fuzzer.step();
        if (fuzzer.failures().size() > known.size()) {
          Failure failure = fuzzer.failures().getLast();
          String what = failure.what().replaceAll("[0-9]+", "");
          if (!known.contains(what)) {
            System.out.println("FAILS " + failure.what());
            System.out.println(fuzzer.smaller(failure));
            System.out.println("-----");
          }
          known.add(what);
        }
      }
    });
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf(
        "%d inputs in %.1f s (%d a second), %s, %d failures, slowest %d ms, heap limit %d MB%n",
        fuzzer.inputs(),
        millis / 1000.0,
        fuzzer.inputs() * 1000L / Math.max(1, millis),
        fuzzer.functions(),
        fuzzer.failures().size(),
        fuzzer.slowestMillis(),
        Runtime.getRuntime().maxMemory() >> 20);
    System.out.println("slowest input:\n" + fuzzer.slowestInput());
  }
}
