package dev.irpscope.analysis.rule.catalogue;

import dev.irpscope.analysis.rule.Automaton;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.State;
import dev.irpscope.analysis.rule.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A rule in plain text, as the command line prints it. */
public record RuleText(Rule rule) {
  private static final int WIDTH = 88;

  /** One line for a list: name, class, model, and the first sentence. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-48s %-9s %-9s %s",
        rule.name(),
        word(rule.severity()),
        word(rule.model()),
        rule.isRunnable() ? rule.group() : rule.group() + " (draft)");
  }

  /** Everything there is to say, in lines of at most 88 characters; ends with a line feed. */
  public String full() {
    List<String> lines = new ArrayList<>();
    lines.add(rule.name());
    lines.add("  class " + word(rule.severity()) + ", model " + word(rule.model()));
    lines.add("  group " + rule.group() + ", page " + rule.source());
    lines.add("  file " + rule.file());
    rule.draft().ifPresent(reason -> lines.add("  draft: " + reason));
    paragraph(lines, rule.summary());
    paragraph(lines, "Documentation: " + rule.clause());
    paragraph(lines, "Otherwise: " + rule.consequence());
    lines.add("");
    lines.add("States");
    for (State state : rule.states()) {
      lines.add(
          "  " + state.name() + marks(state) + (state.note().isEmpty() ? "" : ": ") + state.note());
    }
    lines.add("");
    lines.add("Transitions");
    for (Automaton.Edge edge : rule.automaton().edges()) {
      lines.add("  " + edge.from() + " -> " + edge.to() + ": " + edge.label());
    }
    lines.add("");
    lines.add("Messages");
    rule.transitions().stream()
        .flatMap(transition -> transition.report().stream())
        .flatMap(report -> report.message().stream().map(message -> told(report, message.text())))
        .distinct()
        .forEach(message -> wrap(lines, "  ", message));
    return String.join("\n", lines) + "\n";
  }

  private static String told(Transition.Report report, String message) {
    return report.kind() == Transition.Report.Kind.HINT ? "(hint) " + message : message;
  }

  private static String marks(State state) {
    List<String> marks = new ArrayList<>();
    if (state.initial() || !state.initialFor().isEmpty()) {
      marks.add("initial");
    }
    if (state.obligation()) {
      marks.add("obligation");
    }
    if (state.satisfied()) {
      marks.add("satisfied");
    }
    return marks.isEmpty() ? "" : " (" + String.join(", ", marks) + ")";
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static void paragraph(List<String> lines, String text) {
    lines.add("");
    wrap(lines, "", text);
  }

  /** Breaks between words; a word longer than a line stands alone. */
  private static void wrap(List<String> lines, String indent, String text) {
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ", -1)) {
      if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
      }
      line.append(line.length() > indent.length() ? " " : "").append(word);
    }
    lines.add(line.toString());
  }
}
