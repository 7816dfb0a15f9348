package dev.irpscope.analysis.preprocess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros that mattered, in the order of their first use; headers share what they noted. */
final class NotedMacros {
  private final List<Map<String, Optional<Macro>>> before = new ArrayList<>();
  private Map<String, Optional<Macro>> now = new LinkedHashMap<>();

  void note(String name, Optional<Macro> macro) {
    now.putIfAbsent(name, macro);
  }

  void noteAll(List<Map<String, Optional<Macro>>> more) {
    seal();
    before.addAll(more);
  }

  /** In parts: of two for one macro the earlier one counts. */
  List<Map<String, Optional<Macro>>> all() {
    seal();
    return List.copyOf(before);
  }

  /** In one: each macro with what it was at its first use. */
  Map<String, Optional<Macro>> merged() {
    Map<String, Optional<Macro>> merged = new LinkedHashMap<>();
    all().forEach(part -> part.forEach(merged::putIfAbsent));
    return merged;
  }

  private void seal() {
    if (!now.isEmpty()) {
      before.add(Collections.unmodifiableMap(now));
      now = new LinkedHashMap<>();
    }
  }
}
