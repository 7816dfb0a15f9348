package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.GraphBuilder;
import dev.irpscope.analysis.cfg.Instruction;
import dev.irpscope.analysis.cfg.Place;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The file-scope variables of a driver. A definition wins over declarations of the same name. */
final class Globals {
  /** Longer initialisers are data, not dispatch tables; what they store is not known then. */
  private static final int MAX_STORES = 4096;

  private record Key(String name, String file) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : file.compareTo(other.file);
    }
  }

  private final Map<Key, GlobalVariable> variables = new TreeMap<>();

  /**
   * @param builders lowers initialisers in the scope of a unit
   */
  Globals(List<TranslationUnit> units, Function<TranslationUnit, GraphBuilder> builders) {
    for (TranslationUnit unit : units) {
      GraphBuilder builder = builders.apply(unit);
      for (Decl declaration : unit.declarations()) {
        if (declaration instanceof Decl.Variable variable
            && variable.origin().site().file().place() != SourceFile.Place.BUILT_IN) {
          add(variable, builder);
        }
      }
    }
  }

  private void add(Decl.Variable variable, GraphBuilder builder) {
    boolean isStatic = variable.storage() == Decl.Storage.STATIC;
    String file = variable.origin().site().file().path();
    Key key = new Key(variable.name(), isStatic ? file : "");
    GlobalVariable known = variables.get(key);
    if (known != null && (!known.initialization().isEmpty() || variable.initializer().isEmpty())) {
      return;
    }
    List<Instruction> stores = builder.initialization(variable);
    CType type =
        stores.stream()
            .findFirst()
            .flatMap(Globals::target)
            .map(Place::type)
            .orElse(variable.type());
    variables.put(
        key,
        new GlobalVariable(
            variable.name(),
            type,
            isStatic,
            file,
            variable.origin().site(),
            stores.size() > MAX_STORES ? List.of() : stores));
  }

  /** The object that a whole initialiser is about. */
  private static Optional<Place> target(Instruction instruction) {
    return switch (instruction) {
      case Instruction.Store(_, Place.Global global, _) -> Optional.of(global);
      case Instruction.Clear(_, var target) -> Optional.of(target);
      case Instruction.Store _,
          Instruction.Define _,
          Instruction.Call _,
          Instruction.Declare _,
          Instruction.Opaque _ ->
          Optional.empty();
    };
  }

  List<GlobalVariable> all() {
    return new ArrayList<>(variables.values());
  }

  Optional<GlobalVariable> resolve(String name, boolean isStatic, String file) {
    if (!isStatic) {
      return Optional.ofNullable(variables.get(new Key(name, "")));
    }
    GlobalVariable own = variables.get(new Key(name, file));
    return own != null
        ? Optional.of(own)
        : variables.values().stream()
            .filter(variable -> variable.isStatic() && variable.name().equals(name))
            .findFirst();
  }
}
