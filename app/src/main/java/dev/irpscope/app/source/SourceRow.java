package dev.irpscope.app.source;

import dev.irpscope.analysis.trace.Step;
import java.util.List;
import java.util.Set;

/** One row of the source pane. Rows of a path do not change while stepping. */
public sealed interface SourceRow {
  /** Stable within a file: {@code line-93}, {@code ghost}, {@code lower-7}. */
  String id();

  /** What is copied for the row. */
  String copyText();

  /** Which part of the obligation bar runs beside the row. */
  Bar bar();

  /** The obligation bar in the gutter. */
  enum Bar {
    NONE,
    OPENS,
    GOES_ON,
    /** Ends in a tick: the obligation is met here, on a path that keeps the rule. */
    MET,
    /** Ends in a cross: the obligation is abandoned here. */
    BREAKS
  }

  /**
   * A line of the file.
   *
   * @param line 1-based
   * @param steps the steps at the line, in path order; empty off the path
   * @param onPath whether the path goes through it, also when the step began on a line before
   * @param ongoing the indices of the steps that began on a line before and go on here
   */
  record Line(
      int line,
      List<CodePart> parts,
      List<Step> steps,
      boolean onPath,
      Set<Integer> ongoing,
      List<Pill> pills,
      Bar bar)
      implements SourceRow {
    public Line {
      parts = List.copyOf(parts);
      steps = List.copyOf(steps);
      ongoing = Set.copyOf(ongoing);
      pills = List.copyOf(pills);
    }

    @Override
    public String id() {
      return "line-" + line;
    }

    @Override
    public String copyText() {
      StringBuilder text = new StringBuilder();
      parts.forEach(p -> text.append(p.text()));
      return text.toString();
    }
  }

  /** What there is to say about the line above, when the line itself is too long for it. */
  record Remark(int line, List<Pill> pills, Bar bar) implements SourceRow {
    public Remark {
      pills = List.copyOf(pills);
    }

    @Override
    public String id() {
      return "remark-" + line;
    }

    @Override
    public String copyText() {
      return String.join("  ", pills.stream().map(Pill::text).toList());
    }
  }

  /** A step outside the driver's text: the lower driver or the I/O manager, in one plain row. */
  record Outside(Step step, Bar bar) implements SourceRow {
    @Override
    public String id() {
      return "outside-" + step.index();
    }

    @Override
    public String copyText() {
      return step.sentence();
    }
  }

  /** What a macro at the line above stands for. */
  record Expansion(int line, String macro, String body, String place, Bar bar)
      implements SourceRow {
    @Override
    public String id() {
      return "expansion-" + line + "-" + macro;
    }

    @Override
    public String copyText() {
      return body;
    }
  }

  /**
   * One line of what a macro call at the line above became, shown because the user asked for it.
   *
   * @param number 0-based place among the lines of the expansion
   * @param steps the steps that this line of the expansion holds, in path order
   * @param place where the macro is defined; empty but on the first line
   */
  record Expanded(
      int line,
      String macro,
      int number,
      List<CodePart> parts,
      List<Step> steps,
      String place,
      Bar bar)
      implements SourceRow {
    public Expanded {
      parts = List.copyOf(parts);
      steps = List.copyOf(steps);
    }

    @Override
    public String id() {
      return "expanded-" + line + "-" + macro + "-" + number;
    }

    @Override
    public String copyText() {
      StringBuilder text = new StringBuilder();
      parts.forEach(p -> text.append(p.text()));
      return text.toString();
    }
  }

  /**
   * The violation in a sentence and what it leads to.
   *
   * @param note why no place is shown for the missing call; may be empty
   */
  record Verdict(int line, String message, String consequence, String note) implements SourceRow {
    @Override
    public String id() {
      return "verdict-" + line;
    }

    @Override
    public String copyText() {
      return message;
    }

    @Override
    public Bar bar() {
      return Bar.NONE;
    }
  }

  /**
   * A place where the missing call could stand.
   *
   * @param indent the white space of the line it stands before
   */
  record Ghost(String indent, String call, String explanation, Bar bar) implements SourceRow {
    @Override
    public String id() {
      return "ghost";
    }

    @Override
    public String copyText() {
      return indent + call + ";";
    }
  }

  /**
   * Lines that are folded away because nothing on the path touches them.
   *
   * @param from the first of them, 1-based
   * @param to the last of them
   */
  record Folded(int from, int to) implements SourceRow {
    /** How many lines. */
    public int count() {
      return to - from + 1;
    }

    @Override
    public String id() {
      return "folded-" + from;
    }

    @Override
    public String copyText() {
      return "";
    }

    @Override
    public Bar bar() {
      return Bar.NONE;
    }
  }

  /**
   * A short remark at the end of a line.
   *
   * @param step index of the step it is about
   */
  record Pill(Kind kind, String text, int step) {
    /** What it says; each has a sign of its own. */
    public enum Kind {
      OUTCOME,
      RULE_EVENT,
      OBLIGATION_OPENED,
      OBLIGATION_MET,
      VIOLATION,
      ASSUMPTION
    }
  }
}
