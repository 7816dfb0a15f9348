package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The type of an expression before decay, without lowering it: for {@code sizeof} and for the
 * result of a conditional.
 */
final class ExpressionTypes {
  private final Frame frame;
  private final Map<NodeId, CType> conditionals = new HashMap<>();

  ExpressionTypes(Frame frame) {
    this.frame = frame;
  }

  CType of(Expr expr) {
    return switch (expr) {
      case Expr.Name(_, _, var name) -> ofName(name);
      case Expr.IntLiteral literal -> literal.type();
      case Expr.FloatLiteral _ -> new CType.Floating(64);
      case Expr.StringLiteral literal -> ofString(literal);
      case Expr.Unary unary -> ofUnary(unary);
      case Expr.Binary binary -> ofBinary(binary);
      case Expr.Logical _ -> CType.Int.INT;
      case Expr.Conditional conditional -> ofConditional(conditional);
      case Expr.Assign assign -> of(assign.target());
      case Expr.Comma comma -> ExpressionTyping.decay(of(comma.right()));
      case Expr.Call call ->
          method(call.callee())
              .map(method -> method.type().result())
              .orElseGet(() -> resultOf(of(call.callee())));
      case Expr.Index index -> ofIndex(index);
      case Expr.Member member -> ofMember(member);
      case Expr.Cast cast -> cast.type();
      case Expr.SizeofExpr _, Expr.SizeofType _, Expr.AlignofType _, Expr.OffsetOf _ ->
          ExpressionTyping.SIZE;
      case Expr.ContainingRecord container -> new CType.Pointer(container.type());
      case Expr.CompoundLiteral literal ->
          InitializerLowering.completed(literal.type(), Optional.of(literal.value()));
      case Expr.StatementExpr statements -> ofStatements(statements);
      case Expr.Lambda _ -> new CType.Unknown("lambda");
      case Expr.TypeArgument argument -> argument.type();
      case Expr.Error _ -> new CType.Unknown("error");
    };
  }

  static CType ofString(Expr.StringLiteral literal) {
    CType element = literal.wide() ? new CType.Int(16, false) : CType.Int.CHAR;
    return new CType.Array(element, OptionalLong.of(literal.value().length() + 1L));
  }

  /** The type that a call of a value of type {@code callee} gives. */
  static CType resultOf(CType callee) {
    return switch (callee.canonical()) {
      case CType.Function function -> function.result();
      case CType.Pointer(var target) -> resultOf(target);
      case CType.Unknown(var name) -> new CType.Unknown(name + "()");
      case CType.Void _,
          CType.Int _,
          CType.Floating _,
          CType.Array _,
          CType.Struct _,
          CType.Typedef _ ->
          new CType.Unknown("call");
    };
  }

  /** The member function that a call of {@code callee} means, if it is defined in the driver. */
  Optional<Method> method(Expr callee) {
    return switch (callee) {
      case Expr.Member(_, _, var base, var name, var access) -> {
        CType object = of(base);
        CType type = access == Expr.Access.ARROW ? ExpressionTyping.target(object) : object;
        yield type.canonical() instanceof CType.Struct(var definition)
            ? frame.method(definition, name, Method.Target.BASE)
            : Optional.empty();
      }
      case Expr.Name(_, _, var name) -> frame.method(name);
      default -> Optional.empty();
    };
  }

  private CType ofName(String name) {
    return frame
        .scope()
        .lookup(name)
        .map(meaning ->
            switch (meaning) {
              case Scope.Meaning.Local(var variable) -> variable.type();
              case Scope.Meaning.Global(var type, _) -> type;
              case Scope.Meaning.Function(var type) -> type;
              case Scope.Meaning.Member(var type) -> type;
            })
        .or(() -> frame.method(name).map(Method::type))
        .orElseGet(() -> new CType.Unknown(name));
  }

  private CType ofUnary(Expr.Unary unary) {
    CType operand = of(unary.operand());
    return switch (unary.op()) {
      case PLUS, MINUS, COMPLEMENT -> ExpressionTyping.promote(beforePromotion(unary.operand()));
      case NOT -> CType.Int.INT;
      case DEREFERENCE ->
          operand.canonical() instanceof CType.Function
              ? operand
              : ExpressionTyping.target(operand);
      case ADDRESS -> new CType.Pointer(operand);
      case PRE_INCREMENT, PRE_DECREMENT, POST_INCREMENT, POST_DECREMENT -> operand;
    };
  }

  private CType ofBinary(Expr.Binary binary) {
    if (binary.op().isComparison()) {
      return CType.Int.INT;
    }
    CType left = ExpressionTyping.decay(beforePromotion(binary.left()));
    CType right = ExpressionTyping.decay(beforePromotion(binary.right()));
    return switch (binary.op()) {
      case SHIFT_LEFT, SHIFT_RIGHT -> ExpressionTyping.promote(left);
      case SUBTRACT ->
          ExpressionTyping.isPointer(left)
              ? ExpressionTyping.isPointer(right) ? CType.Int.LONG_LONG : left
              : ExpressionTyping.common(left, right);
      case ADD ->
          ExpressionTyping.isPointer(left)
              ? left
              : ExpressionTyping.isPointer(right) ? right : ExpressionTyping.common(left, right);
      case MULTIPLY,
          DIVIDE,
          REMAINDER,
          LESS,
          GREATER,
          LESS_EQUAL,
          GREATER_EQUAL,
          EQUAL,
          NOT_EQUAL,
          AND,
          XOR,
          OR ->
          ExpressionTyping.common(left, right);
    };
  }

  /** The type of {@code expr}; {@code int} for a bit-field that fits one. */
  private CType beforePromotion(Expr expr) {
    Expr at = expr;
    while (true) {
      switch (at) {
        case Expr.Assign assign -> at = assign.target();
        case Expr.Comma comma -> at = comma.right();
        case Expr.Unary(_, _, var op, var operand)
            when op == Expr.UnaryOp.PRE_INCREMENT
                || op == Expr.UnaryOp.PRE_DECREMENT
                || op == Expr.UnaryOp.POST_INCREMENT
                || op == Expr.UnaryOp.POST_DECREMENT ->
            at = operand;
        case Expr.Member member -> {
          FieldRef field = frame.layout.fieldOrPseudo(recordOf(member), member.field());
          return field.isNarrow() ? CType.Int.INT : of(expr);
        }
        default -> {
          return of(expr);
        }
      }
    }
  }

  private CType ofConditional(Expr.Conditional conditional) {
    CType known = conditionals.get(conditional.id());
    if (known != null) {
      return known;
    }
    CType type =
        isNullConstant(conditional.whenTrue())
            ? ofArmBesideNull(conditional.whenFalse(), conditional.whenTrue())
            : isNullConstant(conditional.whenFalse())
                ? ofArmBesideNull(conditional.whenTrue(), conditional.whenFalse())
                : ExpressionTyping.conditional(
                    beforePromotion(conditional.whenTrue()),
                    beforePromotion(conditional.whenFalse()));
    conditionals.put(conditional.id(), type);
    return type;
  }

  private CType ofArmBesideNull(Expr arm, Expr nullConstant) {
    CType type = ExpressionTyping.decay(of(arm));
    return ExpressionTyping.isPointer(type) || ExpressionTyping.isUnknown(type)
        ? type
        : ExpressionTyping.conditional(type, of(nullConstant));
  }

  /** {@code 0} or {@code (void *)0}. */
  private static boolean isNullConstant(Expr expr) {
    if (expr instanceof Expr.Cast(_, _, var type, var operand)) {
      return type.canonical() instanceof CType.Pointer(var target)
          && ExpressionTyping.isVoid(target)
          && isNullConstant(operand);
    }
    return expr instanceof Expr.IntLiteral literal && literal.value() == 0;
  }

  private CType ofIndex(Expr.Index index) {
    CType base = ExpressionTyping.decay(of(index.base()));
    return ExpressionTyping.isPointer(base) || ExpressionTyping.isUnknown(base)
        ? ExpressionTyping.target(base)
        : ExpressionTyping.target(of(index.index()));
  }

  private CType ofMember(Expr.Member member) {
    return frame.layout.fieldOrPseudo(recordOf(member), member.field()).type();
  }

  private CType recordOf(Expr.Member member) {
    CType base = of(member.base());
    return member.access() == Expr.Access.ARROW ? ExpressionTyping.target(base) : base;
  }

  private CType ofStatements(Expr.StatementExpr expr) {
    if (expr.body().statements().isEmpty()
        || !(expr.body().statements().getLast() instanceof Stmt.Expression(_, _, var value))) {
      return CType.Void.VOID;
    }
    if (value instanceof Expr.Name(_, _, var name)) {
      for (Stmt statement : expr.body().statements()) {
        if (statement instanceof Stmt.Declaration(_, _, var declarations)) {
          for (Decl declaration : declarations) {
            if (declaration instanceof Decl.Variable variable && variable.name().equals(name)) {
              return variable.type();
            }
          }
        }
      }
    }
    return of(value);
  }
}
