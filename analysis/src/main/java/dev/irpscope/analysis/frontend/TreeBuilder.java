package dev.irpscope.analysis.frontend;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds the tree of one external declaration: holds what the builders of its parts share. */
final class TreeBuilder {
  private final TypeBuilder types = new TypeBuilder(this);
  private final ExpressionBuilder expressions = new ExpressionBuilder(this);
  private final StatementBuilder statements = new StatementBuilder(this);
  private final DeclarationBuilder declarations = new DeclarationBuilder(this);
  private final boolean cpp;
  private final int packing;
  private final List<GrammarToken> tokens;
  private final List<String> holes = new ArrayList<>();
  private final Map<NodeId, String> conditions = new HashMap<>();
  private Scope scope;
  private CType result = new CType.Unknown("result");
  private int nextId;

  /**
   * @param file the scope that the declaration adds its names to
   * @param packing what {@code #pragma pack} allows, 0 for no limit
   * @param tokens those of the declaration
   */
  TreeBuilder(Scope file, boolean cpp, int packing, List<GrammarToken> tokens) {
    this.scope = file;
    this.cpp = cpp;
    this.packing = packing;
    this.tokens = tokens;
  }

  TypeBuilder types() {
    return types;
  }

  ExpressionBuilder expressions() {
    return expressions;
  }

  StatementBuilder statements() {
    return statements;
  }

  DeclarationBuilder declarations() {
    return declarations;
  }

  Scope scope() {
    return scope;
  }

  boolean isCpp() {
    return cpp;
  }

  int packing() {
    return packing;
  }

  NodeId next() {
    return new NodeId(nextId++);
  }

  int nodeCount() {
    return nextId;
  }

  /** Builds something inside a scope of its own. */
  <T> T inBlock(Supplier<T> build) {
    Scope outer = scope;
    scope = Scope.inside(outer);
    try {
      return build.get();
    } finally {
      scope = outer;
    }
  }

  /** What the function being built returns. */
  CType result() {
    return result;
  }

  /** Builds something inside of a function that returns {@code type}. */
  <T> T returning(CType type, Supplier<T> build) {
    CType outer = result;
    result = type;
    try {
      return build.get();
    } finally {
      result = outer;
    }
  }

  /** Notes how a condition reads, where its place in the source does not say it. */
  Expr condition(Expr condition, ParserRuleContext context) {
    MacroCondition.text(tokens, context).ifPresent(text -> conditions.put(condition.id(), text));
    return condition;
  }

  /** The conditions that macros hide, as they read. */
  Map<NodeId, String> conditions() {
    return conditions;
  }

  static Origin origin(Token token) {
    return ((GrammarToken) token).origin();
  }

  static Origin origin(TerminalNode node) {
    return origin(node.getSymbol());
  }

  static Origin origin(ParserRuleContext context) {
    Token stop = context.getStop();
    Origin start = origin(context.getStart());
    boolean empty = stop == null || stop.getTokenIndex() <= context.getStart().getTokenIndex();
    return empty ? start : start.join(origin(stop));
  }

  /** Notes text that the parser read and the tree has no node for. */
  void hole(String message) {
    holes.add(message);
  }

  /** What was noted, in source order. */
  List<String> holes() {
    return List.copyOf(holes);
  }

  static String holeMessage(String what) {
    return "This " + what + " could not be read.";
  }
}
