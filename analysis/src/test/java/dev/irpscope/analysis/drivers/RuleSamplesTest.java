package dev.irpscope.analysis.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule that runs has at least three functions that break it and three that look as if they
 * did. The latter say so: {@code // keeps: Rule} stands where a reader could expect a finding.
 */
final class RuleSamplesTest {
  private static final int WANTED = 3;

  /** Relies on how the drivers are laid out: the braces of a body stand in the first column. */
  private static final Pattern NOTE = Pattern.compile("//\\s*(expect|keeps):\\s*(.*)$");

  private final Map<String, Set<String>> breaking = new TreeMap<>();
  private final Map<String, Set<String>> keeping = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  @Test
  void everyRuleThatRunsHasThreeFunctionsThatBreakItAndThreeThatKeepIt() {
    List<Path> folders = new ArrayList<>(AnnotatedDrivers.samples());
    folders.addAll(AnnotatedDrivers.small());
    folders.forEach(this::read);
    Set<String> known = new TreeSet<>();
    RuleCatalogue.builtIn().rules().forEach(rule -> known.add(rule.name()));
    keeping.keySet().stream()
        .filter(rule -> !known.contains(rule))
        .forEach(rule -> problems.add("there is no rule " + rule));
    for (Rule rule : RuleCatalogue.builtIn().runnable()) {
      Set<String> broken = breaking.getOrDefault(rule.name(), Set.of());
      Set<String> kept = new LinkedHashSet<>(keeping.getOrDefault(rule.name(), Set.of()));
      kept.stream()
          .filter(broken::contains)
          .forEach(both -> problems.add(both + " both breaks and keeps " + rule.name()));
      kept.removeAll(broken);
      if (broken.size() < WANTED || kept.size() < WANTED) {
        problems.add(
            "%s: %d break it, %d keep it".formatted(rule.name(), broken.size(), kept.size()));
      }
    }
    assertEquals("", String.join("\n", problems));
  }

  private void read(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(path -> path.toString().endsWith(".c")).sorted().toList()) {
        read(folder.getFileName() + "/" + folder.relativize(file), Files.readAllLines(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String file, List<String> lines) {
    int body = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.equals("{")) {
        body = i + 1;
      }
      Matcher note = NOTE.matcher(line);
      if (note.find()) {
        note(file, i + 1, body, note.group(1), note.group(2));
      }
      if (line.equals("}")) {
        body = -1;
      }
    }
  }

  private void note(String file, int line, int body, String kind, String rules) {
    if (kind.equals("keeps") && body < 0) {
      problems.add(file + ":" + line + " stands in no function");
    }
    String function = file + ":" + (body < 0 ? line : body);
    String items = rules.contains(" - ") ? rules.substring(0, rules.indexOf(" - ")) : rules;
    for (String item : items.split(",", -1)) {
      String name = item.strip();
      if (kind.equals("keeps")) {
        keeping.computeIfAbsent(name, _ -> new TreeSet<>()).add(function);
      } else if (!name.endsWith("known-false-positive")) {
        breaking
            .computeIfAbsent(name.replaceAll("\\s+x\\d+$", ""), _ -> new TreeSet<>())
            .add(function);
      }
    }
  }
}
