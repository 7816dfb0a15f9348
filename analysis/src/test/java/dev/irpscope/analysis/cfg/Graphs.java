package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.frontend.UnitReader;
import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Graphs of C text, read without any header. */
public final class Graphs {
  private Graphs() {}

  /** Reads a file; fails if anything of it could not be read. */
  public static TranslationUnit unit(String name, String text) {
    SourceFile file = new SourceFile(name, SourceFile.Place.FOLDER, text);
    HeaderSearch none = (_, _, _) -> new HeaderSearch.Result.Missing();
    Preprocessor preprocessor =
        new Preprocessor(Configuration.standard(), none, new PreprocessorCache());
    ReadUnit unit = UnitReader.read(file, preprocessor.preprocess(file).tokens());
    if (!unit.diagnostics().isEmpty()) {
      throw new AssertionError(unit.diagnostics());
    }
    return unit.unit();
  }

  /** The graphs of all functions of a file, in source order, each checked. */
  public static List<ControlFlowGraph> of(String name, String text) {
    TranslationUnit unit = unit(name, text);
    GraphBuilder builder = new GraphBuilder(Environment.of(unit), new TypeLayout());
    List<ControlFlowGraph> graphs = new ArrayList<>();
    for (Decl.Function function : unit.functions()) {
      ControlFlowGraph graph =
          builder.build(new FunctionKey(name, function.name(), 0), function).graph();
      GraphInvariants.check(graph);
      graphs.add(graph);
    }
    return graphs;
  }

  /** The graph of the last function. */
  static ControlFlowGraph last(String text) {
    return of("test.c", text).getLast();
  }

  /** The instructions of {@code void f(PARAMETERS) { BODY }}, printed. */
  static List<String> instructions(String declarations, String parameters, String body) {
    String text = declarations + "\nvoid f(" + parameters + ") { " + body + " }";
    return last(text).blocks().stream()
        .flatMap(block -> block.instructions().stream())
        .filter(instruction -> !(instruction instanceof Instruction.Declare))
        .map(CfgPrinter::text)
        .toList();
  }
}
