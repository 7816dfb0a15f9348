package dev.irpscope.analysis.ast;

import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Optional;

/** A statement (C11 6.8), structured exception handling included. */
public sealed interface Stmt {
  NodeId id();

  Origin origin();

  /** A block; {@code closing} is its closing brace. */
  record Compound(NodeId id, Origin origin, List<Stmt> statements, Origin closing) implements Stmt {
    public Compound {
      statements = List.copyOf(statements);
    }
  }

  record Expression(NodeId id, Origin origin, Expr expression) implements Stmt {}

  record Declaration(NodeId id, Origin origin, List<Decl> declarations) implements Stmt {
    public Declaration {
      declarations = List.copyOf(declarations);
    }
  }

  record If(NodeId id, Origin origin, Expr condition, Stmt whenTrue, Optional<Stmt> whenFalse)
      implements Stmt {}

  record While(NodeId id, Origin origin, Expr condition, Stmt body) implements Stmt {}

  record DoWhile(NodeId id, Origin origin, Stmt body, Expr condition) implements Stmt {}

  /** {@code initial} is an expression or declaration statement. */
  record For(
      NodeId id,
      Origin origin,
      Optional<Stmt> initial,
      Optional<Expr> condition,
      Optional<Expr> step,
      Stmt body)
      implements Stmt {}

  /** C++ {@code for (variable : range)}; the variable has no initialiser. */
  record ForEach(NodeId id, Origin origin, Decl.Variable variable, Expr range, Stmt body)
      implements Stmt {}

  record Switch(NodeId id, Origin origin, Expr value, Stmt body) implements Stmt {}

  /** {@code case low:} or GNU {@code case low ... high:}. */
  record Case(NodeId id, Origin origin, Expr low, Optional<Expr> high, Stmt statement)
      implements Stmt {}

  record Default(NodeId id, Origin origin, Stmt statement) implements Stmt {}

  record Label(NodeId id, Origin origin, String name, Stmt statement) implements Stmt {}

  record Goto(NodeId id, Origin origin, String label) implements Stmt {}

  record Break(NodeId id, Origin origin) implements Stmt {}

  record Continue(NodeId id, Origin origin) implements Stmt {}

  record Return(NodeId id, Origin origin, Optional<Expr> value) implements Stmt {}

  record TryExcept(NodeId id, Origin origin, Compound body, Expr filter, Compound handler)
      implements Stmt {}

  record TryFinally(NodeId id, Origin origin, Compound body, Compound handler) implements Stmt {}

  /** C++ {@code try}; there is at least one handler. */
  record TryCatch(NodeId id, Origin origin, Compound body, List<Handler> handlers) implements Stmt {
    public TryCatch {
      handlers = List.copyOf(handlers);
    }
  }

  /** C++ {@code throw}; without a value the exception being handled goes on. */
  record Throw(NodeId id, Origin origin, Optional<Expr> value) implements Stmt {}

  /** {@code __leave}: to the end of the innermost try, through its finally. */
  record Leave(NodeId id, Origin origin) implements Stmt {}

  /** Inline assembly; its effect is unknown. */
  record Assembly(NodeId id, Origin origin) implements Stmt {}

  record Empty(NodeId id, Origin origin) implements Stmt {}

  /** A hole: text that could not be read as a statement. */
  record Error(NodeId id, Origin origin, String message) implements Stmt {}

  /** {@code catch (parameter) body}; no parameter for {@code catch (...)}. */
  record Handler(Optional<Decl.Variable> parameter, Compound body) {}
}
