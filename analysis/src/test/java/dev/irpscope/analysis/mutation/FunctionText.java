package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.oracle.TreeWalk;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A function definition of a driver, as text and tree. */
final class FunctionText {
  private final Decl.Function tree;
  private final List<Site> sites = new ArrayList<>();
  private final List<CallUse> calls = new ArrayList<>();
  private final List<Decl.Variable> locals = new ArrayList<>();

  FunctionText(Decl.Function tree) {
    this.tree = tree;
    block(tree.body());
  }

  Decl.Function tree() {
    return tree;
  }

  String name() {
    return tree.name();
  }

  /** From the type to the closing brace. */
  Span span() {
    return tree.origin().site();
  }

  Span bodySpan() {
    return tree.body().origin().site();
  }

  List<Site> sites() {
    return sites;
  }

  /** Calls in the order of the text. */
  List<CallUse> calls() {
    return calls;
  }

  List<CallUse> calls(String... names) {
    List<String> wanted = List.of(names);
    return calls.stream().filter(call -> wanted.contains(call.name())).toList();
  }

  List<Decl.Variable> locals() {
    return locals;
  }

  int parameter(String name) {
    for (int i = 0; i < tree.parameters().size(); i++) {
      if (tree.parameters().get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  List<Expr> returned() {
    return sites.stream()
        .map(Site::statement)
        .filter(Stmt.Return.class::isInstance)
        .flatMap(one -> ((Stmt.Return) one).value().stream())
        .toList();
  }

  /**
   * The first statement that is no declaration, if its text can be replaced and the declarations
   * call nothing but what reads a stack location.
   */
  Optional<Site> first() {
    List<Stmt> top = unlabelled(tree.body().statements());
    for (int i = 0; i < top.size(); i++) {
      Site site = new Site(this, top, i);
      if (!(top.get(i) instanceof Stmt.Declaration)
          && top.get(i).equals(tree.body().statements().get(i))) {
        boolean quiet =
            site.before().stream()
                .flatMap(one -> calledIn(one).stream())
                .allMatch("IoGetCurrentIrpStackLocation"::equals);
        return site.isWritten() && quiet ? Optional.of(site) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void block(Stmt.Compound block) {
    List<Stmt> statements = unlabelled(block.statements());
    for (int i = 0; i < statements.size(); i++) {
      visit(new Site(this, statements, i), statements.get(i));
    }
  }

  private static List<Stmt> unlabelled(List<Stmt> statements) {
    return statements.stream().map(FunctionText::unlabelled).toList();
  }

  static Stmt unlabelled(Stmt statement) {
    return switch (statement) {
      case Stmt.Case label -> unlabelled(label.statement());
      case Stmt.Default label -> unlabelled(label.statement());
      case Stmt.Label label -> unlabelled(label.statement());
      default -> statement;
    };
  }

  private void visit(Site site, Stmt statement) {
    if (statement instanceof Stmt.Compound inner) {
      block(inner);
      return;
    }
    sites.add(site);
    if (statement instanceof Stmt.Declaration(_, _, var declarations)) {
      declarations.stream()
          .filter(Decl.Variable.class::isInstance)
          .forEach(one -> locals.add((Decl.Variable) one));
    }
    TreeWalk.expressions(statement).forEach(expr -> collect(site, expr));
    for (Stmt inner : TreeWalk.statements(statement)) {
      Stmt bare = unlabelled(inner);
      if (bare instanceof Stmt.Compound compound) {
        block(compound);
      } else {
        visit(new Site(this, List.of(bare), 0), bare);
      }
    }
  }

  private void collect(Site site, Expr expr) {
    if (expr instanceof Expr.Call call && bare(call.callee()) instanceof Expr.Name name) {
      calls.add(new CallUse(site, call, name.name()));
    }
    TreeWalk.parts(expr).forEach(part -> collect(site, part));
  }

  /** An expression without the casts around it. */
  static Expr bare(Expr expr) {
    return expr instanceof Expr.Cast cast ? bare(cast.operand()) : expr;
  }

  /** A condition as written, between the first parenthesis of its statement and the one to it. */
  static Optional<Span> condition(Stmt.If choice) {
    Span whole = choice.origin().site();
    String text = whole.text();
    int start = text.indexOf('(') + 1;
    int depth = 1;
    for (int at = start; at < text.length() && depth > 0; at++) {
      char c = text.charAt(at);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == '"' || c == '\'') {
        return Optional.empty();
      }
      if (depth == 0) {
        return Optional.of(new Span(whole.file(), whole.start() + start, whole.start() + at));
      }
    }
    return Optional.empty();
  }

  static boolean isWritten(Origin origin) {
    return origin.expansion().isEmpty();
  }

  static String text(Origin origin) {
    return origin.site().text();
  }

  /** The names that are used in an expression. */
  static List<String> names(Expr expr) {
    List<String> all = new ArrayList<>();
    names(expr, all);
    return all;
  }

  private static void names(Expr expr, List<String> all) {
    if (expr instanceof Expr.Name name) {
      all.add(name.name());
    }
    TreeWalk.parts(expr).forEach(part -> names(part, all));
  }

  static List<String> calledIn(Stmt statement) {
    List<String> all = new ArrayList<>();
    calledIn(statement, all);
    return all;
  }

  private static void calledIn(Stmt statement, List<String> all) {
    TreeWalk.expressions(statement).forEach(expr -> calledIn(expr, all));
    TreeWalk.statements(statement).forEach(inner -> calledIn(inner, all));
  }

  private static void calledIn(Expr expr, List<String> all) {
    if (expr instanceof Expr.Call call && bare(call.callee()) instanceof Expr.Name name) {
      all.add(name.name());
    }
    TreeWalk.parts(expr).forEach(part -> calledIn(part, all));
  }

  /** What a variable is given somewhere in the function. */
  List<Expr> values(String variable) {
    List<Expr> all = new ArrayList<>();
    for (Decl.Variable local : locals) {
      if (local.name().equals(variable)
          && local.initializer().orElse(null) instanceof Initializer.Value(var value)) {
        all.add(value);
      }
    }
    for (Site site : sites) {
      TreeWalk.expressions(site.statement()).forEach(expr -> assigned(variable, expr, all));
    }
    return all;
  }

  private static void assigned(String variable, Expr expr, List<Expr> all) {
    if (expr instanceof Expr.Assign assign
        && assign.target() instanceof Expr.Name name
        && name.name().equals(variable)) {
      all.add(assign.value());
    }
    TreeWalk.parts(expr).forEach(part -> assigned(variable, part, all));
  }
}
