package dev.irpscope.analysis;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Builds the graph of every function of a folder once and lets go of it: what is left is which
 * functions have none. Safe for use by several threads.
 */
final class UnitGraphs {
  private final Set<Span> built = ConcurrentHashMap.newKeySet();

  /** What is wrong with graphs of functions that no unit before had. */
  List<Diagnostic> check(TranslationUnit unit) {
    List<Diagnostic> problems = new ArrayList<>();
    GraphBuilder builder = new GraphBuilder(Environment.of(unit), new TypeLayout());
    for (Decl.Function function : unit.functions()) {
      Span site = function.nameOrigin().site();
      if (site.file().place() == SourceFile.Place.FOLDER && built.add(site)) {
        check(builder, function, problems);
      }
    }
    return problems;
  }

  private static void check(
      GraphBuilder builder, Decl.Function function, List<Diagnostic> problems) {
    Span site = function.nameOrigin().site();
    FunctionKey key = new FunctionKey(site.file().path(), function.name(), 0);
    try {
      problems.addAll(builder.build(key, function).diagnostics());
    } catch (StackOverflowError overflow) {
      problems.add(
          Diagnostic.at(
              CoverageCount.NO_GRAPH,
              Diagnostic.Severity.WARNING,
              site,
              function.name() + " is nested too deeply and was left out."));
    }
  }
}
