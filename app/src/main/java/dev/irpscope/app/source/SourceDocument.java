package dev.irpscope.app.source;

import dev.irpscope.analysis.preprocess.ExpandedLine;
import dev.irpscope.analysis.preprocess.MacroCall;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.source.SourceRow.Bar;
import dev.irpscope.app.source.SourceRow.Pill;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A file as the source pane shows it along one path: its lines, and between them the rows that a
 * path adds. Built once for a path; stepping only moves the highlight.
 */
public final class SourceDocument {
  /** With more characters than this, what is said about a line would be out of sight behind it. */
  private static final int LONG_LINE = 54;

  private final SourceFile file;
  private final List<SourceRow> rows;
  private final Map<Integer, Integer> rowOfLine = new LinkedHashMap<>();
  private final Map<Integer, Integer> rowOfOutside = new LinkedHashMap<>();

  private SourceDocument(SourceFile file, List<SourceRow> rows) {
    this.file = file;
    this.rows = List.copyOf(rows);
    for (int i = 0; i < rows.size(); i++) {
      switch (rows.get(i)) {
        case SourceRow.Line line -> rowOfLine.put(line.line(), i);
        case SourceRow.Outside outside -> rowOfOutside.put(outside.step().index(), i);
        case SourceRow.Remark _,
            SourceRow.Expansion _,
            SourceRow.Expanded _,
            SourceRow.Verdict _,
            SourceRow.Folded _,
            SourceRow.Ghost _ -> {}
      }
    }
  }

  /**
   * Puts a path's rows between the lines of a file.
   *
   * @param path empty to show the plain file
   * @param words the few words that are added to a line
   */
  public static SourceDocument of(
      SourceFile file, List<List<CodePart>> colours, Optional<Counterexample> path, Words words) {
    return of(file, colours, path, words, List.of());
  }

  /**
   * The same, with what some macro calls became below their lines.
   *
   * @param expanded the calls that are shown expanded, in the order of the text
   */
  public static SourceDocument of(
      SourceFile file,
      List<List<CodePart>> colours,
      Optional<Counterexample> path,
      Words words,
      List<MacroCall> expanded) {
    return new SourceDocument(file, new Builder(file, colours, path, words, expanded).build());
  }

  /** The words of pills; the view takes them from its resource bundle. */
  public interface Words {
    String opened(Step step);

    String ruleEvent(Step step);

    String violated(Counterexample path);

    String assumed(Step step);
  }

  public SourceFile file() {
    return file;
  }

  public List<SourceRow> rows() {
    return rows;
  }

  /**
   * The rows without the lines that the path does not touch; each run of those is one counted row.
   *
   * @param opened first lines of runs that are shown all the same
   */
  public List<SourceRow> linesThatMatter(Set<Integer> opened) {
    List<SourceRow> kept = new ArrayList<>();
    int from = -1;
    List<SourceRow> run = new ArrayList<>();
    for (SourceRow row : rows) {
      if (row instanceof SourceRow.Line line && !line.onPath()) {
        from = from < 0 ? line.line() : from;
        run.add(row);
      } else {
        close(kept, run, from, opened);
        from = -1;
        kept.add(row);
      }
    }
    close(kept, run, from, opened);
    return List.copyOf(kept);
  }

  private static void close(
      List<SourceRow> kept, List<SourceRow> run, int from, Set<Integer> opened) {
    if (opened.contains(from)) {
      kept.addAll(run);
    } else if (!run.isEmpty()) {
      kept.add(new SourceRow.Folded(from, from + run.size() - 1));
    }
    run.clear();
  }

  /** Number of lines that the path goes through. */
  public long linesOnPath() {
    return rows.stream().filter(r -> r instanceof SourceRow.Line line && line.onPath()).count();
  }

  /** Position of the row of a step, -1 if it is in another file. */
  public int rowOf(Step step) {
    Integer outside = rowOfOutside.get(step.index());
    if (outside != null) {
      return outside;
    }
    return step.origin().site().file() == file ? rowOfLine.getOrDefault(step.line(), -1) : -1;
  }

  /** Position of a 1-based line's row. */
  public int rowOfLine(int line) {
    return rowOfLine.getOrDefault(line, -1);
  }

  /** The files that a path goes through, in the order in which it reaches them. */
  public static List<SourceFile> filesOf(List<Step> steps) {
    Set<SourceFile> files = new LinkedHashSet<>();
    steps.forEach(s -> files.add(s.origin().site().file()));
    return List.copyOf(files);
  }

  private static final class Builder {
    private final SourceFile file;
    private final List<List<CodePart>> colours;
    private final Optional<Counterexample> path;
    private final Words words;
    private final Map<Integer, List<Step>> stepsAt = new LinkedHashMap<>();
    private final Map<Integer, List<Pill>> remarks = new LinkedHashMap<>();
    private final Set<Integer> covered = new HashSet<>();
    private final Map<Integer, Set<Integer>> ongoing = new LinkedHashMap<>();
    private final Set<Integer> barred = new HashSet<>();
    private final Map<Integer, List<MacroCall>> expanded = new LinkedHashMap<>();
    private int openLine = -1;
    private int breakLine = -1;

    /** The last line of the statement that breaks the rule. */
    private int verdictLine = -1;

    Builder(
        SourceFile file,
        List<List<CodePart>> colours,
        Optional<Counterexample> path,
        Words words,
        List<MacroCall> calls) {
      this.file = file;
      this.colours = colours;
      this.path = path;
      this.words = words;
      calls.forEach(call ->
          expanded.computeIfAbsent(call.invocation().line(), _ -> new ArrayList<>()).add(call));
    }

    List<SourceRow> build() {
      path.ifPresent(this::place);
      List<SourceRow> rows = new ArrayList<>();
      for (int line = 1; line <= colours.size(); line++) {
        addGhost(rows, line);
        addLine(rows, line);
      }
      return rows;
    }

    private void place(Counterexample of) {
      for (Step step : of.steps()) {
        Span site = step.origin().site();
        if (site.file() != file) {
          continue;
        }
        stepsAt.computeIfAbsent(site.line(), _ -> new ArrayList<>()).add(step);
        covered.add(site.line());
        if (step.kind() != Step.Kind.ENTRY && site.endLine() - site.line() < 40) {
          for (int line = site.line() + 1; line <= site.endLine(); line++) {
            covered.add(line);
            if (step.kind() != Step.Kind.LOWER_DRIVER) {
              ongoing.computeIfAbsent(line, _ -> new HashSet<>()).add(step.index());
            }
          }
        }
      }
      of.opening().ifPresent(opening -> placeBar(of, opening));
      Span end = of.steps().get(of.violating()).origin().site();
      if (end.file() == file) {
        breakLine = end.line();
        verdictLine = lastLine(ownSteps(breakLine), breakLine);
      }
    }

    private void placeBar(Counterexample of, int opening) {
      Step opens = of.steps().get(opening);
      Step breaks = of.steps().get(of.violating());
      boolean opensHere = opens.origin().site().file() == file;
      openLine = opensHere ? opens.line() : -1;
      if (opensHere && opens.function().equals(breaks.function())) {
        for (int line = opens.line(); line <= breaks.line(); line++) {
          barred.add(line);
        }
      }
      for (Step step : of.steps().subList(opening, of.violating() + 1)) {
        if (step.origin().site().file() == file) {
          barred.add(step.line());
        }
      }
    }

    private Bar barAt(int line) {
      if (!barred.contains(line)) {
        return Bar.NONE;
      }
      if (line == openLine) {
        return Bar.OPENS;
      }
      return line == breakLine ? Bar.BREAKS : Bar.GOES_ON;
    }

    private Bar barBelow(int line) {
      return barred.contains(line) && line != breakLine ? Bar.GOES_ON : Bar.NONE;
    }

    private void addGhost(List<SourceRow> rows, int line) {
      Optional<MissingCall> missing = path.flatMap(Counterexample::missing);
      Optional<MissingCall.Ghost> ghost = missing.flatMap(MissingCall::ghost);
      if (ghost.isPresent()
          && ghost.get().before().file() == file
          && ghost.get().before().line() == line) {
        String text = file.lineText(line);
        String indent = text.substring(0, text.length() - text.stripLeading().length());
        Bar bar = barred.contains(line) ? Bar.GOES_ON : Bar.NONE;
        rows.add(new SourceRow.Ghost(indent, missing.get().call(), ghost.get().explanation(), bar));
      }
    }

    private void addLine(List<SourceRow> rows, int line) {
      List<Step> all = stepsAt.getOrDefault(line, List.of());
      List<Step> own = ownSteps(line);
      List<Pill> pills = new ArrayList<>();
      own.forEach(s -> addPills(pills, s));
      int length = pills.stream().mapToInt(p -> p.text().length() + 3).sum();
      boolean isLong = length > 0 && file.lineText(line).length() + length > LONG_LINE;
      rows.add(
          new SourceRow.Line(
              line,
              colours.get(line - 1),
              own,
              covered.contains(line),
              ongoing.getOrDefault(line, Set.of()),
              isLong ? List.of() : pills,
              barAt(line)));
      if (isLong) {
        remarks.computeIfAbsent(lastLine(own, line), _ -> new ArrayList<>()).addAll(pills);
      }
      Optional.ofNullable(remarks.remove(line))
          .ifPresent(said -> rows.add(new SourceRow.Remark(line, said, barBelow(line))));
      if (expanded.containsKey(line)) {
        addExpanded(rows, line, own);
      } else {
        Set<String> seen = new HashSet<>();
        own.forEach(step -> addExpansion(rows, step, line, barBelow(line), seen));
      }
      for (Step step : all) {
        if (step.kind() == Step.Kind.LOWER_DRIVER) {
          rows.add(new SourceRow.Outside(step, barBelow(line)));
        }
      }
      if (line == verdictLine) {
        path.ifPresent(p -> rows.add(verdict(p, breakLine)));
      }
    }

    private List<Step> ownSteps(int line) {
      return stepsAt.getOrDefault(line, List.of()).stream()
          .filter(s -> s.kind() != Step.Kind.LOWER_DRIVER)
          .toList();
    }

    /** Where the statement ends, so that a remark does not tear it apart. */
    private static int lastLine(List<Step> steps, int line) {
      return steps.stream()
          .filter(s -> s.kind() != Step.Kind.ENTRY)
          .mapToInt(s -> s.origin().site().endLine())
          .filter(end -> end < line + 8)
          .max()
          .orElse(line);
    }

    private void addPills(List<Pill> pills, Step step) {
      int index = step.index();
      boolean opens =
          path.map(p -> p.opening().isPresent() && p.opening().getAsInt() == index).orElse(false);
      boolean breaks = path.map(p -> p.violating() == index).orElse(false);
      step.outcome().ifPresent(o -> pills.add(new Pill(Pill.Kind.OUTCOME, o, index)));
      if (breaks) {
        path.ifPresent(p -> pills.add(new Pill(Pill.Kind.VIOLATION, words.violated(p), index)));
      } else if (opens) {
        pills.add(new Pill(Pill.Kind.OBLIGATION_OPENED, words.opened(step), index));
      } else if (step.isRuleEvent()) {
        pills.add(new Pill(Pill.Kind.RULE_EVENT, words.ruleEvent(step), index));
      }
      if (step.assumption().isPresent()) {
        pills.add(new Pill(Pill.Kind.ASSUMPTION, words.assumed(step), index));
      }
    }

    /** Macros of the driver only: what NT_SUCCESS stands for is known. */
    private static void addExpansion(
        List<SourceRow> rows, Step step, int line, Bar bar, Set<String> seen) {
      Optional<Origin.Expansion> innermost = step.origin().expansion();
      boolean isTheirs =
          innermost
              .flatMap(Origin.Expansion::definition)
              .filter(d -> d.file().place() != SourceFile.Place.BUILT_IN)
              .isPresent();
      Span written = step.origin().written();
      String body = written.text().replaceAll("\\\\?\\s+", " ").strip();
      boolean says = body.chars().anyMatch(Character::isLetter);
      if (isTheirs && says && seen.add(innermost.orElseThrow().macro())) {
        String place = written.file().name() + ":" + written.line();
        rows.add(new SourceRow.Expansion(line, innermost.orElseThrow().macro(), body, place, bar));
      }
    }

    private void addExpanded(List<SourceRow> rows, int line, List<Step> own) {
      String text = file.lineText(line);
      String indent = text.substring(0, text.length() - text.stripLeading().length());
      Set<Step> placed = new HashSet<>();
      for (MacroCall call : expanded.getOrDefault(line, List.of())) {
        List<ExpandedLine> lines = call.lines();
        List<List<CodePart>> parts =
            CodeColouring.of(
                String.join("\n", lines.stream().map(l -> indent + l.text()).toList()));
        String place = call.definition().map(d -> d.file().name() + ":" + d.line()).orElse("");
        for (int i = 0; i < lines.size(); i++) {
          ExpandedLine of = lines.get(i);
          List<Step> here =
              own.stream()
                  .filter(step -> !placed.contains(step))
                  .filter(step -> step.origin().expansion().isPresent())
                  .filter(step -> contains(call.invocation(), step.origin().site()))
                  .filter(step -> holds(of, step.origin().written()))
                  .toList();
          placed.addAll(here);
          rows.add(
              new SourceRow.Expanded(
                  line,
                  call.macro(),
                  i,
                  i < parts.size() ? parts.get(i) : List.of(),
                  here,
                  i == 0 ? place : "",
                  barBelow(line)));
        }
      }
    }

    private static boolean contains(Span outer, Span inner) {
      return outer.start() <= inner.start() && inner.end() <= outer.end();
    }

    /** Compared by path: the file may have been read again for the expansion. */
    private static boolean holds(ExpandedLine line, Span written) {
      return line.written().stream()
          .anyMatch(token ->
              token.start() >= written.start()
                  && token.end() <= written.end()
                  && token.file().path().equals(written.file().path()));
    }

    private static SourceRow verdict(Counterexample path, int line) {
      String note = path.missing().flatMap(MissingCall::noGhostReason).orElse("");
      return new SourceRow.Verdict(line, path.message(), path.consequence(), note);
    }
  }
}
