package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.DeclarationGroup;
import dev.irpscope.analysis.source.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** What reading gives, in source order: declarations of its own and groups of headers. */
final class Gathered {
  /** Groups up to this size are copied rather than shared. */
  private static final int SMALL = 64;

  private final List<DeclarationGroup> groups = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<FunctionStatus> functions = new ArrayList<>();
  private List<Decl> run = new ArrayList<>();

  void add(Decl declaration) {
    run.add(declaration);
  }

  void addAll(List<Decl> declarations) {
    run.addAll(declarations);
  }

  void add(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  void add(FunctionStatus status) {
    functions.add(status);
  }

  void add(HeaderLayer layer) {
    for (DeclarationGroup group : layer.groups()) {
      if (group.declarations().size() <= SMALL) {
        run.addAll(group.declarations());
      } else {
        endRun();
        groups.add(group);
      }
    }
    diagnostics.addAll(layer.diagnostics());
    functions.addAll(layer.functions());
  }

  List<DeclarationGroup> groups() {
    endRun();
    return List.copyOf(groups);
  }

  List<Diagnostic> diagnostics() {
    return List.copyOf(diagnostics);
  }

  List<FunctionStatus> functions() {
    return List.copyOf(functions);
  }

  private void endRun() {
    if (!run.isEmpty()) {
      groups.add(new DeclarationGroup(run));
      run = new ArrayList<>();
    }
  }
}
