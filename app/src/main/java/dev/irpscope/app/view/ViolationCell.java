package dev.irpscope.app.view;

import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.app.viewmodel.Mark;
import dev.irpscope.app.viewmodel.ViolationNode;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A row of the list of findings: a rule, a finding, a verdict or the reason of one. */
final class ViolationCell extends TreeCell<ViolationNode> {
  /** What a level is moved in, as in the style sheet, and what the platform leaves an arrow. */
  private static final double INDENT = 10;

  private static final double ARROW = 18;

  private final Label sign = new Label();
  private final CodeLabel title = new CodeLabel();
  private final CodeLabel detail = new CodeLabel();
  private final Label end = new Label();

  /** Below the other lines, which need their width for names. */
  private final Label judgement = new Label();

  private final VBox texts = new VBox(title, detail, judgement);
  private final HBox row = new HBox(sign, texts, end);
  private Optional<Tooltip> tip = Optional.empty();

  ViolationCell() {
    getStyleClass().add("violation-cell");
    setPrefWidth(0);
    row.getStyleClass().add("violation-row");
    row.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(texts, Priority.ALWAYS);
    texts.setMinWidth(0);
    end.setMinWidth(Region.USE_PREF_SIZE);
    sign.getStyleClass().add("verdict-sign");
    detail.getStyleClass().add("violation-detail");
  }

  /**
   * The platform offers the row the whole width of the cell; its lines have to be those of the
   * width that is left beside the indent and the arrow.
   */
  @Override
  protected double computePrefHeight(double width) {
    TreeItem<ViolationNode> item = getTreeItem();
    if (width <= 0 || item == null || getGraphic() == null) {
      return super.computePrefHeight(width);
    }
    double indent = (getTreeView().getTreeItemLevel(item) - 1) * INDENT;
    double taken = snappedLeftInset() + snappedRightInset() + ARROW + indent;
    return snappedTopInset() + row.prefHeight(width - taken) + snappedBottomInset();
  }

  @Override
  protected void updateItem(@Nullable ViolationNode item, boolean empty) {
    super.updateItem(item, empty);
    setText(null);
    setTooltip(null);
    getStyleClass().removeIf(c -> c.startsWith("node-"));
    end.getStyleClass().setAll("label");
    if (empty || item == null) {
      setGraphic(null);
      setId(null);
      return;
    }
    setId(item.id());
    switch (item) {
      case ViolationNode.Group group -> showGroup(group);
      case ViolationNode.Finding finding -> showFinding(finding);
      case ViolationNode.RuleVerdict verdict -> showVerdict(verdict);
      case ViolationNode.Reason reason -> {
        show("node-reason", "", reason.text(), "", "");
      }
    }
    setGraphic(row);
  }

  private void show(String style, String mark, String text, String more, String atEnd) {
    getStyleClass().add(style);
    sign.setText(mark);
    sign.getStyleClass().setAll("label", "verdict-sign", style + "-sign");
    sign.setVisible(!mark.isEmpty());
    sign.setManaged(!mark.isEmpty());
    title.show(text);
    detail.show(more);
    detail.setVisible(!more.isEmpty());
    detail.setManaged(!more.isEmpty());
    end.setText(atEnd);
    end.setVisible(!atEnd.isEmpty());
    end.setManaged(!atEnd.isEmpty());
    judge(Optional.empty());
  }

  private void judge(Optional<Mark> mark) {
    judgement.getStyleClass().setAll("label", "mark");
    judgement.setVisible(mark.isPresent());
    judgement.setManaged(mark.isPresent());
    mark.ifPresent(m -> {
      judgement.setText(Messages.get("mark." + m.kind().word()));
      judgement.getStyleClass().add("mark-" + m.kind().word());
      if (m.kind() == Mark.Kind.FALSE_ALARM) {
        getStyleClass().add("node-cleared");
      }
    });
  }

  private void showGroup(ViolationNode.Group group) {
    String count = Integer.toString(group.count());
    switch (group.kind()) {
      case FINDINGS -> {
        String more = group.stopped() ? Messages.get("violations.more") : "";
        show("node-group", "", group.title(), more, count);
        end.getStyleClass().add("count-badge");
      }
      case PRACTICE -> showFolded("violations.practice", count);
      case SUPPRESSED -> showFolded("violations.suppressed", count);
      case VERDICTS -> showFolded("violations.verdicts", count);
    }
  }

  private void showFolded(String title, String count) {
    show("node-group", "", Messages.get(title), "", count);
    end.getStyleClass().add("count-badge-plain");
  }

  private void showFinding(ViolationNode.Finding finding) {
    Violation v = finding.violation();
    String place = place(v.site());
    String begins =
        finding
            .begins()
            .map(b -> " \u00b7 " + Messages.get("violations.begins", place(b)))
            .orElse("");
    String steps = Messages.count("violations.steps", v.shortest().steps().size());
    String paths =
        v.pathCount() > 1 ? " \u00b7 " + Messages.count("violations.paths", v.pathCount()) : "";
    String rule = finding.showsRule() ? v.rule() + " \u00b7 " : "";
    String driver = finding.showsDriver() ? v.driver() + " \u00b7 " : "";
    show(
        "node-finding",
        "\u2715",
        v.function().name(),
        finding.earlier().map(e -> e.words() + " \u00b7 ").orElse("")
            + driver
            + rule
            + place
            + begins
            + " \u00b7 "
            + steps
            + paths,
        "");
    judge(finding.mark());
    String note =
        finding.mark().map(Mark::note).filter(n -> !n.isEmpty()).map(n -> n + "\n").orElse("");
    explain(note + v.message() + "\n" + String.join("\n", v.entries()));
  }

  private static String place(Span span) {
    return span.file().name() + ":" + span.line();
  }

  private void showVerdict(ViolationNode.RuleVerdict verdict) {
    RuleResult result = verdict.result();
    String driver = verdict.showsDriver() ? result.driver() : "";
    String word =
        Messages.get(
            switch (result.verdict()) {
              case Verdict.NoneFound _ -> "verdict.none";
              case Verdict.NotApplicable _ -> "verdict.notApplicable";
              case Verdict.Inconclusive(var cause, _, _, _) ->
                  cause == Verdict.Cause.CANCELLED ? "verdict.stopped" : "verdict.inconclusive";
              case Verdict.Failed _ -> "verdict.failed";
              case Verdict.Violated _ -> "verdict.violated";
            });
    String mark =
        switch (result.verdict()) {
          case Verdict.NoneFound _ -> "\u2713";
          case Verdict.NotApplicable _ -> "\u2013";
          case Verdict.Inconclusive _ -> "?";
          case Verdict.Failed _ -> "!";
          case Verdict.Violated _ -> "\u2715";
        };
    String kind =
        switch (result.verdict()) {
          case Verdict.NoneFound _ -> "node-none";
          case Verdict.NotApplicable _ -> "node-not-applicable";
          case Verdict.Inconclusive _ -> "node-inconclusive";
          case Verdict.Failed _ -> "node-failed";
          case Verdict.Violated _ -> "node-finding";
        };
    getStyleClass().add("node-verdict");
    show(kind, mark, result.rule(), driver, word);
    end.getStyleClass().add("verdict-word");
    String reasons =
        String.join(
            "\n",
            verdict.children().stream()
                .map(c -> c instanceof ViolationNode.Reason(_, String text) ? text : "")
                .toList());
    String searched =
        result.verdict() instanceof Verdict.NoneFound(int routines, _)
            ? Messages.count("verdict.routines", routines)
            : "";
    explain((word + ". " + searched + "\n" + reasons).strip());
  }

  /** The cell's one tool tip is kept: making one costs more than all else that a row needs. */
  private void explain(String text) {
    if (tip.isEmpty()) {
      Tooltip made = new Tooltip();
      made.setWrapText(true);
      made.setMaxWidth(460);
      tip = Optional.of(made);
    }
    tip.get().setText(text);
    setTooltip(tip.get());
  }
}
