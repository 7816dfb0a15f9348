package dev.irpscope.analysis.cfg;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.DeclarationGroup;
import dev.irpscope.analysis.ast.RecordDefinition;
import dev.irpscope.analysis.ast.TranslationUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The file-scope names that a function body can use: the declarations of its translation unit, then
 * those of the driver's other files (a driver often relies on a header that cannot be found).
 */
public final class Environment {
  private final List<Names> own;
  private final Map<String, Symbol> elsewhere;
  private final ConcurrentHashMap<String, Optional<Symbol>> found = new ConcurrentHashMap<>();

  private Environment(List<Names> own, Map<String, Symbol> elsewhere) {
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
    List<Names> own = new ArrayList<>();
    for (DeclarationGroup group : unit.groups()) {
      own.add(group.derived(Names.class, Names::of));
    }
    return new Environment(own, Map.copyOf(elsewhere));
  }

  public Optional<Symbol> lookup(String name) {
    Optional<Symbol> known = found.get(name);
    if (known != null) {
      return known;
    }
    Optional<Symbol> symbol = search(name);
    found.put(name, symbol);
    return symbol;
  }

  /** The class of this name; empty if the file does not see its members. */
  Optional<RecordDefinition> type(String tag) {
    return own.stream()
        .flatMap(names -> Optional.ofNullable(names.types.get(tag)).stream())
        .findFirst();
  }

  /** The last definition; without one the first declaration. */
  private Optional<Symbol> search(String name) {
    for (Names names : own.reversed()) {
      Symbol defined = names.defined.get(name);
      if (defined != null) {
        return Optional.of(defined);
      }
    }
    for (Names names : own) {
      Symbol declared = names.declared.get(name);
      if (declared != null) {
        return Optional.of(declared);
      }
    }
    return Optional.ofNullable(elsewhere.get(name));
  }

  /** The names of one group of declarations. */
  private static final class Names {
    private final Map<String, Symbol> defined = new HashMap<>();
    private final Map<String, Symbol> declared = new HashMap<>();
    private final Map<String, RecordDefinition> types = new HashMap<>();

    static Names of(DeclarationGroup group) {
      Names names = new Names();
      group.declarations().forEach(names::add);
      return names;
    }

    private void add(Decl declaration) {
      switch (declaration) {
        case Decl.Variable variable -> add(variable);
        case Decl.Prototype prototype ->
            declared.putIfAbsent(prototype.name(), new Symbol.Function(prototype.type()));
        case Decl.Function function ->
            defined.put(function.name(), new Symbol.Function(function.type()));
        case Decl.TypeOnly(_, var type) -> {
          if (type.canonical() instanceof CType.Struct(var definition) && definition.isComplete()) {
            types.putIfAbsent(definition.tag(), definition);
          }
        }
        case Decl.Typedef _, Decl.Error _ -> {}
      }
    }

    /**
     * An {@code extern} declaration never replaces the definition, which may know an array's
     * length.
     */
    private void add(Decl.Variable variable) {
      CType type = InitializerLowering.completed(variable);
      Symbol symbol = new Symbol.Global(type, variable.storage() == Decl.Storage.STATIC);
      if (variable.initializer().isPresent()) {
        defined.put(variable.name(), symbol);
      } else {
        declared.putIfAbsent(variable.name(), symbol);
      }
    }
  }
}
