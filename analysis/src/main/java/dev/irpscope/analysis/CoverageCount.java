package dev.irpscope.analysis;

import dev.irpscope.analysis.frontend.FunctionStatus;
import dev.irpscope.analysis.preprocess.InactiveRegion;
import dev.irpscope.analysis.preprocess.MissingHeader;
import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.report.Coverage;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.MissingHeaders;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** Counts what was read of a folder. */
final class CoverageCount {
  /** A function that was read whole but has no graph. */
  static final String NO_GRAPH = "FUNCTION-TOO-DEEP";

  /** What makes a graph incomplete: there is none, or a jump in it leads nowhere. */
  private static final Set<String> GRAPH_PROBLEMS =
      Set.of(NO_GRAPH, "LABEL-NOT-FOUND", "JUMP-WITHOUT-TARGET");

  private final DriverFolder folder;
  private final Set<Diagnostic> diagnostics;
  private final Map<String, NavigableMap<Integer, FunctionCoverage>> functions = new TreeMap<>();
  private final Set<InactiveRegion> inactive = new LinkedHashSet<>();
  private final NavigableMap<String, Gap> missing = new TreeMap<>();

  /** The places that ask for a header, and the functions behind them. */
  private record Gap(List<Span> places, Set<Span> functions) {}

  CoverageCount(DriverFolder folder, Collection<Diagnostic> diagnostics) {
    this.folder = folder;
    this.diagnostics = new LinkedHashSet<>(diagnostics);
  }

  /** Adds one file; a function that another file has brought already counts once. */
  void add(UnitResult.Summary unit) {
    diagnostics.addAll(unit.diagnostics());
    inactive.addAll(unit.inactive());
    for (FunctionStatus status : unit.functions()) {
      add(covered(status));
    }
    for (MissingHeader header : unit.missing()) {
      Gap gap =
          missing.computeIfAbsent(
              header.name(), _ -> new Gap(new ArrayList<>(), new LinkedHashSet<>()));
      gap.places().add(header.directive());
      unit.functions().forEach(function -> gap.functions().add(function.span()));
    }
  }

  private MissingHeaders missingHeaders() {
    Set<Span> all = new HashSet<>();
    List<MissingHeaders.Header> headers = new ArrayList<>();
    missing.forEach((name, gap) -> {
      all.addAll(gap.functions());
      headers.add(new MissingHeaders.Header(name, gap.places().getFirst(), gap.functions().size()));
    });
    return new MissingHeaders(headers, all.size());
  }

  private void add(FunctionCoverage one) {
    functions
        .computeIfAbsent(one.file(), _ -> new TreeMap<>())
        .putIfAbsent(one.span().start(), one);
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

  /**
   * The count; nothing may be added afterwards.
   *
   * @param roles corrections, each of which should be about a function that is there
   */
  Coverage finish(List<RoleCorrection> roles) {
    diagnostics.stream()
        .filter(d -> GRAPH_PROBLEMS.contains(d.code()))
        .forEach(this::withoutWholeGraph);
    addInactive();
    roles.stream().filter(this::isAboutNothing).forEach(this::tellUseless);
    List<Diagnostic> sorted = new ArrayList<>(diagnostics);
    sorted.sort(
        Comparator.comparing(Diagnostic::path)
            .thenComparingInt(d -> d.span().map(s -> s.start()).orElse(-1))
            .thenComparing(Diagnostic::code));
    long lines = 0;
    List<String> paths = folder.sourcesAndHeaders();
    for (String path : paths) {
      if (folder.read(path) instanceof SourceReader.Result.Read(SourceFile file)) {
        lines += file.lines().lineCount();
      }
    }
    return new Coverage(
        paths.size(),
        lines,
        functions.values().stream().flatMap(file -> file.values().stream()).toList(),
        sorted,
        missingHeaders());
  }

  private boolean isAboutNothing(RoleCorrection role) {
    return functions.values().stream()
        .flatMap(file -> file.values().stream())
        .noneMatch(one -> role.isAbout(one.function(), one.file()));
  }

  private void tellUseless(RoleCorrection role) {
    diagnostics.add(
        Diagnostic.of(
            "ROLE-WITHOUT-FUNCTION",
            Diagnostic.Severity.WARNING,
            role.file().orElse("."),
            "The settings say what '%s' is called for, but there is no such function here."
                .formatted(role.function())));
  }

  private void withoutWholeGraph(Diagnostic problem) {
    problem
        .span()
        .ifPresent(span -> {
          NavigableMap<Integer, FunctionCoverage> file =
              functions.getOrDefault(span.file().path(), new TreeMap<>());
          Map.Entry<Integer, FunctionCoverage> around = file.floorEntry(span.start());
          if (around != null
              && around.getValue().status() == FunctionCoverage.Status.ANALYSED
              && span.end() <= around.getValue().span().end()) {
            FunctionCoverage one = around.getValue();
            file.put(
                around.getKey(),
                new FunctionCoverage(
                    one.file(),
                    one.function(),
                    one.span(),
                    FunctionCoverage.Status.PARTIAL,
                    problem.message()));
          }
        });
  }

  /** Adds the functions in arms of conditionals that no unit chose. */
  private void addInactive() {
    Map<SourceFile, List<InactiveRegion>> byFile = new LinkedHashMap<>();
    Set<Object> seen = new HashSet<>();
    for (InactiveRegion region : inactive) {
      if (seen.add(region.span())) {
        byFile.computeIfAbsent(region.span().file(), _ -> new ArrayList<>()).add(region);
      }
    }
    byFile.forEach((file, regions) -> {
      List<FunctionCoverage> read =
          List.copyOf(functions.getOrDefault(file.path(), new TreeMap<>()).values());
      InactiveFunctions.in(file, regions, read).forEach(this::add);
    });
  }
}
