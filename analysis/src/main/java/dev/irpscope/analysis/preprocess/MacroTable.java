package dev.irpscope.analysis.preprocess;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The macros of one unit at the current point, and which of them it asked for. */
final class MacroTable {
  /** A defined macro; disabled while its own replacement is being rescanned. */
  static final class Entry {
    final Macro macro;
    boolean disabled;

    Entry(Macro macro) {
      this.macro = macro;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>(4096);
  private final Map<String, Optional<Macro>> consulted = new LinkedHashMap<>();
  private final Map<String, Deque<Optional<Macro>>> pushed = new HashMap<>();

  /** The macro {@code name} now, without noting that it was asked for. */
  @Nullable Entry lookup(String name) {
    return entries.get(name);
  }

  /** The macro {@code name} as a condition asks for it. */
  Optional<Macro> consult(String name) {
    Entry entry = entries.get(name);
    Optional<Macro> found = entry == null ? Optional.empty() : Optional.of(entry.macro);
    consulted.putIfAbsent(name, found);
    return found;
  }

  void noteExpanded(Macro macro) {
    if (!consulted.containsKey(macro.name())) {
      consulted.put(macro.name(), Optional.of(macro));
    }
  }

  boolean isDefined(String name) {
    return entries.containsKey(name);
  }

  void define(Macro macro) {
    entries.put(macro.name(), new Entry(macro));
  }

  void undefine(String name) {
    entries.remove(name);
  }

  /** {@code #pragma push_macro}. */
  void push(String name) {
    Entry entry = entries.get(name);
    pushed
        .computeIfAbsent(name, _ -> new ArrayDeque<>())
        .push(entry == null ? Optional.empty() : Optional.of(entry.macro));
  }

  /** {@code #pragma pop_macro}; nothing without a matching push. */
  void pop(String name) {
    Deque<Optional<Macro>> stack = pushed.get(name);
    if (stack == null || stack.isEmpty()) {
      return;
    }
    Optional<Macro> before = stack.pop();
    if (before.isPresent()) {
      define(before.get());
    } else {
      undefine(name);
    }
  }

  /** In the order first asked for, with what stood there then. */
  Map<String, Optional<Macro>> consulted() {
    return Collections.unmodifiableMap(consulted);
  }
}
