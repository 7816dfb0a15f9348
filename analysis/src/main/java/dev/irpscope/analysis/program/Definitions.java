package dev.irpscope.analysis.program;

import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import dev.irpscope.analysis.cfg.FunctionKey;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.wdk.effects.DdiTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The function definitions of a driver. One in a header or an included source file is one function,
 * however many units include it; the first unit that does supplies its text. A function that stands
 * in a header and is modelled as one of the kit's is none of the driver's: folders that bring a
 * kit's headers along define {@code IoMarkIrpPending} and the like there.
 */
final class Definitions {
  /** A definition, and the unit whose declarations it was read with. */
  record Definition(FunctionKey key, Decl.Function function, TranslationUnit unit) {
    boolean isStatic() {
      return function.storage() == Decl.Storage.STATIC;
    }
  }

  /** Ends the names of files that others include. */
  private static final Pattern HEADER = Pattern.compile("\\.(h|hpp|hxx|inl|inc)$");

  private record Place(Span site, String name) {}

  private final TreeMap<FunctionKey, Definition> byKey = new TreeMap<>();
  private final Map<String, List<FunctionKey>> externals = new HashMap<>();

  /** Static functions by name, then by each file that can see them. */
  private final Map<String, Map<String, Set<FunctionKey>>> statics = new HashMap<>();

  Definitions(List<TranslationUnit> units) {
    Map<Place, FunctionKey> keys = keys(units);
    for (TranslationUnit unit : units) {
      List<Definition> here = new ArrayList<>();
      Set<String> files = new HashSet<>();
      files.add(unit.file().path());
      for (Decl.Function function : functions(unit)) {
        FunctionKey key = keys.get(place(function));
        if (key != null) {
          here.add(byKey.computeIfAbsent(key, k -> new Definition(k, function, unit)));
          files.add(key.file());
        }
      }
      for (Definition definition : here) {
        if (definition.isStatic()) {
          see(definition.key(), files);
        }
      }
    }
    for (Definition definition : byKey.values()) {
      if (!definition.isStatic()) {
        externals
            .computeIfAbsent(definition.key().name(), _ -> new ArrayList<>())
            .add(definition.key());
      }
    }
  }

  /** Without the kit's own functions, which newer kits define in their headers. */
  private static List<Decl.Function> functions(TranslationUnit unit) {
    return unit.functions().stream().filter(function -> !isOfKit(function)).toList();
  }

  private static boolean isOfKit(Decl.Function function) {
    return DdiTable.STANDARD.find(function.name()).isPresent()
        && HEADER.matcher(function.nameOrigin().site().file().path()).find();
  }

  private static Place place(Decl.Function function) {
    return new Place(function.nameOrigin().site(), function.name());
  }

  /** Numbers definitions of one name in one file by their position. */
  private static Map<Place, FunctionKey> keys(List<TranslationUnit> units) {
    Map<String, Map<String, TreeSet<Span>>> positions = new LinkedHashMap<>();
    for (TranslationUnit unit : units) {
      for (Decl.Function function : functions(unit)) {
        Place place = place(function);
        positions
            .computeIfAbsent(place.site().file().path(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(place.name(), _ -> new TreeSet<>())
            .add(place.site());
      }
    }
    Map<Place, FunctionKey> keys = new HashMap<>();
    positions.forEach((file, names) ->
        names.forEach((name, sites) -> {
          int ordinal = 0;
          for (Span site : sites) {
            keys.put(new Place(site, name), new FunctionKey(file, name, ordinal++));
          }
        }));
    return keys;
  }

  private void see(FunctionKey function, Set<String> files) {
    Map<String, Set<FunctionKey>> byFile =
        statics.computeIfAbsent(function.name(), _ -> new HashMap<>());
    for (String file : files) {
      byFile.computeIfAbsent(file, _ -> new TreeSet<>()).add(function);
    }
  }

  /** Every definition, by key. */
  Map<FunctionKey, Definition> all() {
    return byKey;
  }

  /**
   * What {@code name} can mean in {@code file}: a static function of that file, else of a unit the
   * file is part of, else the driver's external functions of that name.
   */
  List<FunctionKey> resolve(String name, String file) {
    Set<FunctionKey> visible = statics.getOrDefault(name, Map.of()).getOrDefault(file, Set.of());
    List<FunctionKey> own = visible.stream().filter(key -> key.file().equals(file)).toList();
    if (!own.isEmpty()) {
      return own;
    }
    return visible.isEmpty() ? externals.getOrDefault(name, List.of()) : List.copyOf(visible);
  }

  /**
   * A file where {@code name} means what it does in {@code file}: the one that defines the static
   * function, whatever file names it; empty if it means the same wherever it is not hidden.
   */
  String scope(String name, String file) {
    Set<FunctionKey> visible = statics.getOrDefault(name, Map.of()).getOrDefault(file, Set.of());
    return visible.isEmpty() ? "" : visible.size() == 1 ? visible.iterator().next().file() : file;
  }

  /** Names with more than one external definition, with the definitions. */
  Map<String, List<Definition>> ambiguous() {
    Map<String, List<Definition>> ambiguous = new TreeMap<>();
    for (Definition definition : byKey.values()) {
      String name = definition.key().name();
      if (!definition.isStatic() && externals.getOrDefault(name, List.of()).size() > 1) {
        ambiguous.computeIfAbsent(name, _ -> new ArrayList<>()).add(definition);
      }
    }
    return ambiguous;
  }
}
