package dev.irpscope.analysis.drivers;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what was found in one folder with what its comments announce. */
final class DriverCheck {
  private final AnalysedFolder folder;
  private final Collection<String> run;
  private final Collection<String> known;
  private final List<String> problems = new ArrayList<>();

  /** A line and a rule; sorts by file, line, rule. */
  private record Place(String path, int line, String rule) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byPath = path.compareTo(other.path);
      int byLine = Integer.compare(line, other.line);
      return byPath != 0 ? byPath : byLine != 0 ? byLine : rule.compareTo(other.rule);
    }

    @Override
    public String toString() {
      return path + ":" + line + " " + rule;
    }
  }

  private DriverCheck(AnalysedFolder folder, Collection<String> run, Collection<String> known) {
    this.folder = folder;
    this.run = run;
    this.known = known;
  }

  /**
   * @param run the rules that were checked
   * @param known every rule there is
   * @return one line per difference; empty if all is as announced
   */
  static List<String> differences(
      AnalysedFolder folder, Collection<String> run, Collection<String> known) {
    DriverCheck check = new DriverCheck(folder, run, known);
    Map<Place, Map<Annotation.Kind, Annotation>> announced = check.announced();
    check.compare(announced, check.found());
    check.checkReading();
    check.checkVerdicts(open(announced));
    return check.problems;
  }

  private Map<Place, Map<Annotation.Kind, Annotation>> announced() {
    Map<Place, Map<Annotation.Kind, Annotation>> all = new TreeMap<>();
    for (String path : folder.files()) {
      Optional<SourceFile> file = folder.file(path);
      int lines = file.map(f -> f.lines().lineCount()).orElse(0);
      for (int line = 1; line <= lines; line++) {
        Annotation.Line read = Annotation.read(path + ":" + line, file.get().lineText(line));
        read.problem().ifPresent(p -> problems.add("MALFORMED  " + p));
        for (Annotation one : read.annotations()) {
          if (!known.contains(one.rule())) {
            problems.add("UNKNOWN    " + one.where() + " there is no rule " + one.rule());
          } else if (!run.contains(one.rule())) {
            problems.add("NOT RUN    " + one.where() + " " + one.rule() + ": write '// later:'");
          } else {
            all.computeIfAbsent(
                    new Place(path, line, one.rule()), _ -> new EnumMap<>(Annotation.Kind.class))
                .put(one.kind(), one);
          }
        }
      }
    }
    return all;
  }

  private Map<Place, List<Violation>> found() {
    Map<Place, List<Violation>> all = new TreeMap<>();
    for (Violation one : folder.report().violations()) {
      if (one.severity() != Violation.Severity.HINT) {
        Place place = new Place(one.site().file().path(), one.site().line(), one.rule());
        all.computeIfAbsent(place, _ -> new ArrayList<>()).add(one);
      }
    }
    return all;
  }

  private void compare(
      Map<Place, Map<Annotation.Kind, Annotation>> announced, Map<Place, List<Violation>> found) {
    Map<Place, Integer> all = new TreeMap<>();
    announced.keySet().forEach(place -> all.put(place, 0));
    found.forEach((place, list) -> all.put(place, list.size()));
    for (Map.Entry<Place, Integer> entry : all.entrySet()) {
      Place place = entry.getKey();
      Map<Annotation.Kind, Annotation> here = announced.getOrDefault(place, Map.of());
      int expected = count(here, Annotation.Kind.EXPECTED);
      int wrong = count(here, Annotation.Kind.KNOWN_FALSE_POSITIVE);
      int missed = count(here, Annotation.Kind.KNOWN_MISSED);
      int got = entry.getValue();
      if (got < expected) {
        problems.add("MISSING    " + place + times(expected - got));
      } else if (got < expected + wrong) {
        problems.add("FIXED      " + place + " known false positive is gone: remove its label");
      } else if (missed > 0 && got > expected + wrong) {
        problems.add("FIXED      " + place + " known miss is found now: write '// expect:'");
      } else if (got > expected + wrong) {
        problems.add("UNEXPECTED " + place + times(got - expected - wrong));
        found.getOrDefault(place, List.of()).forEach(v -> problems.add("           " + told(v)));
      }
    }
  }

  private static int count(Map<Annotation.Kind, Annotation> here, Annotation.Kind kind) {
    return Optional.ofNullable(here.get(kind)).map(Annotation::count).orElse(0);
  }

  private static String times(int count) {
    return count == 1 ? "" : " x" + count;
  }

  private static String told(Violation v) {
    return v.message()
        + " opened at "
        + v.opening().map(Object::toString).orElse("nowhere")
        + ", entries "
        + v.entries();
  }

  /** A driver that is not read whole could hide what it is there to show. */
  private void checkReading() {
    for (FunctionCoverage one : folder.coverage().functions()) {
      if (one.status() != FunctionCoverage.Status.ANALYSED) {
        problems.add("NOT READ   " + one.span() + " " + one.function() + ": " + one.reason());
      }
    }
    for (Diagnostic one : folder.coverage().diagnostics()) {
      if (one.severity() == Diagnostic.Severity.ERROR) {
        problems.add(
            "DIAGNOSTIC "
                + one.span().map(Object::toString).orElse(one.path())
                + " "
                + one.message());
      }
    }
  }

  /** The rules that are known to have no verdict. */
  private static Set<String> open(Map<Place, Map<Annotation.Kind, Annotation>> announced) {
    Set<String> rules = new TreeSet<>();
    announced.forEach((place, kinds) -> {
      if (kinds.containsKey(Annotation.Kind.KNOWN_OPEN)) {
        rules.add(place.rule());
      }
    });
    return rules;
  }

  private void checkVerdicts(Set<String> knownOpen) {
    Set<String> closed = new TreeSet<>(knownOpen);
    Map<String, Integer> perRule = new LinkedHashMap<>();
    for (RuleResult result : folder.report().results()) {
      perRule.merge(result.rule(), 1, Integer::sum);
      switch (result.verdict()) {
        case Verdict.Inconclusive _ when knownOpen.contains(result.rule()) ->
            closed.remove(result.rule());
        case Verdict.Inconclusive v ->
            problems.add("OPEN       " + result.driver() + " " + result.rule() + ": " + v.detail());
        case Verdict.Failed v ->
            problems.add(
                "FAILED     " + result.driver() + " " + result.rule() + ": " + v.problem());
        case Verdict.Violated _, Verdict.NoneFound _, Verdict.NotApplicable _ -> {}
      }
    }
    closed.forEach(
        rule -> problems.add("FIXED      " + rule + " has a verdict now: remove '// known-open:'"));
    if (!perRule.keySet().containsAll(run)) {
      problems.add("NOT RUN    only " + perRule.keySet() + " of " + run);
    }
  }
}
