package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.State;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be read about a rule: its page of the documentation, which comes with the program, or
 * for a rule of the user's what its file says.
 *
 * @param link where the rule is described by those who published it; empty for a user's own
 */
public record RulePage(String title, List<Part> parts, String link) {
  private static final String PUBLISHED =
      "https://learn.microsoft.com/windows-hardware/drivers/devtest/";

  /** A piece of the page. */
  public sealed interface Part {
    record Heading(String text) implements Part {}

    record Paragraph(String text) implements Part {}

    /** Code or a table, set as it is written. */
    record Verbatim(String text, boolean code) implements Part {}
  }

  public RulePage {
    parts = List.copyOf(parts);
  }

  /** The page of a rule. */
  public static RulePage of(Rule rule) {
    String resource = "/dev/irpscope/app/rules/" + rule.name() + ".md";
    String link = rule.source().isEmpty() ? "" : PUBLISHED + rule.source();
    try (InputStream in = RulePage.class.getResourceAsStream(resource)) {
      return in == null
          ? new RulePage(rule.name(), own(rule), link)
          : new RulePage(
              rule.name(), parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8)), link);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  private static List<Part> own(Rule rule) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part.Paragraph(rule.summary()));
    parts.add(new Part.Paragraph(rule.clause()));
    parts.add(new Part.Paragraph(rule.consequence()));
    StringBuilder states = new StringBuilder();
    for (State state : rule.states()) {
      states.append(state.name()).append("  ").append(state.note()).append('\n');
    }
    parts.add(new Part.Verbatim(states.toString().stripTrailing(), false));
    return parts;
  }

  /** The few forms of Markdown that our pages use. */
  private static List<Part> parsed(String markdown) {
    List<Part> parts = new ArrayList<>();
    List<String> open = new ArrayList<>();
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        flush(parts, open, code);
        code = !code;
      } else if (code) {
        open.add(line);
      } else if (line.startsWith("#")) {
        flush(parts, open, false);
        parts.add(new Part.Heading(line.replaceFirst("#+ *", "")));
      } else if (line.isBlank() || line.startsWith("<!--")) {
        flush(parts, open, false);
      } else {
        boolean begins = line.startsWith("- ");
        if (begins) {
          flush(parts, open, false);
        }
        open.add(line);
      }
    }
    flush(parts, open, code);
    return parts;
  }

  private static void flush(List<Part> parts, List<String> open, boolean code) {
    if (open.isEmpty()) {
      return;
    }
    boolean table = !code && open.getFirst().startsWith("|");
    if (code) {
      parts.add(new Part.Verbatim(String.join("\n", open), true));
    } else if (table) {
      List<String> rows = open.stream().filter(r -> !r.matches("\\|[ |:-]+")).toList();
      parts.add(new Part.Verbatim(aligned(rows), false));
    } else {
      parts.add(new Part.Paragraph(plain(String.join(" ", open))));
    }
    open.clear();
  }

  private static String plain(String text) {
    return text.replaceFirst("^- ", "\u2022 ")
        .replaceAll("`([^`]*)`", "$1")
        .replaceAll("\\*\\*([^*]*)\\*\\*", "$1")
        .replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1")
        .replaceAll("\\{(\\w+)}", "$1")
        .replaceAll("\\s+", " ");
  }

  /** Columns of a table, padded to one width each. */
  private static String aligned(List<String> rows) {
    List<List<String>> cells =
        rows.stream()
            .map(r ->
                List.of(r.strip().replaceAll("^\\||\\|$", "").split("\\|", -1)).stream()
                    .map(c -> plain(c.strip()))
                    .toList())
            .toList();
    StringBuilder text = new StringBuilder();
    for (List<String> row : cells) {
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width =
            cells.stream()
                .mapToInt(r -> column < r.size() ? r.get(column).length() : 0)
                .max()
                .orElse(0);
        boolean last = i == row.size() - 1;
        text.append(last ? row.get(i) : row.get(i) + " ".repeat(width - row.get(i).length() + 2));
      }
      text.append('\n');
    }
    return text.toString().stripTrailing();
  }
}
