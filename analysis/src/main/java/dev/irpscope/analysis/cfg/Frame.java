package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the parts of lowering share for one function: its blocks, names, variables, temporaries. */
final class Frame {
  /** Its name; empty for what runs before any function. */
  final String function;

  final BlockAssembly blocks = new BlockAssembly();
  final TypeLayout layout;
  final List<Diagnostic> diagnostics = new ArrayList<>();

  /** Instructions that give static locals their initial values. */
  final List<Instruction> staticInitialization = new ArrayList<>();

  /**
   * What {@code AbnormalTermination()} gives here: known inside a {@code __finally}, which is
   * lowered once for each way of getting there.
   */
  Optional<Boolean> abnormalTermination = Optional.empty();

  private final Map<NodeId, String> conditions;
  private final List<Variable> variables = new ArrayList<>();
  private final Map<NodeId, Variable> declared = new HashMap<>();
  private Scope scope;
  private int temporaries;

  /**
   * @param conditions how conditions read that their places in the source do not say
   */
  Frame(
      String function, TypeLayout layout, Environment environment, Map<NodeId, String> conditions) {
    this.function = function;
    this.layout = layout;
    this.conditions = conditions;
    this.scope = Scope.outermost(environment);
  }

  String conditionText(Expr condition) {
    String text = conditions.get(condition.id());
    return text == null ? WrittenText.of(condition.origin()) : text;
  }

  Scope scope() {
    return scope;
  }

  /** Looks names up in {@code other} from now on. */
  void enter(Scope other) {
    scope = other;
  }

  void openScope() {
    scope = scope.inner();
  }

  void closeScope() {
    scope = scope.outer();
  }

  Operand.Temporary temporary(CType type) {
    return new Operand.Temporary(temporaries++, type);
  }

  /** A temporary that holds {@code value} from here on. */
  Operand.Temporary save(Origin origin, Operand value) {
    Operand.Temporary temporary = temporary(value.type());
    blocks.emit(new Instruction.Define(origin, temporary, value));
    return temporary;
  }

  int temporaryCount() {
    return temporaries;
  }

  Variable parameter(String name, CType type, Origin origin) {
    Variable variable = add(name, type, Variable.Kind.PARAMETER, origin);
    if (!name.isEmpty()) {
      scope.declare(name, new Scope.Meaning.Local(variable));
    }
    return variable;
  }

  /** A named object that no declaration of its own makes: a parameter of a lambda. */
  Variable named(String name, CType type, Origin origin) {
    Variable variable = add(name, type, Variable.Kind.LOCAL, origin);
    if (!name.isEmpty()) {
      scope.declare(name, new Scope.Meaning.Local(variable));
    }
    return variable;
  }

  /** The object of a C++ member function. */
  void object(String type, Origin origin) {
    CType pointer = new CType.Pointer(new CType.Unknown(type));
    scope.declare(
        "this", new Scope.Meaning.Local(add("this", pointer, Variable.Kind.LOCAL, origin)));
  }

  /** The variable that the declaration {@code id} makes: one, also where its block is copied. */
  Variable local(NodeId id, String name, CType type, Variable.Kind kind, Origin origin) {
    Variable known = declared.get(id);
    Variable variable = known != null ? known : add(name, type, kind, origin);
    declared.put(id, variable);
    scope.declare(name, new Scope.Meaning.Local(variable));
    return variable;
  }

  /** An object that the source has no name for. */
  Variable hidden(CType type, Origin origin) {
    return add("$" + variables.size(), type, Variable.Kind.LOCAL, origin);
  }

  List<Variable> variables() {
    return variables;
  }

  private Variable add(String name, CType type, Variable.Kind kind, Origin origin) {
    Variable variable = new Variable(variables.size(), name, type, kind, origin);
    variables.add(variable);
    return variable;
  }
}
