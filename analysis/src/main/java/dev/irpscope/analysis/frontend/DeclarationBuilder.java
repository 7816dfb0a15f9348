package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.Initializer;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.Stmt;
import dev.irpscope.analysis.frontend.TypeBuilder.Declared;
import dev.irpscope.analysis.frontend.TypeBuilder.Specified;
import dev.irpscope.analysis.frontend.grammar.CParser.AliasContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ArgumentListContext;
import dev.irpscope.analysis.frontend.grammar.CParser.AttributeArgumentsContext;
import dev.irpscope.analysis.frontend.grammar.CParser.BlockDeclarationContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ConditionDeclarationContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DeclarationContext;
import dev.irpscope.analysis.frontend.grammar.CParser.DeclaratorContext;
import dev.irpscope.analysis.frontend.grammar.CParser.ExpressionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.FunctionDefinitionContext;
import dev.irpscope.analysis.frontend.grammar.CParser.InitDeclaratorContext;
import dev.irpscope.analysis.frontend.grammar.CParser.MemberInitializerContext;
import dev.irpscope.analysis.frontend.grammar.CParser.SpecifierContext;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;

/** Declarations and function definitions (C11 6.7, 6.9); enters the names into the scope. */
final class DeclarationBuilder {
  private final TreeBuilder tree;

  DeclarationBuilder(TreeBuilder tree) {
    this.tree = tree;
  }

  /** An attribute that was read. */
  Decl.Attribute attribute(String name, AttributeArgumentsContext arguments) {
    List<Expr> values = new ArrayList<>();
    for (ExpressionContext argument : arguments.expression()) {
      values.add(tree.expressions().expression(argument));
    }
    return new Decl.Attribute(name, values);
  }

  /** The declarations at file scope; may be empty ({@code ;}). */
  List<Decl> external(DeclarationContext context, List<Decl.Attribute> attributes) {
    if (context.alias() != null) {
      return List.of(alias(context.alias()));
    }
    return context.staticAssertion() != null
        ? List.of()
        : declarations(context, context.specifier(), context.initDeclarator(), attributes);
  }

  /** {@code using name = type;} */
  Decl.Typedef alias(AliasContext context) {
    String name = context.IDENTIFIER().getText();
    CType type = tree.types().typeName(context.typeName());
    tree.scope().declare(name, new Scope.Entity.TypeName(type));
    return new Decl.Typedef(TreeBuilder.origin(context), name, type);
  }

  /** A variable that something else than an initialiser gives its value. */
  Decl.Variable variable(
      List<SpecifierContext> specifiers, @Nullable DeclaratorContext declarator) {
    NodeId id = tree.next();
    CType base = tree.types().specified(specifiers).type();
    Origin start = TreeBuilder.origin(specifiers.getFirst());
    if (declarator == null) {
      return new Decl.Variable(id, start, "", base, Decl.Storage.NORMAL, Optional.empty());
    }
    Declared declared = tree.types().declared(declarator, base);
    tree.scope().declare(declared.name(), new Scope.Entity.ObjectOrFunction(declared.type()));
    return new Decl.Variable(
        id,
        start.join(TreeBuilder.origin(declarator)),
        declared.name(),
        declared.type(),
        Decl.Storage.NORMAL,
        Optional.empty());
  }

  /** {@code T x = value} in a condition. */
  Stmt statement(ConditionDeclarationContext context) {
    NodeId id = tree.next();
    Decl.Variable plain = variable(context.specifier(), context.declarator());
    Initializer value =
        context.initializer() != null
            ? tree.expressions().initializer(context.initializer())
            : tree.expressions().braced(context.braced());
    Decl.Variable variable =
        new Decl.Variable(
            plain.id(),
            TreeBuilder.origin(context),
            plain.name(),
            plain.type(),
            plain.storage(),
            Optional.of(value));
    return new Stmt.Declaration(id, TreeBuilder.origin(context), List.of(variable));
  }

  Stmt statement(BlockDeclarationContext context) {
    NodeId id = tree.next();
    List<Decl> declarations = List.of();
    if (context.alias() != null) {
      declarations = List.of(alias(context.alias()));
    } else if (context.staticAssertion() == null) {
      declarations =
          declarations(context, context.specifier(), context.initDeclarator(), List.of());
    }
    return new Stmt.Declaration(id, TreeBuilder.origin(context), declarations);
  }

  private List<Decl> declarations(
      ParserRuleContext whole,
      List<SpecifierContext> specifiers,
      List<InitDeclaratorContext> declarators,
      List<Decl.Attribute> attributes) {
    Specified specified = tree.types().specified(specifiers);
    if (declarators.isEmpty()) {
      return specifiers.isEmpty()
          ? List.of()
          : List.of(new Decl.TypeOnly(TreeBuilder.origin(whole), specified.type()));
    }
    List<Decl> declarations = new ArrayList<>();
    for (InitDeclaratorContext declarator : declarators) {
      Origin origin =
          declarators.size() == 1 ? TreeBuilder.origin(whole) : TreeBuilder.origin(declarator);
      declarations.add(declaration(origin, specified, declarator, attributes));
    }
    return declarations;
  }

  private Decl declaration(
      Origin origin,
      Specified specified,
      InitDeclaratorContext context,
      List<Decl.Attribute> attributes) {
    Declared declared = tree.types().declared(context.declarator(), specified.type());
    if (specified.isTypedef()) {
      tree.scope().declare(declared.name(), new Scope.Entity.TypeName(declared.type()));
      return new Decl.Typedef(origin, declared.name(), declared.type());
    }
    tree.scope().declare(declared.name(), new Scope.Entity.ObjectOrFunction(declared.type()));
    if (declared.type().canonical() instanceof CType.Function function) {
      Optional<String> role =
          declared.plain() && declared.type() instanceof CType.Typedef named
              ? Optional.of(named.name())
              : Optional.empty();
      return new Decl.Prototype(
          origin, declared.name(), function, specified.storage(), role, attributes);
    }
    NodeId id = tree.next();
    Optional<Initializer> initializer = initializer(context, declared.type());
    CType type = completed(declared.type(), initializer);
    tree.scope().declare(declared.name(), new Scope.Entity.ObjectOrFunction(type));
    return new Decl.Variable(id, origin, declared.name(), type, specified.storage(), initializer);
  }

  private Optional<Initializer> initializer(InitDeclaratorContext context, CType type) {
    if (context.initializer() != null) {
      return Optional.of(tree.expressions().initializer(context.initializer()));
    }
    if (context.braced() != null) {
      return Optional.of(tree.expressions().braced(context.braced()));
    }
    if (context.argumentList() != null) {
      return Optional.of(new Initializer.Value(constructed(context.argumentList(), type)));
    }
    return Optional.empty();
  }

  /** {@code T x(a, b)} is {@code T x = T::T(a, b)}; without a class, {@code T x = a}. */
  private Expr constructed(ArgumentListContext context, CType type) {
    NodeId id = tree.next();
    Expr callee = new Expr.Name(tree.next(), TreeBuilder.origin(context), constructor(type));
    List<Expr> arguments = tree.expressions().arguments(context);
    boolean scalar =
        switch (type.canonical()) {
          case CType.Int _, CType.Floating _, CType.Pointer _ -> true;
          case CType.Void _,
              CType.Array _,
              CType.Function _,
              CType.Struct _,
              CType.Unknown _,
              CType.Typedef _ ->
              false;
        };
    return scalar && arguments.size() == 1
        ? arguments.getFirst()
        : new Expr.Call(id, TreeBuilder.origin(context), callee, arguments);
  }

  private static String constructor(CType type) {
    String name =
        switch (type) {
          case CType.Typedef(var written, _) -> written;
          case CType.Unknown(var written) -> written;
          case CType.Struct(var definition) -> definition.tag();
          case CType.Void _,
              CType.Int _,
              CType.Floating _,
              CType.Pointer _,
              CType.Array _,
              CType.Function _ ->
              "";
        };
    return name + "::" + name.substring(name.lastIndexOf(':') + 1);
  }

  /** What a constructor initialises: members are assigned, a base class is constructed. */
  private List<Stmt> initialized(List<MemberInitializerContext> members) {
    List<Stmt> statements = new ArrayList<>();
    for (MemberInitializerContext member : members) {
      Origin origin = TreeBuilder.origin(member);
      NodeId statement = tree.next();
      NodeId id = tree.next();
      boolean base = member.TYPE_NAME() != null;
      String name = member.getStart().getText();
      Expr target =
          base
              ? new Expr.Name(tree.next(), origin, name + "::" + name)
              : new Expr.Member(
                  tree.next(),
                  origin,
                  new Expr.Name(tree.next(), origin, "this"),
                  name,
                  Expr.Access.ARROW);
      CType unknown = new CType.Unknown(name);
      List<Expr> arguments =
          member.argumentList() != null
              ? tree.expressions().arguments(member.argumentList())
              : List.of(tree.expressions().value(member.braced(), unknown));
      Expr effect;
      if (base) {
        effect = new Expr.Call(id, origin, target, arguments);
      } else {
        Expr value =
            arguments.size() == 1
                ? arguments.getFirst()
                : new Expr.Call(
                    tree.next(), origin, new Expr.Name(tree.next(), origin, name), arguments);
        effect = new Expr.Assign(id, origin, Optional.empty(), target, value);
      }
      statements.add(new Stmt.Expression(statement, origin, effect));
    }
    return statements;
  }

  /** An array without length gets that of its initialiser (C11 6.7.9 p. 22). */
  private CType completed(CType type, Optional<Initializer> initializer) {
    if (!(type instanceof CType.Array array) || array.length().isPresent()) {
      return type;
    }
    return switch (initializer.orElse(null)) {
      case Initializer.Braced braced ->
          new CType.Array(array.element(), OptionalLong.of(elements(braced)));
      case Initializer.Value(Expr.StringLiteral string) ->
          new CType.Array(array.element(), OptionalLong.of(string.value().length() + 1L));
      case Initializer.Value _ -> type;
      case null -> type;
    };
  }

  private long elements(Initializer.Braced braced) {
    long next = 0;
    long count = 0;
    Constants constants = new Constants(tree.scope());
    for (Initializer.Item item : braced.items()) {
      if (!item.designators().isEmpty()
          && item.designators().getFirst()
              instanceof dev.irpscope.analysis.ast.Designator.Index(var index)) {
        next = constants.evaluate(index).orElse(next);
      }
      next++;
      count = Math.max(count, next);
    }
    return count;
  }

  /**
   * A function definition, empty if the declarator declares no function. Its name is entered into
   * the scope before its body is built.
   */
  Optional<Decl.Function> function(
      FunctionDefinitionContext context,
      List<TokenClassifier.AttributeTokens> attributes,
      java.util.function.Function<TokenClassifier.AttributeTokens, Optional<Decl.Attribute>>
          readAttribute) {
    Specified specified = tree.types().specified(context.specifier());
    Declared declared = tree.types().declared(context.declarator(), specified.type());
    if (!(declared.type().canonical() instanceof CType.Function type)
        || declared.parameters().isEmpty()
        || declared.name().isEmpty()) {
      return Optional.empty();
    }
    Scope file = tree.scope();
    file.declare(declared.name(), new Scope.Entity.ObjectOrFunction(type));
    List<Decl.Parameter> parameters = declared.parameters().get();
    return tree.inBlock(() -> {
      for (Decl.Parameter parameter : parameters) {
        tree.scope().declare(parameter.name(), new Scope.Entity.ObjectOrFunction(parameter.type()));
      }
      Stmt.Compound body =
          tree.returning(
              type.result(),
              () ->
                  tree.statements()
                      .sameScope(
                          context.compound(), () -> initialized(context.memberInitializer())));
      List<Decl.Attribute> read =
          attributes.stream().map(readAttribute).flatMap(Optional::stream).toList();
      return Optional.of(
          new Decl.Function(
              TreeBuilder.origin(context.getStart())
                  .join(TreeBuilder.origin(context.compound().getStop())),
              declared.origin(),
              declared.name(),
              type,
              parameters,
              specified.storage() == Decl.Storage.STATIC
                  ? Decl.Storage.STATIC
                  : Decl.Storage.NORMAL,
              read,
              body,
              tree.nodeCount(),
              tree.conditions()));
    });
  }
}
