package dev.irpscope.analysis.mutation;

import dev.irpscope.analysis.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One change of one driver.
 *
 * @param folder the driver
 * @param name says what was changed and where; unique in the driver, without line numbers
 * @param what the kind of change
 * @param related the function that was changed and those that can show it: who calls it
 * @param rules what it breaks by its making; empty if it keeps the meaning
 * @param renamed new function names and the ones that they stand for
 */
record Mutant(
    Path folder,
    String name,
    String what,
    Set<String> related,
    List<Edit> edits,
    Set<String> rules,
    Map<String, String> renamed) {
  Mutant {
    related = Set.copyOf(related);
    edits = List.copyOf(edits);
    rules = Set.copyOf(rules);
    renamed = Map.copyOf(renamed);
  }

  /** A piece of a file and what stands there afterwards. */
  record Edit(Span span, String text) {}

  /** The driver's folder and the name. */
  String title() {
    return folder.getFileName() + " " + name;
  }

  /** The function that was changed. */
  String function() {
    return name.substring(0, name.indexOf(':'));
  }

  boolean breaks() {
    return !rules.isEmpty();
  }

  /** The changed files. */
  Map<String, String> texts() {
    return texts(List.of(this));
  }

  /** The files with several changes that do not overlap. */
  static Map<String, String> texts(List<Mutant> mutants) {
    Map<String, List<Edit>> byFile = new LinkedHashMap<>();
    for (Edit edit : mutants.stream().flatMap(mutant -> mutant.edits().stream()).toList()) {
      byFile.computeIfAbsent(edit.span().file().path(), _ -> new ArrayList<>()).add(edit);
    }
    Map<String, String> texts = new LinkedHashMap<>();
    byFile.forEach((path, list) -> texts.put(path, apply(list)));
    return texts;
  }

  private static String apply(List<Edit> edits) {
    StringBuilder text = new StringBuilder(edits.getFirst().span().file().text());
    edits.stream()
        .sorted(Comparator.comparingInt((Edit edit) -> edit.span().start()).reversed())
        .forEach(edit -> text.replace(edit.span().start(), edit.span().end(), edit.text()));
    return text.toString();
  }

  /** The rules in order, for reports. */
  Set<String> sortedRules() {
    return new TreeSet<>(rules);
  }
}
