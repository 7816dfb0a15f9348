package dev.irpscope.analysis;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.explore.DriverSearch;
import dev.irpscope.analysis.explore.WdkConstants;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.ProgramBuilder;
import dev.irpscope.analysis.report.EntryRoutine;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.rule.Monitor;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.source.DriverSources;
import dev.irpscope.analysis.trace.Counterexample;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes drivers one after the other: while one is searched, the next is read. No more than a few
 * are in memory at a time, and results come in the order of the drivers.
 */
final class DriverQueue {
  /** Drivers read ahead of the one that is put together; drivers whose search is not over. */
  private static final int AHEAD = 2;

  private static final int SEARCHING = 3;

  private final FolderReader reader;
  private final List<Rule> rules;

  /** One for each rule, in their order. */
  private final CompletableFuture<List<Monitor>> monitors;

  private final CompletableFuture<WdkConstants> constants;
  private final AnalysisOptions options;
  private final Executor executor;
  private final Progress progress;
  private int filesRead;
  private int filesToRead;

  DriverQueue(
      FolderReader reader,
      List<Rule> rules,
      CompletableFuture<WdkConstants> constants,
      AnalysisOptions options,
      Executor executor,
      Progress progress) {
    this.reader = reader;
    this.rules = rules;
    this.constants = constants;
    this.monitors =
        CompletableFuture.supplyAsync(() -> rules.stream().map(Monitor::new).toList(), executor);
    this.options = options;
    this.executor = executor;
    this.progress = progress;
  }

  private record Reading(DriverSources driver, Map<String, CompletableFuture<UnitResult>> files) {}

  /**
   * @param answers one per rule; none for a program that is no driver
   */
  private record Searching(
      DriverSources driver,
      Program program,
      boolean isDriver,
      List<CompletableFuture<DriverSearch.Answer>> answers) {}

  /**
   * @param graphs is offered each program
   * @param units takes what is to be told of each file
   * @param outcomes takes what came of each driver, in order
   */
  void run(
      List<DriverSources> drivers,
      DriverGraphs graphs,
      BiConsumer<String, UnitResult.Summary> units,
      Consumer<DriverOutcome> outcomes) {
    Deque<Reading> read = new ArrayDeque<>();
    Deque<Searching> searching = new ArrayDeque<>();
    int next = 0;
    filesToRead = drivers.stream().mapToInt(driver -> driver.files().size()).sum();
    for (DriverSources driver : drivers) {
      if (progress.isCancelled()) {
        outcomes.accept(stopped(driver));
        continue;
      }
      while (next < drivers.size() && read.size() <= AHEAD) {
        read.add(startReading(drivers.get(next++)));
      }
      Program program = program(read.remove(), units, searching);
      graphs.keep(program);
      if (searching.size() == SEARCHING) {
        outcomes.accept(finish(searching.remove()));
      }
    }
    searching.forEach(one -> outcomes.accept(finish(one)));
    read.forEach(one -> one.files().values().forEach(CompletableFuture::join));
  }

  private Reading startReading(DriverSources driver) {
    Map<String, CompletableFuture<UnitResult>> files = new LinkedHashMap<>();
    for (String path : driver.files()) {
      files.put(path, CompletableFuture.supplyAsync(() -> read(path), executor));
    }
    return new Reading(driver, files);
  }

  private UnitResult read(String path) {
    return progress.isCancelled() ? UnitResult.failed(path) : reader.read(path);
  }

  private Program program(
      Reading reading, BiConsumer<String, UnitResult.Summary> units, Deque<Searching> searching) {
    List<TranslationUnit> sources = new ArrayList<>();
    Set<String> names = new HashSet<>();
    reading
        .files()
        .forEach((path, file) -> {
          progress.report("Reading", path, filesRead++, filesToRead);
          UnitResult result = file.join();
          units.accept(path, result.summary(List.of()));
          names.addAll(result.names());
          result.unit().ifPresent(unit -> sources.add(unit.unit()));
        });
    Program program =
        ProgramBuilder.build(reading.driver().name(), sources, options.roles(), executor);
    boolean isDriver = !UserProgram.is(program, names);
    searching.add(
        new Searching(
            reading.driver(), program, isDriver, isDriver ? answers(program, sources) : List.of()));
    return program;
  }

  private List<CompletableFuture<DriverSearch.Answer>> answers(
      Program program, List<TranslationUnit> sources) {
    WdkConstants values = constants.join();
    CompletableFuture<DriverSearch> searcher =
        CompletableFuture.supplyAsync(
            () -> new DriverSearch(program, sources, values, options.limits()), executor);
    List<CompletableFuture<DriverSearch.Answer>> answers = new ArrayList<>();
    rules.forEach(_ -> answers.add(new CompletableFuture<>()));
    List<Monitor> all = monitors.join();
    // One after the other, because what waits for a future may be started in any order; findings
    // are shown as they come, those of the first rules first.
    var _ =
        searcher.handle((one, problem) -> {
          for (int i = 0; i < rules.size(); i++) {
            Monitor monitor = all.get(i);
            int number = i + 1;
            CompletableFuture<DriverSearch.Answer> answer = answers.get(i);
            executor.execute(() ->
                answer(
                    answer,
                    () ->
                        problem == null
                            ? search(program.name(), monitor, number, one)
                            : unprepared(program.name(), monitor.rule(), problem)));
          }
          return rules.size();
        });
    return answers;
  }

  private static void answer(
      CompletableFuture<DriverSearch.Answer> answer, Supplier<DriverSearch.Answer> work) {
    try {
      answer.complete(work.get());
    } catch (Throwable problem) {
      answer.completeExceptionally(problem);
    }
  }

  /** A driver too large for the memory costs its own answers and no others. */
  private DriverSearch.Answer unprepared(String driver, Rule rule, Throwable problem) {
    Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
    if (cause instanceof OutOfMemoryError) {
      DriverSearch.Answer answer = DriverSearch.outOfMemory(driver, rule);
      progress.finished(new RuleResult(driver, rule.name(), answer.verdict()));
      return answer;
    }
    throw new CompletionException(cause);
  }

  private DriverSearch.Answer search(
      String driver, Monitor monitor, int number, DriverSearch searcher) {
    Rule rule = monitor.rule();
    if (progress.isCancelled()) {
      return new DriverSearch.Answer(stopped(), Map.of());
    }
    progress.report("Checking", rule.name() + " in " + driver, number, rules.size());
    DriverSearch.Answer answer = searcher.search(monitor, progress);
    progress.finished(new RuleResult(driver, rule.name(), answer.verdict()));
    return answer;
  }

  private DriverOutcome finish(Searching searching) {
    List<RuleResult> results = new ArrayList<>();
    Map<String, List<Counterexample>> paths = new LinkedHashMap<>();
    String driver = searching.driver().name();
    for (int i = 0; i < searching.answers().size(); i++) {
      DriverSearch.Answer answer = searching.answers().get(i).join();
      results.add(new RuleResult(driver, rules.get(i).name(), answer.verdict()));
      paths.putAll(answer.paths());
    }
    Program program = searching.program();
    List<EntryRoutine> entries = new ArrayList<>();
    for (EntryPoint entry : program.entryPoints()) {
      entries.add(
          new EntryRoutine(
              driver, entry.function(), entry.role().title(), entry.reason(), entry.where()));
    }
    return new DriverOutcome(
        searching.driver(),
        searching.isDriver(),
        program.functions().stream().map(graph -> graph.key()).sorted().toList(),
        entries,
        searching.isDriver()
            ? program.diagnostics()
            : UserProgram.told(searching.driver(), program.diagnostics()),
        results,
        paths);
  }

  private static Verdict stopped() {
    return new Verdict.Inconclusive(
        Verdict.Cause.CANCELLED, "Stopped by you.", List.of(), List.of());
  }

  private DriverOutcome stopped(DriverSources driver) {
    return new DriverOutcome(
        driver,
        true,
        List.of(),
        List.of(),
        List.of(),
        rules.stream().map(rule -> new RuleResult(driver.name(), rule.name(), stopped())).toList(),
        Map.of());
  }
}
