package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.HeaderContent.Changed;
import dev.irpscope.analysis.preprocess.HeaderContent.Consulted;
import dev.irpscope.analysis.source.SourceFile;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Follows the reading of one header: what it asks of the macros around it and what it changes. */
final class HeaderRecording {
  private final HashMap<String, Consulted> consulted = new HashMap<>(256);
  private final LinkedHashMap<String, Changed> changed = new LinkedHashMap<>();
  private final LinkedHashMap<String, Optional<Macro>> noted = new LinkedHashMap<>();
  private boolean usable = true;

  void consult(String name, @Nullable Macro macro, boolean byValue) {
    Consulted known = consulted.get(name);
    if (known == null) {
      if (!changed.containsKey(name)) {
        consulted.put(name, new Consulted(name, macro, byValue));
      }
    } else if (byValue && !known.byValue() && !changed.containsKey(name)) {
      consulted.put(name, new Consulted(name, known.macro(), true));
    }
  }

  void change(String name, @Nullable Macro macro) {
    changed.remove(name);
    changed.put(name, new Changed(name, macro));
  }

  void note(String name, Optional<Macro> macro) {
    noted.putIfAbsent(name, macro);
  }

  /** What is read depends on more than macros. */
  void giveUp() {
    usable = false;
  }

  boolean isUsable() {
    return usable;
  }

  /** Takes over what a header within this one asked for and changed. */
  void merge(HeaderContent inner) {
    for (Consulted question : inner.consulted()) {
      consult(question.name(), question.macro(), question.byValue());
    }
    for (Changed change : inner.changed()) {
      change(change.name(), change.macro());
    }
    inner.noted().forEach(this::note);
  }

  /** The same for a header whose content is not kept. */
  void merge(HeaderRecording inner) {
    inner.consulted.values().forEach(q -> consult(q.name(), q.macro(), q.byValue()));
    inner.changed.values().forEach(c -> change(c.name(), c.macro()));
    inner.noted.forEach(this::note);
    usable &= inner.usable;
  }

  HeaderContent finish(SourceFile file, Token[] tokens, HeaderContent.Added added) {
    return new HeaderContent(
        file, List.copyOf(consulted.values()), List.copyOf(changed.values()), noted, tokens, added);
  }
}
