package dev.irpscope.app.viewmodel.drawing;

import dev.irpscope.analysis.cfg.Block;
import dev.irpscope.analysis.cfg.Terminator;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Which of a block's lines are written in the drawing. */
final class BlockText {
  static final int COLUMNS = 32;
  private static final int MOST_LINES = 6;
  private static final int MOST_HOVERED = 40;

  private BlockText() {}

  /**
   * At most six lines: those that matter to the rule, the last one, then from the top; every gap is
   * counted.
   */
  static List<FlowNode.Row> rows(Block block, List<Step> steps, Wording words) {
    Set<Integer> shown = chosen(block, steps);
    List<FlowNode.Row> rows = new ArrayList<>();
    boolean branches =
        block.terminator() instanceof Terminator.Branch
            || block.terminator() instanceof Terminator.Switch;
    int last = block.lines().size() - 1;
    int next = 0;
    for (int line : shown) {
      addGap(rows, next, line, words);
      String text = Shortened.to(COLUMNS, block.lines().get(line).text());
      rows.add(new FlowNode.Row(text, line, line, false, branches && line == last));
      next = line + 1;
    }
    addGap(rows, next, last + 1, words);
    return rows;
  }

  private static void addGap(List<FlowNode.Row> rows, int from, int to, Wording words) {
    if (from < to) {
      rows.add(new FlowNode.Row(words.hiddenLines(to - from), from, to - 1, true, false));
    }
  }

  private static Set<Integer> chosen(Block block, List<Step> steps) {
    int count = block.lines().size();
    Set<Integer> shown = new TreeSet<>();
    steps.stream()
        .filter(s -> s.isRuleEvent() || s.kind() == Step.Kind.VIOLATION)
        .map(s -> lineOf(block, s))
        .filter(line -> line >= 0)
        .limit(MOST_LINES - 2L)
        .forEach(shown::add);
    if (count > 0) {
      shown.add(count - 1);
    }
    IntStream.range(0, count)
        .filter(_ -> shown.size() < MOST_LINES)
        .forEach(line -> {
          if (shown.size() < MOST_LINES) {
            shown.add(line);
          }
        });
    return shown;
  }

  /** Index of the block's line that a step is about, -1 if it is none of them. */
  static int lineOf(Block block, Step step) {
    Span site = step.origin().site();
    int best = -1;
    for (int i = 0; i < block.lines().size(); i++) {
      Span line = block.lines().get(i).site();
      if (line.file() != site.file()) {
        continue;
      }
      if (site.start() >= line.start() && site.start() < Math.max(line.end(), line.start() + 1)) {
        return i;
      }
      if (best < 0 && line.line() == site.line()) {
        best = i;
      }
    }
    return best;
  }

  /** Everything, a line number before each line. */
  static String full(Block block) {
    StringBuilder out = new StringBuilder();
    List<Block.Line> lines = block.lines();
    for (int i = 0; i < Math.min(lines.size(), MOST_HOVERED); i++) {
      out.append(i == 0 ? "" : "\n");
      out.append(lines.get(i).site().line()).append("  ");
      out.append(Shortened.to(160, lines.get(i).text()));
    }
    return lines.size() > MOST_HOVERED ? out.append("\n\u2026").toString() : out.toString();
  }
}
