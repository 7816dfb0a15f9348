package dev.irpscope.analysis;

import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.explore.DriverSearch;
import dev.irpscope.analysis.explore.WdkConstants;
import dev.irpscope.analysis.frontend.DeclarationCache;
import dev.irpscope.analysis.frontend.FunctionStatus;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Define;
import dev.irpscope.analysis.preprocess.InactiveRegion;
import dev.irpscope.analysis.preprocess.MacroCallReader;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.program.EntryPoint;
import dev.irpscope.analysis.program.Program;
import dev.irpscope.analysis.program.ProgramBuilder;
import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.EntryRoutine;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.rule.KnownConstants;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.DriverSources;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.wdk.headers.BuiltInHeaders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** The one door: opens a folder of driver source, reads it, checks the rules. */
public final class DriverAnalysis {
  private final DriverFolder folder;
  private final AnalysisOptions options;
  private final Executor executor;
  private final Progress progress;
  private final RuleCatalogue catalogue;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final Map<String, UnitResult> units = new TreeMap<>();

  private DriverAnalysis(
      Path folder, AnalysisOptions options, Executor executor, Progress progress) {
    this.folder = DriverFolder.open(folder);
    this.options = options;
    this.executor = executor;
    this.progress = progress;
    RuleCatalogue all = RuleCatalogue.builtIn();
    for (Path rules : options.ruleFolders()) {
      all = all.withFolder(rules);
    }
    this.catalogue = all;
  }

  /** One source file, read. */
  private record UnitResult(
      Optional<ReadUnit> unit, List<InactiveRegion> inactive, List<Diagnostic> problems) {}

  /**
   * Analyses a folder. Blocks until it is done or cancelled; what the folder contains never makes
   * it throw.
   *
   * @param executor runs the parts, on threads with large stacks (256 MB); it must have threads of
   *     its own, because the caller waits
   */
  public static AnalysedFolder open(
      Path folder, AnalysisOptions options, Executor executor, Progress progress) {
    return new DriverAnalysis(folder, options, executor, progress).analyse(true);
  }

  /** Reads a folder without checking any rule: its report has no results. */
  public static AnalysedFolder read(
      Path folder, AnalysisOptions options, Executor executor, Progress progress) {
    return new DriverAnalysis(folder, options, executor, progress).analyse(false);
  }

  private AnalysedFolder analyse(boolean search) {
    diagnostics.addAll(folder.diagnostics());
    diagnostics.addAll(catalogue.diagnostics());
    List<DriverSources> drivers = folder.drivers();
    Preprocessor preprocessor = preprocessor(folder, options);
    readUnits(preprocessor);
    Map<String, Program> programs = new LinkedHashMap<>();
    Map<String, List<Counterexample>> paths = new LinkedHashMap<>();
    List<RuleResult> results = new ArrayList<>();
    List<Rule> rules = search ? rules() : List.of();
    WdkConstants constants = run(() -> WdkConstants.read(preprocessor, constantNames()));
    List<Pending> pending = new ArrayList<>();
    for (DriverSources driver : drivers) {
      if (progress.isCancelled()) {
        break;
      }
      List<TranslationUnit> sources = sources(driver);
      Program program = ProgramBuilder.build(driver.name(), sources, executor);
      diagnostics.addAll(program.diagnostics());
      programs.put(driver.name(), program);
      if (!rules.isEmpty()) {
        DriverSearch searcher =
            run(() -> new DriverSearch(program, sources, constants, options.limits()));
        rules.forEach(rule -> pending.add(new Pending(driver.name(), rule, searcher)));
      }
    }
    search(pending, results, paths);
    for (DriverSources driver : drivers) {
      if (!programs.containsKey(driver.name())) {
        rules.forEach(rule -> results.add(stopped(driver.name(), rule)));
      }
    }
    AnalysisReport report =
        new AnalysisReport(
            folder.name(),
            drivers.stream().map(DriverSources::name).toList(),
            results,
            entries(programs),
            coverage(),
            progress.isCancelled());
    Map<String, SourceFile> files = files();
    return new FolderResult(
        report,
        programs,
        paths,
        files,
        macroCalls(folder, options, files),
        (changed, next, watching) ->
            new DriverAnalysis(folder.root(), options, next, watching).analyse(search));
  }

  private record Pending(String driver, Rule rule, DriverSearch searcher) {}

  private static RuleResult stopped(String driver, Rule rule) {
    return new RuleResult(
        driver,
        rule.name(),
        new Verdict.Inconclusive(Verdict.Cause.CANCELLED, "Stopped by you.", List.of(), List.of()));
  }

  private <T> T run(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, executor).join();
  }

  /** Keeps what it needs to read a file again, and no more. */
  private static MacroCallReader macroCalls(
      DriverFolder folder, AnalysisOptions options, Map<String, SourceFile> files) {
    List<SourceFile> sources =
        folder.sources().stream().filter(files::containsKey).map(files::get).toList();
    return new MacroCallReader(() -> preprocessor(folder, options), sources);
  }

  private static Preprocessor preprocessor(DriverFolder folder, AnalysisOptions options) {
    Configuration configuration = Configuration.standard();
    for (String define : options.defines()) {
      configuration = configuration.with(Define.parse(define));
    }
    HeaderSearch headers =
        HeaderSearch.inOrder(
            List.of(folder.headerSearch(options.includeFolders()), new BuiltInHeaders()));
    return new Preprocessor(configuration, headers, new PreprocessorCache());
  }

  private void readUnits(Preprocessor preprocessor) {
    List<String> sources = folder.sources();
    Map<String, CompletableFuture<UnitResult>> pending = new LinkedHashMap<>();
    for (String path : sources) {
      pending.put(
          path, CompletableFuture.supplyAsync(() -> readUnit(preprocessor, path), executor));
    }
    int done = 0;
    for (Map.Entry<String, CompletableFuture<UnitResult>> entry : pending.entrySet()) {
      progress.report("Reading", entry.getKey(), done++, sources.size());
      UnitResult result = entry.getValue().join();
      units.put(entry.getKey(), result);
      diagnostics.addAll(result.problems());
      result.unit().ifPresent(unit -> diagnostics.addAll(unit.diagnostics()));
    }
  }

  private final DeclarationCache declarations = new DeclarationCache();

  private UnitResult readUnit(Preprocessor preprocessor, String path) {
    if (progress.isCancelled()) {
      return new UnitResult(Optional.empty(), List.of(), List.of());
    }
    return switch (folder.read(path)) {
      case SourceReader.Result.Read(SourceFile file) -> readFile(preprocessor, file);
      case SourceReader.Result.Failed(Diagnostic problem) ->
          new UnitResult(Optional.empty(), List.of(), List.of(problem));
    };
  }

  private UnitResult readFile(Preprocessor preprocessor, SourceFile file) {
    try {
      PreprocessedUnit text = preprocessor.preprocess(file);
      return new UnitResult(
          Optional.of(UnitReader.read(text, declarations)), text.inactive(), text.diagnostics());
    } catch (StackOverflowError | OutOfMemoryError e) {
      return new UnitResult(
          Optional.empty(),
          List.of(),
          List.of(
              Diagnostic.of(
                  "FILE-TOO-LARGE",
                  Diagnostic.Severity.ERROR,
                  file.path(),
                  "This file needs more memory than there is and was left out.")));
    }
  }

  private List<TranslationUnit> sources(DriverSources driver) {
    List<TranslationUnit> found = new ArrayList<>();
    for (String path : driver.files()) {
      Optional.ofNullable(units.get(path))
          .flatMap(UnitResult::unit)
          .ifPresent(unit -> found.add(unit.unit()));
    }
    return found;
  }

  private List<Rule> rules() {
    RuleCatalogue.Selection selection = catalogue.select(String.join(",", options.rules()));
    for (String unknown : selection.unknown()) {
      diagnostics.add(
          Diagnostic.of(
              "RULE-UNKNOWN",
              Diagnostic.Severity.ERROR,
              unknown,
              "There is no rule named '" + unknown + "'."));
    }
    return selection.rules().stream().sorted(Comparator.comparing(Rule::name)).toList();
  }

  /** Constants that rules name, and every status value of the headers. */
  private static Set<String> constantNames() {
    Set<String> names = new LinkedHashSet<>(KnownConstants.names());
    names.addAll(WdkConstants.statusMacros(new BuiltInHeaders()));
    return names;
  }

  private void search(
      List<Pending> pending, List<RuleResult> results, Map<String, List<Counterexample>> paths) {
    List<CompletableFuture<DriverSearch.Answer>> running = new ArrayList<>();
    for (Pending one : pending) {
      running.add(CompletableFuture.supplyAsync(() -> search(one, pending.size()), executor));
    }
    for (int i = 0; i < pending.size(); i++) {
      DriverSearch.Answer answer = running.get(i).join();
      results.add(
          new RuleResult(pending.get(i).driver(), pending.get(i).rule().name(), answer.verdict()));
      answer.paths().forEach(paths::put);
    }
  }

  private DriverSearch.Answer search(Pending one, int total) {
    if (progress.isCancelled()) {
      return new DriverSearch.Answer(stopped(one.driver(), one.rule()).verdict(), Map.of());
    }
    progress.report("Checking", one.rule().name() + " in " + one.driver(), 0, total);
    DriverSearch.Answer answer = one.searcher().search(one.rule(), progress);
    progress.finished(new RuleResult(one.driver(), one.rule().name(), answer.verdict()));
    return answer;
  }

  private static List<EntryRoutine> entries(Map<String, Program> programs) {
    List<EntryRoutine> all = new ArrayList<>();
    programs.forEach((driver, program) -> {
      for (EntryPoint entry : program.entryPoints()) {
        all.add(
            new EntryRoutine(
                driver, entry.function(), entry.role().title(), entry.reason(), entry.where()));
      }
    });
    return all;
  }

  private Coverage coverage() {
    long lines = 0;
    Set<String> paths = new TreeSet<>(folder.sources());
    paths.addAll(folder.headers());
    for (String path : paths) {
      if (folder.read(path) instanceof SourceReader.Result.Read(SourceFile file)) {
        lines += file.lines().lineCount();
      }
    }
    Map<String, FunctionCoverage> functions = new TreeMap<>();
    for (UnitResult result : units.values()) {
      if (result.unit().isPresent()) {
        for (FunctionStatus status : result.unit().get().functions()) {
          if (status.span().file().place() == SourceFile.Place.FOLDER) {
            FunctionCoverage one = covered(status);
            functions.putIfAbsent(
                one.file() + ":" + String.format("%09d", status.span().start()), one);
          }
        }
      }
    }
    addInactive(functions);
    List<Diagnostic> sorted = new ArrayList<>(new LinkedHashSet<>(diagnostics));
    sorted.sort(
        Comparator.comparing(Diagnostic::path)
            .thenComparingInt(d -> d.span().map(s -> s.start()).orElse(-1))
            .thenComparing(Diagnostic::code));
    return new Coverage(paths.size(), lines, List.copyOf(functions.values()), sorted);
  }

  /** Adds the functions in arms of conditionals that no unit chose. */
  private void addInactive(Map<String, FunctionCoverage> functions) {
    List<FunctionCoverage> read = List.copyOf(functions.values());
    for (UnitResult result : units.values()) {
      result.inactive().stream()
          .filter(region -> region.span().file().place() == SourceFile.Place.FOLDER)
          .flatMap(region -> InactiveFunctions.in(region, read).stream())
          .forEach(one ->
              functions.putIfAbsent(
                  one.file() + ":" + String.format("%09d", one.span().start()), one));
    }
  }

  private static FunctionCoverage covered(FunctionStatus status) {
    return new FunctionCoverage(
        status.span().file().path(),
        status.name(),
        status.span(),
        switch (status.status()) {
          case ANALYSED -> FunctionCoverage.Status.ANALYSED;
          case PARTIAL -> FunctionCoverage.Status.PARTIAL;
          case SKIPPED -> FunctionCoverage.Status.SKIPPED;
        },
        status.reason());
  }

  private Map<String, SourceFile> files() {
    Map<String, SourceFile> files = new TreeMap<>();
    Set<String> paths = new TreeSet<>(folder.sources());
    paths.addAll(folder.headers());
    for (String path : paths) {
      if (folder.read(path) instanceof SourceReader.Result.Read(SourceFile file)) {
        files.put(path, file);
      }
    }
    return files;
  }
}
