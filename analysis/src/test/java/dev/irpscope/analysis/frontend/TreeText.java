package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.Stmt;
import java.util.List;
import java.util.stream.Collectors;

/** Trees as text: operators first, in brackets, so that what binds to what can be seen. */
final class TreeText {
  private TreeText() {}

  static String of(Decl decl) {
    return switch (decl) {
      case Decl.Variable variable ->
          prefix(variable.storage())
              + "var "
              + variable.name()
              + ": "
              + of(variable.type())
              + variable.initializer().map(value -> " = " + of(value)).orElse("");
      case Decl.Prototype prototype ->
          prefix(prototype.storage())
              + "proto "
              + prototype.name()
              + ": "
              + of(prototype.type())
              + prototype.roleType().map(role -> " role " + role).orElse("")
              + attributes(prototype.attributes());
      case Decl.Function function ->
          prefix(function.storage())
              + "function "
              + function.name()
              + ": "
              + of(function.type())
              + attributes(function.attributes())
              + " "
              + of(function.body());
      case Decl.Typedef typedef -> "typedef " + typedef.name() + ": " + of(typedef.type());
      case Decl.TypeOnly type -> "type " + of(type.type());
      case Decl.Error error -> "error " + error.function().orElse("");
    };
  }

  private static String attributes(List<Decl.Attribute> attributes) {
    return attributes.stream()
        .map(a -> " @" + a.name() + "(" + ofAll(a.arguments()) + ")")
        .collect(Collectors.joining());
  }

  private static String prefix(Decl.Storage storage) {
    return switch (storage) {
      case NORMAL -> "";
      case STATIC -> "static ";
      case EXTERN -> "extern ";
    };
  }

  static String of(CType type) {
    return switch (type) {
      case CType.Void _ -> "void";
      case CType.Int integer -> (integer.signed() ? "i" : "u") + integer.bits();
      case CType.Floating floating -> "f" + floating.bits();
      case CType.Pointer pointer -> "ptr(" + of(pointer.target()) + ")";
      case CType.Array array ->
          "array("
              + of(array.element())
              + (array.length().isPresent() ? ", " + array.length().getAsLong() : "")
              + ")";
      case CType.Function function ->
          "fn("
              + function.parameters().stream().map(TreeText::of).collect(Collectors.joining(", "))
              + (function.variadic() ? ", ..." : "")
              + ") -> "
              + of(function.result());
      case CType.Struct struct -> struct.definition().toString();
      case CType.Typedef typedef -> typedef.name();
      case CType.Unknown unknown -> "?" + unknown.name();
    };
  }

  static String of(Initializer initializer) {
    return switch (initializer) {
      case Initializer.Value(var expression) -> of(expression);
      case Initializer.Braced braced ->
          braced.items().stream()
              .map(item ->
                  item.designators().stream().map(TreeText::of).collect(Collectors.joining())
                      + (item.designators().isEmpty() ? "" : "=")
                      + of(item.value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String of(Designator designator) {
    return switch (designator) {
      case Designator.Field(var name) -> "." + name;
      case Designator.Index(var index) -> "[" + of(index) + "]";
    };
  }

  private static String ofAll(List<Expr> expressions) {
    return expressions.stream().map(e -> of(e)).collect(Collectors.joining(", "));
  }

  private static String path(List<Designator> path) {
    return path.stream().map(TreeText::of).collect(Collectors.joining());
  }

  static String of(Expr expr) {
    return switch (expr) {
      case Expr.Name name -> name.name();
      case Expr.IntLiteral literal -> literal.value() + ":" + of(literal.type());
      case Expr.FloatLiteral literal -> literal.spelling();
      case Expr.StringLiteral literal ->
          (literal.wide() ? "L" : "") + "\"" + literal.value() + "\"";
      case Expr.Unary unary ->
          switch (unary.op()) {
            case POST_INCREMENT, POST_DECREMENT ->
                "(post" + unary.op().spelling() + " " + of(unary.operand()) + ")";
            default -> "(" + unary.op().spelling() + " " + of(unary.operand()) + ")";
          };
      case Expr.Binary binary ->
          "(" + binary.op().spelling() + " " + of(binary.left()) + " " + of(binary.right()) + ")";
      case Expr.Logical logical ->
          "("
              + logical.op().spelling()
              + " "
              + of(logical.left())
              + " "
              + of(logical.right())
              + ")";
      case Expr.Conditional conditional ->
          "(? "
              + of(conditional.condition())
              + " "
              + of(conditional.whenTrue())
              + " "
              + of(conditional.whenFalse())
              + ")";
      case Expr.Assign assign ->
          "("
              + assign.op().map(Expr.BinaryOp::spelling).orElse("")
              + "= "
              + of(assign.target())
              + " "
              + of(assign.value())
              + ")";
      case Expr.Comma comma -> "(, " + of(comma.left()) + " " + of(comma.right()) + ")";
      case Expr.Call call -> of(call.callee()) + "(" + ofAll(call.arguments()) + ")";
      case Expr.Index index -> of(index.base()) + "[" + of(index.index()) + "]";
      case Expr.Member member ->
          of(member.base()) + (member.access() == Expr.Access.DOT ? "." : "->") + member.field();
      case Expr.Cast cast -> "(cast " + of(cast.type()) + " " + of(cast.operand()) + ")";
      case Expr.SizeofExpr size -> "(sizeof " + of(size.operand()) + ")";
      case Expr.SizeofType size -> "(sizeof-type " + of(size.type()) + ")";
      case Expr.AlignofType alignment -> "(alignof " + of(alignment.type()) + ")";
      case Expr.OffsetOf offset ->
          "(offsetof " + of(offset.type()) + " " + path(offset.path()) + ")";
      case Expr.ContainingRecord record ->
          "(container "
              + of(record.address())
              + " "
              + of(record.type())
              + " "
              + path(record.path())
              + ")";
      case Expr.CompoundLiteral literal ->
          "(literal " + of(literal.type()) + " " + of(literal.value()) + ")";
      case Expr.StatementExpr statement -> "(do " + of(statement.body()) + ")";
      case Expr.Lambda lambda ->
          "(lambda ("
              + lambda.parameters().stream()
                  .map(one -> one.name() + ": " + of(one.type()))
                  .collect(Collectors.joining(", "))
              + ") "
              + of(lambda.body())
              + ")";
      case Expr.TypeArgument type -> "type " + of(type.type());
      case Expr.Error _ -> "<hole>";
    };
  }

  static String of(Stmt stmt) {
    return switch (stmt) {
      case Stmt.Compound block ->
          block.statements().stream()
              .map(statement -> of(statement))
              .collect(Collectors.joining(" ", "{ ", " }"));
      case Stmt.Expression expression -> of(expression.expression()) + ";";
      case Stmt.Declaration declaration ->
          declaration.declarations().stream()
              .map(decl -> of(decl) + ";")
              .collect(Collectors.joining(" "));
      case Stmt.If choice ->
          "if "
              + of(choice.condition())
              + " "
              + of(choice.whenTrue())
              + choice.whenFalse().map(other -> " else " + of(other)).orElse("");
      case Stmt.While loop -> "while " + of(loop.condition()) + " " + of(loop.body());
      case Stmt.DoWhile loop -> "do " + of(loop.body()) + " while " + of(loop.condition()) + ";";
      case Stmt.For loop ->
          "for ("
              + loop.initial().map(initial -> of(initial)).orElse("")
              + " "
              + loop.condition().map(condition -> of(condition)).orElse("")
              + "; "
              + loop.step().map(step -> of(step)).orElse("")
              + ") "
              + of(loop.body());
      case Stmt.ForEach loop ->
          "for " + of(loop.variable()) + " in " + of(loop.range()) + " " + of(loop.body());
      case Stmt.Switch choice -> "switch " + of(choice.value()) + " " + of(choice.body());
      case Stmt.Case label ->
          "case "
              + of(label.low())
              + label.high().map(high -> ".." + of(high)).orElse("")
              + ": "
              + of(label.statement());
      case Stmt.Default label -> "default: " + of(label.statement());
      case Stmt.Label label -> label.name() + ": " + of(label.statement());
      case Stmt.Goto jump -> "goto " + jump.label() + ";";
      case Stmt.Break _ -> "break;";
      case Stmt.Continue _ -> "continue;";
      case Stmt.Return jump ->
          "return" + jump.value().map(value -> " " + of(value)).orElse("") + ";";
      case Stmt.TryExcept attempt ->
          "try "
              + of(attempt.body())
              + " except "
              + of(attempt.filter())
              + " "
              + of(attempt.handler());
      case Stmt.TryFinally attempt ->
          "try " + of(attempt.body()) + " finally " + of(attempt.handler());
      case Stmt.TryCatch attempt ->
          "try "
              + of(attempt.body())
              + attempt.handlers().stream()
                  .map(handler ->
                      " catch "
                          + handler.parameter().map(p -> of(p)).orElse("all")
                          + " "
                          + of(handler.body()))
                  .collect(Collectors.joining());
      case Stmt.Throw thrown -> "throw" + thrown.value().map(v -> " " + of(v)).orElse("") + ";";
      case Stmt.Leave _ -> "leave;";
      case Stmt.Assembly _ -> "asm;";
      case Stmt.Empty _ -> ";";
      case Stmt.Error _ -> "<hole>;";
    };
  }
}
