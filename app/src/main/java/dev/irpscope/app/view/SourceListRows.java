package dev.irpscope.app.view;

import dev.irpscope.app.source.CodePart;
import dev.irpscope.app.source.SourceRow;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.control.ListView;

/** The rows of the source as they stand in its list. */
final class SourceListRows {
  private static final Predicate<CodePart> CLAIM =
      part ->
          part.kind() == CodePart.Kind.COMMENT
              && part.text().matches("//\\s*(expect|known-missed|known-open|keeps):.*");

  /** Within as many rows the statement that breaks the rule ends. */
  private static final int VERDICT = 12;

  private final ListView<SourceRow> list;

  SourceListRows(ListView<SourceRow> list) {
    this.list = list;
  }

  /** The line that a row is about, if it is about one. */
  static Optional<Integer> lineOf(SourceRow row) {
    return switch (row) {
      case SourceRow.Line one -> Optional.of(one.line());
      case SourceRow.Expansion one -> Optional.of(one.line());
      case SourceRow.Expanded one -> Optional.of(one.line());
      case SourceRow.Folded _,
          SourceRow.Remark _,
          SourceRow.Outside _,
          SourceRow.Verdict _,
          SourceRow.Ghost _ ->
          Optional.empty();
    };
  }

  /** Whether a row gives away how the path ends. */
  static boolean isEnd(SourceRow row) {
    return switch (row) {
      case SourceRow.Verdict _, SourceRow.Ghost _ -> true;
      case SourceRow.Line _,
          SourceRow.Remark _,
          SourceRow.Outside _,
          SourceRow.Expansion _,
          SourceRow.Expanded _,
          SourceRow.Folded _ ->
          false;
    };
  }

  /**
   * What is projected of a row: a sample's remark on the rule that it breaks is left out, and the
   * violation's sentence, which stands above the source already.
   *
   * @return the row as it is to be shown; none if nothing is left of it
   */
  static Stream<SourceRow> projected(SourceRow row) {
    return switch (row) {
      case SourceRow.Line line when line.parts().stream().anyMatch(CLAIM) ->
          Stream.of(
              new SourceRow.Line(
                  line.line(),
                  line.parts().stream().filter(CLAIM.negate()).toList(),
                  line.steps(),
                  line.onPath(),
                  line.ongoing(),
                  line.pills(),
                  line.bar()));
      case SourceRow.Verdict(int line, _, String consequence, String note) ->
          consequence.isEmpty() && note.isEmpty()
              ? Stream.empty()
              : Stream.of(new SourceRow.Verdict(line, "", consequence, note));
      default -> Stream.of(row);
    };
  }

  /** Where a row stands; -1 if it is folded away. */
  int of(SourceRow row) {
    List<SourceRow> rows = list.getItems();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).id().equals(row.id())) {
        return i;
      }
    }
    return -1;
  }

  /** The row that tells the verdict on a row's line; without one the row itself. */
  int verdictBelow(int row) {
    List<SourceRow> rows = list.getItems();
    for (int i = row + 1; i < Math.min(rows.size(), row + VERDICT); i++) {
      if (rows.get(i) instanceof SourceRow.Verdict) {
        return i;
      }
    }
    return row;
  }

  /** Where a line stands; -1 if it is folded away. */
  int ofLine(int line) {
    List<SourceRow> rows = list.getItems();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof SourceRow.Line one && one.line() == line) {
        return i;
      }
    }
    return -1;
  }

  /** The last of the rows that say what the macros of a row's line became. */
  int endOfExpansion(int row) {
    int end = row;
    List<SourceRow> rows = list.getItems();
    while (end + 1 < rows.size()
        && (rows.get(end + 1) instanceof SourceRow.Expanded
            || rows.get(end + 1) instanceof SourceRow.Expansion
            || rows.get(end + 1) instanceof SourceRow.Remark)) {
      end++;
    }
    return end;
  }

  /** Leaves the rows alone that are the same at the beginning and at the end. */
  void replace(List<SourceRow> next) {
    List<SourceRow> now = list.getItems();
    int same = 0;
    int shorter = Math.min(now.size(), next.size());
    while (same < shorter && now.get(same).equals(next.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < shorter - same
        && now.get(now.size() - 1 - tail).equals(next.get(next.size() - 1 - tail))) {
      tail++;
    }
    list.getItems().remove(same, now.size() - tail);
    list.getItems().addAll(same, next.subList(same, next.size() - tail));
  }
}
