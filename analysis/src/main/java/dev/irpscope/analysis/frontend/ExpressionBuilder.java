package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Designator;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.frontend.grammar.CParser.AlignofTypeContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ArgumentContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ArgumentListContext;
import dev.irpscope.analysis.frontend.grammar.CParser.AssignBracedContext;
import dev.irpscope.analysis.frontend.grammar.CParser.AssignContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BinaryContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BracedCastContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BracedContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CallContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CastContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CharacterContext;
import dev.irpscope.analysis.frontend.grammar.CParser.CompoundLiteralContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ConditionalContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ContainerContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DeleteObjectContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DesignatorContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ExpressionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ExpressionsContext;
import dev.irpscope.analysis.frontend.grammar.CParser.FloatingContext;
import dev.irpscope.analysis.frontend.grammar.CParser.FunctionalCastContext;
import dev.irpscope.analysis.frontend.grammar.CParser.IndexContext;
import dev.irpscope.analysis.frontend.grammar.CParser.InitializerContext;
import dev.irpscope.analysis.frontend.grammar.CParser.IntegerContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ItemContext;
import dev.irpscope.analysis.frontend.grammar.CParser.LambdaContext;
import dev.irpscope.analysis.frontend.grammar.CParser.MemberAccessContext;
import dev.irpscope.analysis.frontend.grammar.CParser.MemberPathContext;
import dev.irpscope.analysis.frontend.grammar.CParser.MemberPointerContext;
import dev.irpscope.analysis.frontend.grammar.CParser.NameContext;
import dev.irpscope.analysis.frontend.grammar.CParser.NamedCastContext;
import dev.irpscope.analysis.frontend.grammar.CParser.NewObjectContext;
import dev.irpscope.analysis.frontend.grammar.CParser.OffsetOfContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ParenthesizedContext;
import dev.irpscope.analysis.frontend.grammar.CParser.PathStepContext;
import dev.irpscope.analysis.frontend.grammar.CParser.PostfixContext;
import dev.irpscope.analysis.frontend.grammar.CParser.PrefixContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SizeofExpressionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SizeofTypeContext;
import dev.irpscope.analysis.frontend.grammar.CParser.StatementExpressionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.StringContext;
import dev.irpscope.analysis.frontend.grammar.CParser.VaArgContext;
import dev.irpscope.analysis.frontend.grammar.CParser.WordConstantContext;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Expressions and initialisers (C11 6.5, 6.7.9). */
final class ExpressionBuilder {
  private static final Map<String, Expr.BinaryOp> BINARY =
      Arrays.stream(Expr.BinaryOp.values())
          .collect(Collectors.toMap(Expr.BinaryOp::spelling, Function.identity()));

  private final TreeBuilder tree;

  ExpressionBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  private static Origin origin(ParserRuleContext context) {
    return TreeBuilder.origin(context);
  }

  /** One expression, or several joined by commas. */
  Expr expressions(ExpressionsContext context) {
    List<ExpressionContext> parts = context.expression();
    List<NodeId> ids = new ArrayList<>();
    for (int i = 1; i < parts.size(); i++) {
      ids.add(tree.next());
    }
    Expr result = expression(parts.getFirst());
    for (int i = 1; i < parts.size(); i++) {
      Expr right = expression(parts.get(i));
      Origin origin = origin(parts.getFirst()).join(origin(parts.get(i)));
      result = new Expr.Comma(ids.get(parts.size() - 1 - i), origin, result, right);
    }
    return result;
  }

  Expr expression(ExpressionContext context) {
    return switch (context) {
      case NameContext name -> name(name);
      case IntegerContext constant -> {
        Literals.IntegerValue value = Literals.integer(constant.getText());
        yield literal(constant, value.value(), value.type());
      }
      case CharacterContext constant -> {
        Literals.IntegerValue value = Literals.character(constant.getText());
        yield literal(constant, value.value(), value.type());
      }
      case FloatingContext constant ->
          new Expr.FloatLiteral(tree.next(), origin(constant), constant.getText());
      case WordConstantContext word ->
          word.getText().equals("nullptr")
              ? literal(word, 0, new CType.Pointer(CType.Void.VOID))
              : literal(word, word.getText().equals("true") ? 1 : 0, new CType.Int(8, false));
      case StringContext string -> string(string);
      case ParenthesizedContext inner -> expressions(inner.expressions());
      case StatementExpressionContext inner ->
          new Expr.StatementExpr(
              tree.next(), origin(inner), tree.statements().compound(inner.compound()));
      case SizeofTypeContext size ->
          new Expr.SizeofType(tree.next(), origin(size), tree.types().typeName(size.typeName()));
      case AlignofTypeContext alignment ->
          new Expr.AlignofType(
              tree.next(), origin(alignment), tree.types().typeName(alignment.typeName()));
      case OffsetOfContext offset ->
          new Expr.OffsetOf(
              tree.next(),
              origin(offset),
              tree.types().typeName(offset.typeName()),
              path(offset.memberPath()));
      case ContainerContext container ->
          new Expr.ContainingRecord(
              tree.next(),
              origin(container),
              expression(container.expression()),
              tree.types().typeName(container.typeName()),
              path(container.memberPath()));
      case VaArgContext argument -> vaArg(argument);
      case NamedCastContext cast ->
          new Expr.Cast(
              tree.next(),
              origin(cast),
              tree.types().typeName(cast.typeName()),
              expressions(cast.expressions()));
      case FunctionalCastContext cast -> functionalCast(cast);
      case BracedCastContext cast ->
          value(cast.braced(), tree.types().named(cast.TYPE_NAME().getText()));
      case LambdaContext lambda -> lambda(lambda);
      case NewObjectContext created -> newObject(created);
      case DeleteObjectContext deleted -> {
        NodeId id = tree.next();
        Expr callee = new Expr.Name(tree.next(), origin(deleted), "operator delete");
        yield new Expr.Call(id, origin(deleted), callee, List.of(expression(deleted.expression())));
      }
      case PostfixContext postfix ->
          new Expr.Unary(
              tree.next(),
              origin(postfix),
              postfix.op.getText().equals("++")
                  ? Expr.UnaryOp.POST_INCREMENT
                  : Expr.UnaryOp.POST_DECREMENT,
              expression(postfix.expression()));
      case PrefixContext prefix ->
          new Expr.Unary(
              tree.next(),
              origin(prefix),
              prefixOperator(prefix.op.getText()),
              expression(prefix.expression()));
      case IndexContext index ->
          new Expr.Index(
              tree.next(),
              origin(index),
              expression(index.expression()),
              expressions(index.expressions()));
      case CallContext call ->
          new Expr.Call(
              tree.next(),
              origin(call),
              expression(call.expression()),
              arguments(call.argumentList()));
      case MemberAccessContext member ->
          new Expr.Member(
              tree.next(),
              origin(member),
              expression(member.expression()),
              member.IDENTIFIER().getText(),
              member.op.getText().equals(".") ? Expr.Access.DOT : Expr.Access.ARROW);
      case SizeofExpressionContext size ->
          new Expr.SizeofExpr(tree.next(), origin(size), expression(size.expression()));
      case CastContext cast ->
          new Expr.Cast(
              tree.next(),
              origin(cast),
              tree.types().typeName(cast.typeName()),
              expression(cast.expression()));
      case CompoundLiteralContext literal ->
          new Expr.CompoundLiteral(
              tree.next(),
              origin(literal),
              tree.types().typeName(literal.typeName()),
              braced(literal.braced()));
      case BinaryContext binary -> binary(binary);
      case MemberPointerContext member -> {
        // the member pointer's value; the object is evaluated first
        NodeId id = tree.next();
        Expr object = expression(member.expression(0));
        yield new Expr.Comma(id, origin(member), object, expression(member.expression(1)));
      }
      case AssignBracedContext assign -> {
        NodeId id = tree.next();
        Expr target = expression(assign.expression());
        Expr value = value(assign.braced(), new CType.Unknown("braces"));
        yield new Expr.Assign(id, origin(assign), Optional.empty(), target, value);
      }
      case ConditionalContext conditional -> conditional(conditional);
      case AssignContext assign -> {
        String spelling = assign.op.getText();
        yield new Expr.Assign(
            tree.next(),
            origin(assign),
            Optional.ofNullable(BINARY.get(spelling.substring(0, spelling.length() - 1))),
            expression(assign.expression(0)),
            expression(assign.expression(1)));
      }
      default -> throw new IllegalStateException("expression " + context.getText());
    };
  }

  private Expr literal(ParserRuleContext context, long value, CType type) {
    return new Expr.IntLiteral(tree.next(), origin(context), value, type, context.getText());
  }

  private Expr name(NameContext context) {
    String name = context.getText();
    return tree.scope().lookup(name).orElse(null) instanceof Scope.Entity.Constant constant
        ? literal(context, constant.value(), CType.Int.INT)
        : new Expr.Name(tree.next(), origin(context), name);
  }

  private Expr string(StringContext context) {
    StringBuilder value = new StringBuilder();
    boolean wide = false;
    for (TerminalNode part : context.STRING()) {
      Literals.Text text = Literals.string(part.getText());
      value.append(text.value());
      wide |= text.wide();
    }
    return new Expr.StringLiteral(tree.next(), origin(context), value.toString(), wide);
  }

  private static Expr.UnaryOp prefixOperator(String spelling) {
    return switch (spelling) {
      case "++" -> Expr.UnaryOp.PRE_INCREMENT;
      case "--" -> Expr.UnaryOp.PRE_DECREMENT;
      case "&" -> Expr.UnaryOp.ADDRESS;
      case "*" -> Expr.UnaryOp.DEREFERENCE;
      case "+" -> Expr.UnaryOp.PLUS;
      case "-" -> Expr.UnaryOp.MINUS;
      case "~" -> Expr.UnaryOp.COMPLEMENT;
      default -> Expr.UnaryOp.NOT;
    };
  }

  /** A chain of left operands is walked, not recursed into: sums can be thousands of terms long. */
  private Expr binary(BinaryContext context) {
    List<BinaryContext> chain = new ArrayList<>();
    List<NodeId> ids = new ArrayList<>();
    ExpressionContext at = context;
    while (at instanceof BinaryContext binary) {
      chain.add(binary);
      ids.add(tree.next());
      at = binary.expression(0);
    }
    Expr left = expression(at);
    for (int i = chain.size() - 1; i >= 0; i--) {
      BinaryContext binary = chain.get(i);
      Expr right = expression(binary.expression(1));
      String spelling = binary.op.getText();
      if (spelling.equals("&&") || spelling.equals("||")) {
        tree.condition(left, binary.expression(0));
        tree.condition(right, binary.expression(1));
      }
      Origin origin = origin(binary);
      left =
          switch (spelling) {
            case "&&" -> new Expr.Logical(ids.get(i), origin, Expr.LogicalOp.AND, left, right);
            case "||" -> new Expr.Logical(ids.get(i), origin, Expr.LogicalOp.OR, left, right);
            default -> new Expr.Binary(ids.get(i), origin, binaryOperator(spelling), left, right);
          };
    }
    return left;
  }

  private static Expr.BinaryOp binaryOperator(String spelling) {
    Expr.BinaryOp op = BINARY.get(spelling);
    if (op == null) {
      throw new IllegalStateException("operator " + spelling);
    }
    return op;
  }

  /** GNU {@code a ?: b} repeats its condition; the repetition is a node of its own. */
  private Expr conditional(ConditionalContext context) {
    NodeId id = tree.next();
    Expr condition = tree.condition(expression(context.expression(0)), context.expression(0));
    Expr whenTrue =
        context.expressions() == null
            ? expression(context.expression(0))
            : expressions(context.expressions());
    return new Expr.Conditional(
        id, origin(context), condition, whenTrue, expression(context.expression(1)));
  }

  private Expr vaArg(VaArgContext context) {
    NodeId id = tree.next();
    Expr callee =
        new Expr.Name(
            tree.next(), TreeBuilder.origin(context.getStart()), context.getStart().getText());
    Expr list = expression(context.expression());
    Expr type =
        new Expr.TypeArgument(
            tree.next(), origin(context.typeName()), tree.types().typeName(context.typeName()));
    return new Expr.Call(id, origin(context), callee, List.of(list, type));
  }

  private Expr functionalCast(FunctionalCastContext context) {
    NodeId id = tree.next();
    String name = context.TYPE_NAME().getText();
    Optional<CType> type =
        Vocabulary.CPP.isBasicType(name)
            ? Optional.of(tree.types().named(name))
            : tree.scope().typedef(name);
    boolean one = context.argumentList().argument().size() == 1;
    if (type.isPresent() && one) {
      Expr operand = arguments(context.argumentList()).getFirst();
      return new Expr.Cast(id, origin(context), tree.types().named(name), operand);
    }
    Expr callee = new Expr.Name(tree.next(), TreeBuilder.origin(context.TYPE_NAME()), name);
    return new Expr.Call(id, origin(context), callee, arguments(context.argumentList()));
  }

  /** {@code { ... }} where a value of {@code type} is due. */
  Expr value(BracedContext context, CType type) {
    return new Expr.CompoundLiteral(tree.next(), origin(context), type, braced(context));
  }

  private Expr lambda(LambdaContext context) {
    NodeId id = tree.next();
    return tree.inBlock(() -> {
      List<Decl.Parameter> parameters = tree.types().parameters(context.parameters());
      for (Decl.Parameter parameter : parameters) {
        tree.scope().declare(parameter.name(), new Scope.Entity.ObjectOrFunction(parameter.type()));
      }
      Stmt.Compound body =
          tree.returning(
              new CType.Unknown("lambda"), () -> tree.statements().sameScope(context.compound()));
      return new Expr.Lambda(
          id, origin(context), TreeBuilder.origin(context.LAMBDA()), parameters, body);
    });
  }

  /** {@code new T(a)} is a call of {@code operator new} with the type and the arguments. */
  private Expr newObject(NewObjectContext context) {
    NodeId id = tree.next();
    Expr callee =
        new Expr.Name(tree.next(), TreeBuilder.origin(context.getStart()), "operator new");
    List<Expr> arguments = new ArrayList<>();
    CType type = tree.types().specified(context.newType().specifier()).type();
    arguments.add(new Expr.TypeArgument(tree.next(), origin(context.newType()), type));
    for (ArgumentListContext list : context.argumentList()) {
      arguments.addAll(arguments(list));
    }
    return new Expr.Call(id, origin(context), callee, arguments);
  }

  /** In source order; a missing argument of an unknown macro is a hole. */
  List<Expr> arguments(ArgumentListContext context) {
    List<Expr> arguments = new ArrayList<>();
    if (context.getChildCount() == 0) {
      return arguments;
    }
    boolean due = true;
    for (var child : context.children) {
      switch (child) {
        case ArgumentContext argument -> {
          arguments.add(argument(argument));
          due = false;
        }
        case TerminalNode comma -> {
          if (due) {
            arguments.add(missing(comma));
          }
          due = true;
        }
        default -> throw new IllegalStateException("argument " + child.getText());
      }
    }
    if (due) {
      arguments.add(missing((TerminalNode) context.children.getLast()));
    }
    return arguments;
  }

  private Expr missing(TerminalNode comma) {
    tree.hole("An argument is missing at '" + comma.getText() + "'.");
    return new Expr.Error(tree.next(), TreeBuilder.origin(comma), "There is no argument here.");
  }

  private Expr argument(ArgumentContext context) {
    if (context.exception != null) {
      return hole(context, "argument");
    }
    if (context.braced() != null) {
      return value(context.braced(), new CType.Unknown("braces"));
    }
    return context.expression() != null
        ? expression(context.expression())
        : new Expr.TypeArgument(
            tree.next(), origin(context), tree.types().typeName(context.typeName()));
  }

  Expr hole(ParserRuleContext context, String what) {
    tree.hole(TreeBuilder.holeMessage(what));
    return new Expr.Error(tree.next(), origin(context), TreeBuilder.holeMessage(what));
  }

  private List<Designator> path(MemberPathContext context) {
    List<Designator> path = new ArrayList<>();
    path.add(new Designator.Field(context.IDENTIFIER().getText()));
    for (PathStepContext step : context.pathStep()) {
      path.add(
          step.expression() == null
              ? new Designator.Field(step.IDENTIFIER().getText())
              : new Designator.Index(expression(step.expression())));
    }
    return path;
  }

  // ---- initialisers

  Initializer initializer(InitializerContext context) {
    return context.braced() != null
        ? braced(context.braced())
        : new Initializer.Value(expression(context.expression()));
  }

  Initializer.Braced braced(BracedContext context) {
    List<Initializer.Item> items = new ArrayList<>();
    for (ItemContext item : context.item()) {
      if (item.exception != null) {
        items.add(
            new Initializer.Item(List.of(), new Initializer.Value(hole(item, "initialiser"))));
        continue;
      }
      List<Designator> designators = new ArrayList<>();
      for (DesignatorContext designator : item.designator()) {
        designators.add(
            designator.expression() == null
                ? new Designator.Field(designator.IDENTIFIER().getText())
                : new Designator.Index(expression(designator.expression())));
      }
      items.add(new Initializer.Item(designators, initializer(item.initializer())));
    }
    return new Initializer.Braced(origin(context), items);
  }
}
