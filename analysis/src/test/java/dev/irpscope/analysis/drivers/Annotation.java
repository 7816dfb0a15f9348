package dev.irpscope.analysis.drivers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one comment in a driver says about findings at its line.
 *
 * @param where {@code path:line}
 * @param count how many findings of the rule stand there; that a finding needs a look at several
 *     functions may stand there too, which {@link SampleNotes} reads
 * @param reason why it is a known weakness; empty for {@link Kind#EXPECTED}
 */
record Annotation(String where, String rule, Kind kind, int count, String reason) {
  /** Whether the engine has to report, wrongly reports, fails to report or gives no answer. */
  enum Kind {
    EXPECTED,
    KNOWN_FALSE_POSITIVE,
    KNOWN_MISSED,
    /** The rule has no verdict for the driver, because of what stands here. */
    KNOWN_OPEN
  }

  private static final Pattern COMMENT =
      Pattern.compile("//\\s*(expect|known-missed|known-open|later|hint)\\b(:?)\\s*(.*)$");
  private static final Pattern ITEM =
      Pattern.compile("(\\w+)(?:\\s+x(\\d+))?(?:\\s+across functions)?(\\s+known-false-positive)?");

  /** The annotations of one line, and what is wrong with the way they are written. */
  record Line(List<Annotation> annotations, Optional<String> problem) {}

  static Line read(String where, String line) {
    Matcher comment = COMMENT.matcher(line);
    if (!comment.find() || comment.group(1).equals("later") || comment.group(1).equals("hint")) {
      return new Line(List.of(), Optional.empty());
    }
    if (comment.group(2).isEmpty()) {
      return bad(where, "a colon is missing after '" + comment.group(1) + "'");
    }
    String text = comment.group(3);
    int dash = text.indexOf(" - ");
    String reason = dash < 0 ? "" : text.substring(dash + 3).strip();
    String items = dash < 0 ? text : text.substring(0, dash);
    List<Annotation> found = new ArrayList<>();
    for (String part : items.split(",", -1)) {
      Matcher item = ITEM.matcher(part.strip());
      if (!item.matches()) {
        return bad(
            where,
            "'"
                + part.strip()
                + "' is not 'Rule', 'Rule x2', 'Rule across functions' or a known weakness");
      }
      Kind kind =
          switch (comment.group(1)) {
            case "known-missed" -> Kind.KNOWN_MISSED;
            case "known-open" -> Kind.KNOWN_OPEN;
            default -> item.group(3) != null ? Kind.KNOWN_FALSE_POSITIVE : Kind.EXPECTED;
          };
      if (kind == Kind.EXPECTED ? dash >= 0 : reason.isEmpty()) {
        return bad(
            where,
            kind == Kind.EXPECTED
                ? "only a known weakness has a reason"
                : "a known weakness needs ' - ' and a reason");
      }
      int count = item.group(2) == null ? 1 : Integer.parseInt(item.group(2));
      found.add(new Annotation(where, item.group(1), kind, count, reason));
    }
    return new Line(found, Optional.empty());
  }

  private static Line bad(String where, String problem) {
    return new Line(List.of(), Optional.of(where + ": " + problem));
  }
}
