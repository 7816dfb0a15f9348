package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.Expr;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Operand;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.source.Span;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.Graph;

/**
 * Finds the routines that the system calls: by registration first, then by how they are declared,
 * and in a library without DriverEntry by their signature.
 */
final class EntryPoints {
  private record Found(FunctionKey function, Role role) implements Comparable<Found> {
    @Override
    public int compareTo(Found other) {
      int byFunction = function.compareTo(other.function);
      return byFunction != 0 ? byFunction : role.compareTo(other.role);
    }
  }

  private final List<TranslationUnit> units;
  private final NavigableMap<FunctionKey, ControlFlowGraph> functions;
  private final Definitions definitions;
  private final FunctionPointers pointers;
  private final Graph<FunctionKey, CallEdge> calls;
  private final MajorFunctions majorFunctions;
  private final NavigableMap<Found, EntryPoint> found = new TreeMap<>();

  EntryPoints(
      List<TranslationUnit> units,
      NavigableMap<FunctionKey, ControlFlowGraph> functions,
      Definitions definitions,
      Globals globals,
      FunctionPointers pointers,
      Graph<FunctionKey, CallEdge> calls) {
    this.units = units;
    this.functions = functions;
    this.definitions = definitions;
    this.pointers = pointers;
    this.calls = calls;
    this.majorFunctions = new MajorFunctions(functions, globals, pointers, definitions);
  }

  /**
   * @param corrections what the user says, which counts more than what is found
   */
  List<EntryPoint> find(List<RoleCorrection> corrections) {
    functions.forEach(this::registrations);
    majorFunctions.assignments().forEach(this::add);
    for (TranslationUnit unit : units) {
      unit.declarations().forEach(declaration -> declared(unit, declaration));
    }
    driverEntry();
    if (found.keySet().stream().noneMatch(key -> key.role() == Role.DRIVER_ENTRY)) {
      bySignature();
    }
    corrections.forEach(this::forget);
    corrections.forEach(this::correct);
    return List.copyOf(found.values());
  }

  private void forget(RoleCorrection correction) {
    found.keySet().removeIf(entry -> correction.isAbout(entry.function()));
  }

  private void correct(RoleCorrection correction) {
    correction
        .role()
        .ifPresent(role ->
            functions.forEach((key, graph) -> {
              if (correction.isAbout(key)) {
                add(
                    new EntryPoint(
                        key,
                        role,
                        correction.majorFunctions(),
                        "is one by the settings",
                        graph.nameSpan()));
              }
            }));
  }

  private void add(EntryPoint entry) {
    found.merge(
        new Found(entry.function(), entry.role()), entry, EntryPoints::withMajorFunctionsOf);
  }

  /** The first reason stands; the major codes add up. */
  private static EntryPoint withMajorFunctionsOf(EntryPoint first, EntryPoint next) {
    Set<Integer> both = new TreeSet<>(first.majorFunctions());
    both.addAll(next.majorFunctions());
    return new EntryPoint(
        first.function(), first.role(), List.copyOf(both), first.reason(), first.where());
  }

  private void addAll(
      Collection<FunctionKey> routines, Role role, OptionalInt major, String why, Span where) {
    List<Integer> majors = major.isPresent() ? List.of(major.getAsInt()) : List.of();
    for (FunctionKey routine : routines) {
      if (functions.containsKey(routine)) {
        add(new EntryPoint(routine, role, majors, why, where));
      }
    }
  }

  private void registrations(FunctionKey key, ControlFlowGraph graph) {
    for (Block block : graph.blocks()) {
      for (Instruction instruction : block.instructions()) {
        switch (instruction) {
          case Instruction.Call call -> registeredBy(key, call);
          case Instruction.Store(var origin, Place.Field(var base, var field), var value) ->
              RoleTable.member(tag(base.type()), field.name())
                  .ifPresent(role ->
                      addAll(
                          pointers.targets(key, value),
                          role,
                          OptionalInt.empty(),
                          "assigned to " + field.name(),
                          origin.site()));
          case Instruction.Store _,
              Instruction.Define _,
              Instruction.Declare _,
              Instruction.Clear _,
              Instruction.Opaque _ -> {}
        }
      }
    }
  }

  private void registeredBy(FunctionKey key, Instruction.Call call) {
    if (!(call.callee() instanceof Instruction.Callee.Direct(var name))
        || !definitions.resolve(name, key.file()).isEmpty()) {
      return;
    }
    for (RoleTable.Registration registration : RoleTable.registrations(name)) {
      if (registration.argument() < call.arguments().size()) {
        addAll(
            pointers.targets(key, call.arguments().get(registration.argument())),
            registration.role(),
            constant(registration.major(), call.arguments()),
            "passed to " + name,
            call.origin().site());
      }
    }
  }

  private static OptionalInt constant(OptionalInt argument, List<Operand> arguments) {
    return argument.isPresent()
            && argument.getAsInt() < arguments.size()
            && arguments.get(argument.getAsInt()) instanceof Operand.Constant(var value, _)
        ? OptionalInt.of((int) value)
        : OptionalInt.empty();
  }

  private void declared(TranslationUnit unit, Decl declaration) {
    switch (declaration) {
      case Decl.Prototype prototype -> {
        String file = unit.file().path();
        Span where = prototype.origin().site();
        prototype.roleType().ifPresent(type -> byType(prototype.name(), file, type, where));
        attributes(prototype.name(), file, prototype.attributes(), where);
      }
      case Decl.Function function ->
          attributes(
              function.name(),
              function.nameOrigin().site().file().path(),
              function.attributes(),
              function.nameOrigin().site());
      // Without the header a role type is just a name, and the prototype reads as a variable.
      case Decl.Variable variable when variable.type() instanceof CType.Unknown(var type) ->
          byType(variable.name(), unit.file().path(), type, variable.origin().site());
      case Decl.Variable _, Decl.Typedef _, Decl.TypeOnly _, Decl.Error _ -> {}
    }
  }

  private void byType(String name, String file, String type, Span where) {
    RoleTable.roleType(type)
        .ifPresent(role ->
            addAll(
                definitions.resolve(name, file),
                role,
                OptionalInt.empty(),
                "declared as " + type,
                where));
  }

  private void attributes(String name, String file, List<Decl.Attribute> attributes, Span where) {
    for (Decl.Attribute attribute : attributes) {
      if (attribute.arguments().isEmpty()) {
        continue;
      }
      Expr argument = attribute.arguments().getFirst();
      if (attribute.name().equals(RoleTable.DISPATCH_TYPE)) {
        OptionalInt major = number(argument);
        addAll(
            definitions.resolve(name, file),
            Role.DISPATCH,
            major,
            major.isPresent()
                ? "declared with _Dispatch_type_(" + RoleTable.majorName(major.getAsInt()) + ")"
                : "declared with _Dispatch_type_",
            where);
      } else if (attribute.name().equals(RoleTable.FUNCTION_CLASS)) {
        typeName(argument).ifPresent(type -> byType(name, file, type, where));
      }
    }
  }

  private static OptionalInt number(Expr expr) {
    Expr at = expr;
    while (at instanceof Expr.Cast(_, _, _, var operand)) {
      at = operand;
    }
    return at instanceof Expr.IntLiteral literal
        ? OptionalInt.of((int) literal.value())
        : OptionalInt.empty();
  }

  private static Optional<String> typeName(Expr expr) {
    if (expr instanceof Expr.TypeArgument(_, _, CType.Typedef(var name, _))) {
      return Optional.of(name);
    }
    if (expr instanceof Expr.TypeArgument(_, _, CType.Unknown(var name))) {
      return Optional.of(name);
    }
    return expr instanceof Expr.Name(_, _, var name) ? Optional.of(name) : Optional.empty();
  }

  private void driverEntry() {
    for (Map.Entry<FunctionKey, ControlFlowGraph> function : functions.entrySet()) {
      if (function.getKey().name().equals("DriverEntry")) {
        addAll(
            List.of(function.getKey()),
            Role.DRIVER_ENTRY,
            OptionalInt.empty(),
            "is the routine a driver starts with",
            function.getValue().nameSpan());
      }
    }
  }

  /**
   * Only functions that nothing here calls by name: helpers are reached through their callers.
   * Where routines of a role were found otherwise, what looks like one more is a function for
   * others.
   */
  private void bySignature() {
    Set<Role> known = EnumSet.noneOf(Role.class);
    found.keySet().forEach(entry -> known.add(entry.role()));
    functions.forEach((key, graph) -> {
      boolean called =
          calls.incomingEdgesOf(key).stream().anyMatch(CallEdge::direct)
              || found.keySet().stream().anyMatch(entry -> entry.function().equals(key));
      Optional<Role> role = called ? Optional.empty() : signatureRole(key);
      role.filter(likely -> !known.contains(likely))
          .ifPresent(likely ->
              addAll(
                  List.of(key),
                  likely,
                  OptionalInt.empty(),
                  "has the signature of a " + likely.title() + ", and nothing calls it",
                  graph.nameSpan()));
    });
  }

  private Optional<Role> signatureRole(FunctionKey key) {
    Definitions.Definition definition = definitions.all().get(key);
    if (definition == null) {
      return Optional.empty();
    }
    CType.Function type = definition.function().type();
    return RoleTable.signature(
        result(type.result()),
        definition.function().parameters().stream()
            .map(parameter -> target(parameter.type()))
            .toList());
  }

  private static String result(CType type) {
    if (type.canonical() instanceof CType.Int(var bits, _)) {
      return bits == 8 ? "boolean" : bits == 32 ? "status" : "other";
    }
    return type.canonical() instanceof CType.Void ? "void" : "other";
  }

  private static String target(CType pointer) {
    return pointer.canonical() instanceof CType.Pointer(var target) ? tag(target) : "";
  }

  /** The tag of a structure; empty for what is not known to be one. */
  static String tag(CType type) {
    return type.canonical() instanceof CType.Struct(var definition) ? definition.tag() : "";
  }
}
