package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.NodeId;
import dev.irpscope.analysis.ast.RecordDefinition;
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

  /** Classes that are looked through; broken code may make one its own base. */
  private static final int MOST_BASES = 16;

  private final Map<NodeId, String> conditions;
  private final List<Variable> variables = new ArrayList<>();
  private final Map<NodeId, Variable> declared = new HashMap<>();
  private final Environment environment;
  private boolean hasObject;
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
    this.environment = environment;
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

  /**
   * The object of a C++ member function, given to it before its parameters; its members can be
   * named like variables.
   */
  void object(RecordDefinition type, Origin origin) {
    hasObject = true;
    CType pointer = new CType.Pointer(new CType.Struct(type));
    parameter("this", pointer, origin);
    declareMembers(type, 0);
  }

  private void declareMembers(RecordDefinition type, int nesting) {
    for (RecordDefinition.Field field : type.fields()) {
      if (!field.name().isEmpty()) {
        scope.declare(field.name(), new Scope.Meaning.Member(field.type()));
      } else if (field.type().canonical() instanceof CType.Struct(var inner)
          && nesting < MOST_BASES) {
        declareMembers(inner, nesting + 1);
      }
    }
  }

  /**
   * The member function that a name alone means: of the class whose function this is, also where a
   * function of that name stands outside of classes, or qualified.
   */
  Optional<Method> method(String name) {
    int qualifier = name.lastIndexOf("::");
    if (qualifier > 0) {
      return environment
          .type(name.substring(0, qualifier))
          .flatMap(type -> method(type, name.substring(qualifier + 2), Method.Target.THIS));
    }
    int own = function.lastIndexOf("::");
    return own > 0 && scope.inside(name).isEmpty()
        ? environment
            .type(function.substring(0, own))
            .flatMap(type -> method(type, name, Method.Target.THIS))
        : Optional.empty();
  }

  /**
   * A member function of {@code type} or its first base class by its plain name; empty if the
   * driver does not define it, if there is no object to call it with, and for a constructor.
   */
  Optional<Method> method(RecordDefinition type, String name, Method.Target target) {
    Optional<RecordDefinition> at = Optional.of(type);
    Optional<Method> found = Optional.empty();
    for (int bases = 0; at.isPresent() && found.isEmpty() && bases < MOST_BASES; bases++) {
      found = ownMethod(at.get(), name, target);
      at = base(at.get());
    }
    return found;
  }

  /** The base class that lies at the start of an object. */
  private static Optional<RecordDefinition> base(RecordDefinition type) {
    return type.fields().stream()
        .findFirst()
        .filter(field -> field.name().isEmpty())
        .map(field -> field.type().canonical())
        .filter(CType.Struct.class::isInstance)
        .map(struct -> ((CType.Struct) struct).definition());
  }

  private Optional<Method> ownMethod(RecordDefinition type, String name, Method.Target target) {
    boolean isStatic = type.statics().contains(name);
    String qualified = type.tag() + "::" + name;
    return (isStatic || hasObject || target != Method.Target.THIS)
            && Method.isPlain(type, name)
            && environment.lookup(qualified).orElse(null) instanceof Symbol.Function(var function)
            && function.canonical() instanceof CType.Function signature
        ? Optional.of(new Method(qualified, signature, isStatic ? Method.Target.NONE : target))
        : Optional.empty();
  }

  /** The object of a C++ member function of which the class is not known. */
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
