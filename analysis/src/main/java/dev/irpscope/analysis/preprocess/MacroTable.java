package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.HeaderContent.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The macros of one unit at the current point, and which of them it asked for. */
final class MacroTable {
  /** Stands for "no macro of this name". */
  static final Macro UNDEFINED = Macro.builtIn("");

  /** A header that changes more macros than this makes the table forget what it looked up. */
  private static final int MANY = 256;

  /** A macro as met; disabled while its own replacement is being rescanned. */
  static final class Entry {
    final Macro macro;
    final Answer byValue;
    final Answer byName;
    boolean disabled;

    Entry(Macro macro) {
      this.macro = macro;
      this.byValue = new Answer(macro, true);
      this.byName = new Answer(macro, false);
    }
  }

  /**
   * Where the macros stand: what headers made of them, and the names that the unit's own text
   * changed.
   */
  record Position(MacroPath path, Set<String> own) {
    /** Whether a header that gives {@code content} on this path gives it here too. */
    boolean isOn(HeaderContent content) {
      return !content.asked().containAny(own);
    }
  }

  private final LayeredMap.Builder<Macro> macros = new LayeredMap.Builder<>();
  private final Map<String, Entry> entries = new HashMap<>(1024);
  private final Entry none = new Entry(UNDEFINED);
  private final NotedMacros noted = new NotedMacros();
  private final Map<String, Deque<Optional<Macro>>> pushed = new HashMap<>();
  private final Deque<HeaderRecording> outer = new ArrayDeque<>();
  private @Nullable HeaderRecording recording;
  private MacroPath path;
  private Set<String> own = new HashSet<>();

  /**
   * @param builtIn what every unit starts with
   */
  MacroTable(MacroPath start, Iterable<Macro> builtIn) {
    path = start;
    builtIn.forEach(macro -> macros.put(macro.name(), macro));
  }

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

  /** What is being read depends on the file at {@code depth} being open already. */
  void dependOn(int depth) {
    if (recording != null) {
      recording.dependOn(depth);
    }
  }

  Position position() {
    return new Position(path, Set.copyOf(own));
  }

  /** The header that was read from {@code before} on has this content. */
  void passed(Position before, HeaderContent content) {
    path = before.path().then(content);
    own = new HashSet<>(before.own());
  }

  /** The macro {@code name} now, for the text that is being expanded. */
  @Nullable Entry lookup(String name) {
    Entry entry = entry(name);
    if (recording != null) {
      recording.consult(name, entry.byValue);
    }
    return isNone(entry) ? null : entry;
  }

  private Entry entry(String name) {
    Entry known = entries.get(name);
    if (known != null) {
      return known;
    }
    Macro macro = macros.getOr(name, UNDEFINED);
    Entry entry = isDefined(macro) ? new Entry(macro) : none;
    entries.put(name, entry);
    return entry;
  }

  @SuppressWarnings("ReferenceEquality") // one object stands for it
  private static boolean isDefined(Macro macro) {
    return macro != UNDEFINED;
  }

  private static boolean isNone(Entry entry) {
    return !isDefined(entry.macro);
  }

  /** The macro {@code name} now, without noting that it was asked for; UNDEFINED if none. */
  Macro peek(String name) {
    return entry(name).macro;
  }

  /** Whether a condition that asks for the macro {@code name} finds it. */
  boolean consult(String name) {
    Entry entry = entry(name);
    if (recording != null) {
      recording.consult(name, entry.byName);
    }
    note(name, isNone(entry) ? Optional.empty() : Optional.of(entry.macro));
    return !isNone(entry);
  }

  void noteExpanded(Macro macro) {
    note(macro.name(), Optional.of(macro));
  }

  private void note(String name, Optional<Macro> macro) {
    noted.note(name, macro);
    if (recording != null) {
      recording.note(name, macro);
    }
  }

  boolean isDefined(String name) {
    return !isNone(entry(name));
  }

  void define(Macro macro) {
    change(macro.name(), macro);
    entries.put(macro.name(), new Entry(macro));
  }

  void undefine(String name) {
    change(name, UNDEFINED);
    entries.put(name, none);
  }

  private void change(String name, Macro macro) {
    macros.put(name, macro);
    own.add(name);
    if (recording != null) {
      recording.change(name, macro);
    }
  }

  /** Does to the macros what reading the header did. */
  void replay(HeaderContent content) {
    if (recording != null) {
      recording.merge(content);
    }
    macros.putAll(content.changed());
    if (content.changed().size() > MANY) {
      entries.clear();
    } else {
      content.changed().layers().forEach(layer -> entries.keySet().removeAll(layer.keySet()));
    }
    noted.noteAll(content.noted());
  }

  /** {@code #pragma push_macro}. */
  void push(String name) {
    giveUpRecording();
    Macro macro = peek(name);
    pushed
        .computeIfAbsent(name, _ -> new ArrayDeque<>())
        .push(isDefined(macro) ? Optional.of(macro) : Optional.empty());
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
  NotedMacros noted() {
    return noted;
  }
}
