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
  private final Deque<HeaderRecording> outer = new ArrayDeque<>();
  private @Nullable HeaderRecording recording;

  /** Lets {@code fresh} follow from now on what is asked and changed. */
  void beginRecording(HeaderRecording fresh) {
    if (recording != null) {
      outer.push(recording);
    }
    recording = fresh;
  }

  /** Goes back to the recording before the current one; the caller merges it. */
  void endRecording() {
    recording = outer.isEmpty() ? null : outer.pop();
  }

  Optional<HeaderRecording> recording() {
    return Optional.ofNullable(recording);
  }

  /** What is being read depends on more than macros. */
  void giveUpRecording() {
    if (recording != null) {
      recording.giveUp();
    }
  }

  /** The macro {@code name} now, for the text that is being expanded. */
  @Nullable Entry lookup(String name) {
    Entry entry = entries.get(name);
    if (recording != null) {
      recording.consult(name, entry == null ? null : entry.macro, true);
    }
    return entry;
  }

  /** The macro {@code name} now, without noting that it was asked for. */
  @Nullable Macro peek(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : entry.macro;
  }

  /** Whether a condition that asks for the macro {@code name} finds it. */
  boolean consult(String name) {
    Entry entry = entries.get(name);
    if (recording != null) {
      recording.consult(name, entry == null ? null : entry.macro, false);
    }
    note(name, entry == null ? Optional.empty() : Optional.of(entry.macro));
    return entry != null;
  }

  void noteExpanded(Macro macro) {
    note(macro.name(), Optional.of(macro));
  }

  private void note(String name, Optional<Macro> macro) {
    consulted.putIfAbsent(name, macro);
    if (recording != null) {
      recording.note(name, macro);
    }
  }

  boolean isDefined(String name) {
    return entries.containsKey(name);
  }

  void define(Macro macro) {
    entries.put(macro.name(), new Entry(macro));
    if (recording != null) {
      recording.change(macro.name(), macro);
    }
  }

  void undefine(String name) {
    entries.remove(name);
    if (recording != null) {
      recording.change(name, null);
    }
  }

  /** Does to the macros what reading the header did. */
  void replay(HeaderContent content) {
    if (recording != null) {
      recording.merge(content);
    }
    for (HeaderContent.Changed change : content.changed()) {
      Macro macro = change.macro();
      if (macro == null) {
        entries.remove(change.name());
      } else {
        entries.put(change.name(), new Entry(macro));
      }
    }
    content.noted().forEach(consulted::putIfAbsent);
  }

  /** {@code #pragma push_macro}. */
  void push(String name) {
    giveUpRecording();
    Entry entry = entries.get(name);
    pushed
        .computeIfAbsent(name, _ -> new ArrayDeque<>())
        .push(entry == null ? Optional.empty() : Optional.of(entry.macro));
  }

  /** {@code #pragma pop_macro}; nothing without a matching push. */
  void pop(String name) {
    giveUpRecording();
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
