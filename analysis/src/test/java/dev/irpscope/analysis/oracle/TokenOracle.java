package dev.irpscope.analysis.oracle;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.Environment;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.GraphInvariants;
import dev.irpscope.analysis.cfg.TypeLayout;
import dev.irpscope.analysis.frontend.FunctionStatus;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Token;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares the tree and the graph of each function that was read whole with what can be counted in
 * its tokens. Remembers the functions it saw, so that one in a header counts once.
 */
final class TokenOracle {
  private final Set<String> seen = new HashSet<>();
  private final List<String> differences = new ArrayList<>();
  private int compared;
  private int notRead;

  int compared() {
    return compared;
  }

  /** Functions that the tokens have and that were not read whole. */
  int notRead() {
    return notRead;
  }

  List<String> differences() {
    return differences;
  }

  /** Compares the functions of one unit that lie in files of the folder. */
  void unit(SourceFile file, List<Token> tokens) {
    boolean cpp = !file.name().endsWith(".c") && !file.name().endsWith(".C");
    ReadUnit read = UnitReader.read(file, tokens);
    Set<Span> partial = new HashSet<>();
    for (FunctionStatus status : read.functions()) {
      if (status.status() != FunctionStatus.Status.ANALYSED) {
        partial.add(status.span());
      }
    }
    Map<Span, List<Decl.Function>> functions = new HashMap<>();
    for (Decl.Function function : read.unit().functions()) {
      functions.computeIfAbsent(function.nameOrigin().site(), _ -> new ArrayList<>()).add(function);
    }
    GraphBuilder builder = new GraphBuilder(Environment.of(read.unit()), new TypeLayout());
    FunctionTokens.Found found = FunctionTokens.in(tokens, cpp);
    for (FunctionTokens one : found.functions()) {
      Span site = one.name().origin().site();
      if (site.file().place() != SourceFile.Place.FOLDER) {
        continue;
      }
      List<Decl.Function> same = functions.getOrDefault(site, List.of());
      String key = site + " " + one.name().text() + " " + same.size();
      if (same.isEmpty()) {
        same =
            functions.entrySet().stream()
                .filter(entry ->
                    entry.getKey().file() == site.file()
                        && entry.getKey().start() <= site.start()
                        && site.end() <= entry.getKey().end())
                .flatMap(entry -> entry.getValue().stream())
                .toList();
      }
      boolean whole =
          partial.stream()
              .noneMatch(span ->
                  span.file() == site.file()
                      && span.start() <= site.start()
                      && site.end() <= span.end());
      if (!seen.add(key)) {
        continue;
      }
      if (!whole) {
        notRead++;
        continue;
      }
      List<Decl.Function> named =
          same.stream().filter(f -> f.name().endsWith(one.name().text())).toList();
      if (named.isEmpty()) {
        differences.add(site + " " + one.name().text() + ": not in the tree");
        continue;
      }
      compared++;
      function(named.getFirst(), one, found, builder, site);
      functions.getOrDefault(site, new ArrayList<>()).remove(named.getFirst());
    }
  }

  private void function(
      Decl.Function function,
      FunctionTokens tokens,
      FunctionTokens.Found unit,
      GraphBuilder builder,
      Span site) {
    Tally tree = TreeTally.of(function.body());
    Tally text = TokenTally.of(tokens.body(), unit);
    List<String> problems = new ArrayList<>(text.differences(tree, "in tokens", "in the tree"));
    if (tree.count("hole") == 0) {
      ControlFlowGraph graph =
          builder.build(new FunctionKey("f", function.name(), 0), function).graph();
      try {
        GraphInvariants.check(graph);
      } catch (AssertionError e) {
        problems.add(String.valueOf(e.getMessage()));
      }
      problems.addAll(new TreeSet<>(GraphComparison.problems(function, graph)));
    }
    for (String problem : problems) {
      differences.add(site + " " + function.name() + ": " + problem);
    }
  }
}
