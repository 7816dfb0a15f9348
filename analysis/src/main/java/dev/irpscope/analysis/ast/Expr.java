package dev.irpscope.analysis.ast;

import dev.irpscope.analysis.source.Origin;
import java.util.List;
import java.util.Optional;

/** An expression (C11 6.5). */
public sealed interface Expr {
  NodeId id();

  Origin origin();

  /** A use of an identifier that is not an enumeration constant. */
  record Name(NodeId id, Origin origin, String name) implements Expr {}

  /** An integer or character constant, or an enumeration constant; {@code spelling} as written. */
  record IntLiteral(NodeId id, Origin origin, long value, CType type, String spelling)
      implements Expr {}

  record FloatLiteral(NodeId id, Origin origin, String spelling) implements Expr {}

  /** Adjacent string literals joined; {@code value} has its escapes resolved. */
  record StringLiteral(NodeId id, Origin origin, String value, boolean wide) implements Expr {}

  record Unary(NodeId id, Origin origin, UnaryOp op, Expr operand) implements Expr {}

  record Binary(NodeId id, Origin origin, BinaryOp op, Expr left, Expr right) implements Expr {}

  /** {@code &&} or {@code ||}: the right side is evaluated only when the left does not decide. */
  record Logical(NodeId id, Origin origin, LogicalOp op, Expr left, Expr right) implements Expr {}

  record Conditional(NodeId id, Origin origin, Expr condition, Expr whenTrue, Expr whenFalse)
      implements Expr {}

  /** {@code target = value}, or {@code target op= value}. */
  record Assign(NodeId id, Origin origin, Optional<BinaryOp> op, Expr target, Expr value)
      implements Expr {}

  record Comma(NodeId id, Origin origin, Expr left, Expr right) implements Expr {}

  record Call(NodeId id, Origin origin, Expr callee, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  record Index(NodeId id, Origin origin, Expr base, Expr index) implements Expr {}

  record Member(NodeId id, Origin origin, Expr base, String field, Access access) implements Expr {}

  record Cast(NodeId id, Origin origin, CType type, Expr operand) implements Expr {}

  record SizeofExpr(NodeId id, Origin origin, Expr operand) implements Expr {}

  record SizeofType(NodeId id, Origin origin, CType type) implements Expr {}

  record AlignofType(NodeId id, Origin origin, CType type) implements Expr {}

  /** {@code __builtin_offsetof(type, path)}, also what {@code FIELD_OFFSET} expands to. */
  record OffsetOf(NodeId id, Origin origin, CType type, List<Designator> path) implements Expr {
    public OffsetOf {
      path = List.copyOf(path);
    }
  }

  /**
   * {@code CONTAINING_RECORD(address, type, path)}: the address of the record of {@code type} whose
   * member {@code path} stands at {@code address}.
   */
  record ContainingRecord(NodeId id, Origin origin, Expr address, CType type, List<Designator> path)
      implements Expr {
    public ContainingRecord {
      path = List.copyOf(path);
    }
  }

  /** {@code (type){ ... }} (C11 6.5.2.5). */
  record CompoundLiteral(NodeId id, Origin origin, CType type, Initializer.Braced value)
      implements Expr {}

  /** GNU {@code ({ ... })}; its value is that of the last expression statement. */
  record StatementExpr(NodeId id, Origin origin, Stmt.Compound body) implements Expr {}

  /**
   * A C++ lambda.
   *
   * @param introducer the square brackets that it starts with
   */
  record Lambda(
      NodeId id,
      Origin origin,
      Origin introducer,
      List<Decl.Parameter> parameters,
      Stmt.Compound body)
      implements Expr {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /** A type where an expression is expected: an argument of an unknown macro. */
  record TypeArgument(NodeId id, Origin origin, CType type) implements Expr {}

  /** A hole: text that could not be read as an expression. */
  record Error(NodeId id, Origin origin, String message) implements Expr {}

  /** How a member is reached. */
  enum Access {
    DOT,
    ARROW
  }

  enum UnaryOp {
    PLUS("+"),
    MINUS("-"),
    NOT("!"),
    COMPLEMENT("~"),
    DEREFERENCE("*"),
    ADDRESS("&"),
    PRE_INCREMENT("++"),
    PRE_DECREMENT("--"),
    POST_INCREMENT("++"),
    POST_DECREMENT("--");

    private final String spelling;

    UnaryOp(String spelling) {
      this.spelling = spelling;
    }

    public String spelling() {
      return spelling;
    }
  }

  enum BinaryOp {
    MULTIPLY("*"),
    DIVIDE("/"),
    REMAINDER("%"),
    ADD("+"),
    SUBTRACT("-"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    LESS("<"),
    GREATER(">"),
    LESS_EQUAL("<="),
    GREATER_EQUAL(">="),
    EQUAL("=="),
    NOT_EQUAL("!="),
    AND("&"),
    XOR("^"),
    OR("|");

    private final String spelling;

    BinaryOp(String spelling) {
      this.spelling = spelling;
    }

    public String spelling() {
      return spelling;
    }

    /** Whether the result is 0 or 1. */
    public boolean isComparison() {
      return switch (this) {
        case LESS, GREATER, LESS_EQUAL, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
        case MULTIPLY, DIVIDE, REMAINDER, ADD, SUBTRACT, SHIFT_LEFT, SHIFT_RIGHT, AND, XOR, OR ->
            false;
      };
    }
  }

  enum LogicalOp {
    AND("&&"),
    OR("||");

    private final String spelling;

    LogicalOp(String spelling) {
      this.spelling = spelling;
    }

    public String spelling() {
      return spelling;
    }
  }
}
