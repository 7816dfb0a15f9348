package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.MissingCall;
import dev.irpscope.analysis.trace.Step;
import java.util.Optional;
import java.util.function.Function;

/** A finding and its path as text that can be pasted into a mail, a ticket or an editor. */
public final class PathText {
  private PathText() {}

  /** {@code file:line}, as editors and grep write it. */
  public static String place(Violation v) {
    return v.site().file().path() + ":" + v.site().line();
  }

  /** {@code file:line: severity: Rule: sentence [id]}, as the command line writes it. */
  public static String line(Violation v) {
    String severity =
        switch (v.severity()) {
          case DEFECT -> "error";
          case PRACTICE -> "warning";
          case HINT -> "note";
        };
    return place(v) + ": " + severity + ": " + v.rule() + ": " + v.message() + " [" + v.id() + "]";
  }

  /** A stable name of a step: that of its violation and its place in the path. */
  public static String stepId(Violation v, Step step) {
    return v.id() + "#" + (step.index() + 1);
  }

  /** The finding in short. */
  public static String markdown(Violation v) {
    return "**"
        + v.rule()
        + "** at `"
        + place(v)
        + "` in `"
        + v.function().name()
        + "` ["
        + v.id()
        + "]: "
        + v.message()
        + "\n";
  }

  /**
   * The finding with every step of one of its paths.
   *
   * @param mark what somebody thinks of it
   * @param notes what somebody remarks on steps
   */
  public static String markdown(
      Violation v,
      Counterexample path,
      Optional<String> mark,
      Function<Step, Optional<String>> notes) {
    StringBuilder text = new StringBuilder(markdown(v));
    mark.ifPresent(words -> text.append("\n> Marked: ").append(cell(words)).append('\n'));
    text.append('\n').append(path.consequence()).append("\n\n");
    text.append("| step | place | source | what happens | rule state |\n");
    text.append("| ---: | --- | --- | --- | --- |\n");
    for (Step step : path.steps()) {
      text.append("| ")
          .append(step.index() + 1)
          .append(" | ")
          .append(step.origin().site().file().name())
          .append(':')
          .append(step.line())
          .append(" | `")
          .append(cell(step.text()))
          .append("` | ")
          .append(cell(step.sentence()))
          .append(notes.apply(step).map(note -> "<br>*" + cell(note) + "*").orElse(""))
          .append(" | ")
          .append(
              step.isRuleEvent()
                  ? step.before().state() + " \u2192 " + step.after().state()
                  : step.after().state())
          .append(" |\n");
    }
    path.missing()
        .map(MissingCall::call)
        .ifPresent(call -> text.append("\nMissing: `").append(call).append("`\n"));
    path.assumptions().forEach(a -> text.append("\n- assumed: ").append(a));
    return text.toString().stripTrailing() + "\n";
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replaceAll("\\s+", " ");
  }
}
