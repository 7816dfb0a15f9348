package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Step;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * A teacher's notes on steps. A step is known by its violation and by what it is, so that a note
 * stays when lines move; all paths of a violation share it. As text one line each, sorted.
 */
public final class StepNotes {
  private static final Pattern LINE = Pattern.compile("(\\S+) step-([0-9a-f]{8}) +(.+)");

  private final SortedMap<String, String> notes = new TreeMap<>();
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");

  /** Counts up whenever a note changes. */
  public ReadOnlyIntegerProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  /** The note on a step of the path that is shown. */
  public Optional<String> of(Selection shown, Step step) {
    return shown.violation().flatMap(v -> of(v, shown.steps(), step));
  }

  /** The note on a step among those of one path of a violation. */
  public Optional<String> of(Violation violation, List<Step> steps, Step step) {
    return notes.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(notes.get(key(violation, steps, step)));
  }

  /** Writes a note on the step that is shown; a blank one takes it away. */
  public void set(Selection shown, String note) {
    if (shown.violation().isEmpty() || shown.step().isEmpty()) {
      return;
    }
    String key = key(shown.violation().get(), shown.steps(), shown.step().get());
    String text = note.strip().replaceAll("\\s+", " ");
    if (text.isEmpty()) {
      notes.remove(key);
    } else {
      notes.put(key, text);
    }
    changed();
  }

  /** The notes on the shortest path of a violation, by {@link PathText#stepId}. */
  public Map<String, String> byId(Violation violation) {
    Map<String, String> found = new LinkedHashMap<>();
    List<Step> steps = violation.shortest().steps();
    for (Step step : steps) {
      of(violation, steps, step)
          .ifPresent(note -> found.put(PathText.stepId(violation, step), note));
    }
    return found;
  }

  private static String key(Violation violation, List<Step> steps, Step step) {
    String what = what(step);
    long nth = steps.subList(0, step.index()).stream().filter(s -> what(s).equals(what)).count();
    CRC32 sum = new CRC32();
    sum.update((what + "\n" + nth).getBytes(StandardCharsets.UTF_8));
    return violation.fingerprint() + " step-" + String.format("%08x", sum.getValue());
  }

  private static String what(Step step) {
    return step.lane() + "\n" + step.function().name() + "\n" + step.kind() + "\n" + step.text();
  }

  void clear() {
    notes.clear();
    changed();
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  /** Whether a line of a file of marks is a note on a step. */
  static boolean isNote(String line) {
    return LINE.matcher(line.strip()).matches();
  }

  /** Lines end with LF; empty if there are none. */
  public String text() {
    StringBuilder text = new StringBuilder();
    notes.forEach((key, note) -> text.append(key).append(' ').append(note).append('\n'));
    return text.toString();
  }

  /** Takes over the notes among the lines of a file. */
  public void read(String text) {
    text.lines()
        .map(line -> LINE.matcher(line.strip()))
        .filter(Matcher::matches)
        .forEach(m -> notes.put(m.group(1) + " step-" + m.group(2), m.group(3)));
    changed();
  }
}
