package dev.irpscope.app.viewmodel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/**
 * The marks on findings, by fingerprint, so that they stay when lines move. As text one line each,
 * sorted, so that the marks of two people merge like source.
 */
public final class Marks {
  private static final String HEAD = "# IrpScope marks: fingerprint, mark, note";

  private final SortedMap<String, Mark> marks = new TreeMap<>();
  private Map<String, String> given = Map.of();
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper(this, "changes");

  /** Counts up whenever a mark changes. */
  public ReadOnlyIntegerProperty changesProperty() {
    return changes.getReadOnlyProperty();
  }

  public Optional<Mark> of(String fingerprint) {
    return Optional.ofNullable(marks.get(fingerprint))
        .or(() ->
            Optional.ofNullable(given.get(fingerprint))
                .map(reason -> new Mark(Mark.Kind.SUPPRESSED, reason)));
  }

  /** Findings that are put aside elsewhere, with reasons by fingerprint; a mark counts more. */
  void setGiven(Map<String, String> reasons) {
    given = Map.copyOf(reasons);
    changed();
  }

  /** Marks a finding; the same mark again takes it away. */
  public void toggle(String fingerprint, Mark mark) {
    if (!mark.equals(marks.get(fingerprint))) {
      marks.put(fingerprint, mark);
    } else {
      marks.remove(fingerprint);
    }
    changed();
  }

  /** Marks a finding, whatever it had. */
  public void set(String fingerprint, Mark mark) {
    marks.put(fingerprint, mark);
    changed();
  }

  /** Takes a mark of this kind away; another one stays. */
  public void remove(String fingerprint, Mark.Kind kind) {
    Mark mark = marks.get(fingerprint);
    if (mark != null && mark.kind() == kind) {
      marks.remove(fingerprint);
      changed();
    }
  }

  public boolean isEmpty() {
    return marks.isEmpty();
  }

  void clear() {
    marks.clear();
    changed();
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  /** Lines end with LF; empty marks give the head alone. */
  public String text() {
    StringBuilder text = new StringBuilder(HEAD).append('\n');
    marks.forEach((fingerprint, mark) ->
        text.append(
            (fingerprint + " " + mark.kind().word() + " " + mark.note()).stripTrailing() + "\n"));
    return text.toString();
  }

  /**
   * Takes over the marks of a file; of two for one finding the later counts.
   *
   * @return 1-based numbers of lines that mean nothing
   */
  public List<Integer> read(String text) {
    List<Integer> strange = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#") || StepNotes.isNote(line)) {
        continue;
      }
      String[] parts = line.split("\\s+", 3);
      Optional<Mark.Kind> kind = parts.length < 2 ? Optional.empty() : Mark.Kind.of(parts[1]);
      if (kind.isPresent()) {
        marks.put(parts[0], new Mark(kind.get(), parts.length > 2 ? parts[2] : ""));
      } else {
        strange.add(i + 1);
      }
    }
    changed();
    return List.copyOf(strange);
  }
}
