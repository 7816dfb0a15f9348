package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file-scope names that a function body can use: the declarations of its translation unit, then
 * those of the driver's other files (a driver often relies on a header that cannot be found).
 */
public final class Environment {
  private final Map<String, Symbol> own;
  private final Map<String, Symbol> elsewhere;

  private Environment(Map<String, Symbol> own, Map<String, Symbol> elsewhere) {
    this.own = own;
    this.elsewhere = elsewhere;
  }

  public static Environment of(TranslationUnit unit) {
    return of(unit, Map.of());
  }

  /**
   * @param elsewhere names with external linkage from the driver's other files, used for names that
   *     {@code unit} does not declare
   */
  public static Environment of(TranslationUnit unit, Map<String, Symbol> elsewhere) {
    Map<String, Symbol> own = new HashMap<>();
    for (Decl declaration : unit.declarations()) {
      declare(own, declaration);
    }
    return new Environment(own, Map.copyOf(elsewhere));
  }

  public Optional<Symbol> lookup(String name) {
    Symbol found = own.get(name);
    return found != null ? Optional.of(found) : Optional.ofNullable(elsewhere.get(name));
  }

  private static void declare(Map<String, Symbol> names, Decl declaration) {
    switch (declaration) {
      case Decl.Variable variable -> declareVariable(names, variable);
      case Decl.Prototype prototype ->
          names.putIfAbsent(prototype.name(), new Symbol.Function(prototype.type()));
      case Decl.Function function ->
          names.put(function.name(), new Symbol.Function(function.type()));
      case Decl.Typedef _, Decl.TypeOnly _, Decl.Error _ -> {}
    }
  }

  /**
   * An {@code extern} declaration never replaces the definition, which may know an array's length.
   */
  private static void declareVariable(Map<String, Symbol> names, Decl.Variable variable) {
    CType type = InitializerLowering.completed(variable);
    Symbol symbol = new Symbol.Global(type, variable.storage() == Decl.Storage.STATIC);
    if (variable.initializer().isPresent()) {
      names.put(variable.name(), symbol);
    } else {
      names.putIfAbsent(variable.name(), symbol);
    }
  }
}
