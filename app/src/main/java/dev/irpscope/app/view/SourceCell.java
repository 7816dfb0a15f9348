package dev.irpscope.app.view;

import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.source.SourceRow;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.SteppingModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/** Draws one row of the source pane: gutter, then code or a remark. */
final class SourceCell extends ListCell<SourceRow> {
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass CURRENT_PART = PseudoClass.getPseudoClass("current-part");
  private static final PseudoClass ON_PATH = PseudoClass.getPseudoClass("on-path");
  private static final PseudoClass BREAKS = PseudoClass.getPseudoClass("breaks");
  private static final PseudoClass MANY = PseudoClass.getPseudoClass("many");
  private static final int BADGES = 2;

  private final SteppingModel model;
  private final CodeColumns columns;
  private final Label arrow = new Label("\u25b6");
  private final Label number = new Label();
  private final HBox badges = new HBox();
  private final ObligationMark obligation = new ObligationMark();
  private final HBox content = new HBox();
  private final CodeFlow code;
  private final HBox row;
  private final InvalidationListener stepped = _ -> showStep();

  /**
   * @param names told of a name that was clicked with Ctrl
   * @param lines what becomes of a line that is wider than the list
   * @param columns how many letters the list has room for
   */
  SourceCell(SteppingModel model, Consumer<String> names, SourceLines lines, CodeColumns columns) {
    this.model = model;
    this.columns = columns;
    code = new CodeFlow(this, content, names, lines, columns);
    getStyleClass().add("source-cell");
    if (lines != SourceLines.WHOLE) {
      // Not wider than the list, whatever it holds: nothing lies beside the edge.
      setPrefWidth(0);
    }
    arrow.getStyleClass().add("current-arrow");
    number.getStyleClass().addAll("line-number", "code");
    badges.getStyleClass().add("gutter-badges");
    content.getStyleClass().add("source-content");
    content.setAlignment(Pos.CENTER_LEFT);
    content.setFillHeight(false);
    StackPane pathBar = new StackPane(arrow);
    pathBar.getStyleClass().add("path-bar");
    row = new HBox(pathBar, number, badges, obligation, content);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setFillHeight(true);
    setText(null);
    model.selectionProperty().addListener(new WeakInvalidationListener(stepped));
    model.horizonProperty().addListener(new WeakInvalidationListener(stepped));
  }

  @Override
  protected void updateItem(@Nullable SourceRow item, boolean empty) {
    super.updateItem(item, empty);
    content.getChildren().clear();
    badges.getChildren().clear();
    number.setText("");
    StyleClasses.only(this, "row-", empty || item == null ? "" : style(item));
    if (empty || item == null) {
      setGraphic(null);
      setId(null);
      setPseudo(false, false, false);
      return;
    }
    setId(item.id());
    obligation.show(item.bar());
    switch (item) {
      case SourceRow.Line line -> showLine(line);
      case SourceRow.Remark remark -> showRemark(remark);
      case SourceRow.Outside outside -> showOutside(outside);
      case SourceRow.Expansion expansion -> showExpansion(expansion);
      case SourceRow.Expanded expanded -> showExpanded(expanded);
      case SourceRow.Verdict verdict -> showVerdict(verdict);
      case SourceRow.Ghost ghost -> showGhost(ghost);
      case SourceRow.Folded folded -> showFolded(folded);
    }
    setGraphic(row);
    showStep();
  }

  private static String style(SourceRow item) {
    return switch (item) {
      case SourceRow.Line _ -> "row-line";
      case SourceRow.Remark _ -> "row-remark";
      case SourceRow.Outside _ -> "row-outside";
      case SourceRow.Expansion _ -> "row-expansion";
      case SourceRow.Expanded _ -> "row-expanded";
      case SourceRow.Verdict _ -> "row-verdict";
      case SourceRow.Ghost _ -> "row-ghost";
      case SourceRow.Folded _ -> "row-folded";
    };
  }

  private void showLine(SourceRow.Line line) {
    number.setText(Integer.toString(line.line()));
    code.line(line.copyText(), line.parts(), line.pills().stream().map(SourceCell::pill).toList());
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (getItem() instanceof SourceRow.Line && getGraphic() != null) {
      columns.measured(content.getLayoutX(), number.getFont());
    }
  }

  private void showRemark(SourceRow.Remark remark) {
    int step = remark.pills().getFirst().step();
    List<Node> parts = new ArrayList<>();
    for (SourceRow.Pill pill : remark.pills()) {
      if (!parts.isEmpty()) {
        parts.add(new Text("  "));
      }
      parts.add(pill(pill));
    }
    code.behind(
        code.indent(indentAbove(l -> l.steps().stream().anyMatch(s -> s.index() == step))), parts);
  }

  private void showOutside(SourceRow.Outside outside) {
    Label text = new Label(outside.step().sentence());
    text.getStyleClass().add("outside-text");
    code.behind(code.indent(currentIndent()), List.of(text));
  }

  private void showExpansion(SourceRow.Expansion expansion) {
    Label text = new Label(Messages.get("source.expansion", expansion.macro(), expansion.body()));
    Tooltip.install(content, new Tooltip(Messages.get("source.expansion.tip")));
    text.getStyleClass().addAll("expansion-text", "code");
    Label place = new Label(expansion.place());
    place.getStyleClass().add("expansion-place");
    code.behind(code.indent(currentIndent()), List.of(text, new Text("  "), place));
  }

  private void showExpanded(SourceRow.Expanded expanded) {
    List<Node> added = new ArrayList<>();
    if (expanded.number() == 0) {
      Label place =
          new Label(
              expanded.place().isEmpty()
                  ? expanded.macro()
                  : Messages.get("source.expanded", expanded.macro(), expanded.place()));
      place.getStyleClass().add("expansion-place");
      place.setMinWidth(Region.USE_PREF_SIZE);
      added.add(place);
    }
    code.line(expanded.copyText(), expanded.parts(), added);
  }

  private void showVerdict(SourceRow.Verdict verdict) {
    TextFlow flow = new TextFlow();
    addSentence(flow, verdict.message(), "verdict-message");
    addSentence(flow, verdict.consequence(), "verdict-consequence");
    addSentence(flow, verdict.note(), "verdict-note");
    flow.getStyleClass().add("verdict-flow");
    if (getListView() != null) {
      flow.prefWidthProperty()
          .bind(getListView().widthProperty().subtract(columns.gutter()).subtract(40));
    }
    content.getChildren().add(flow);
  }

  private static void addSentence(TextFlow flow, String sentence, String styleClass) {
    if (!sentence.isEmpty()) {
      Text text = new Text((flow.getChildren().isEmpty() ? "" : " ") + sentence);
      text.getStyleClass().add(styleClass);
      flow.getChildren().add(text);
    }
  }

  private void showFolded(SourceRow.Folded folded) {
    Label text = new Label(Messages.count("source.folded", folded.count()));
    text.getStyleClass().add("folded-text");
    content.getChildren().add(text);
  }

  private void showGhost(SourceRow.Ghost ghost) {
    Label plus = new Label("+");
    plus.getStyleClass().add("ghost-plus");
    badges.getChildren().add(plus);
    Label lead = new Label(Messages.get("source.ghost"));
    lead.getStyleClass().add("ghost-lead");
    Label call = new Label(ghost.call());
    call.getStyleClass().addAll("ghost-call", "code");
    Tooltip.install(content, new Tooltip(ghost.explanation()));
    code.behind(code.indent(ghost.indent()), List.of(lead, new Text(" "), call));
  }

  /** The white space of the line that the row belongs to. */
  private String currentIndent() {
    return indentAbove(_ -> true);
  }

  private String indentAbove(Predicate<SourceRow.Line> wanted) {
    if (getListView() == null) {
      return "";
    }
    for (int i = getIndex() - 1; i >= 0; i--) {
      if (getListView().getItems().get(i) instanceof SourceRow.Line line && wanted.test(line)) {
        String text = line.copyText();
        return text.substring(0, text.length() - text.stripLeading().length());
      }
    }
    return "";
  }

  private static Node pill(SourceRow.Pill pill) {
    Label label = new Label(pill.text());
    label.getStyleClass().addAll("pill", "pill-" + pill.kind().name().toLowerCase(Locale.ROOT));
    label.setMinWidth(Region.USE_PREF_SIZE);
    label.setUserData(pill);
    return label;
  }

  /** Moves the highlight; cheap, called for every visible cell at every step. */
  private void showStep() {
    SourceRow item = getItem();
    if (item == null) {
      return;
    }
    Selection selection = model.selection();
    int now = selection.index();
    int horizon = model.horizonProperty().get();
    int told = Math.max(horizon, now);
    Optional<Counterexample> path = selection.path();
    showBar(item, path);
    showPills(content, horizon);
    switch (item) {
      case SourceRow.Line line -> {
        boolean seen =
            horizon == Integer.MAX_VALUE || line.steps().stream().anyMatch(s -> s.index() <= told);
        boolean current = line.steps().stream().anyMatch(s -> s.index() == now);
        boolean breaks =
            path.isPresent()
                && path.get().violating() <= horizon
                && line.steps().stream().anyMatch(s -> s.index() == path.get().violating());
        setPseudo(current, line.onPath() && seen, breaks, line.ongoing().contains(now));
        path.ifPresent(p -> showBadges(line.steps(), p, now));
      }
      case SourceRow.Outside outside -> {
        setPseudo(outside.step().index() == now, true, false);
        path.ifPresent(p -> showBadges(List.of(outside.step()), p, now));
      }
      case SourceRow.Remark remark ->
          setPseudo(
              remark.pills().stream().anyMatch(p -> p.step() == now),
              remark.pills().stream().anyMatch(p -> p.step() <= told),
              path.isPresent()
                  && path.get().violating() <= horizon
                  && remark.pills().stream().anyMatch(p -> p.step() == path.get().violating()));
      case SourceRow.Expanded expanded -> {
        boolean current = expanded.steps().stream().anyMatch(s -> s.index() == now);
        boolean seen = expanded.steps().stream().anyMatch(s -> s.index() <= told);
        setPseudo(current, seen, false);
        path.ifPresent(p -> showBadges(expanded.steps(), p, now));
      }
      case SourceRow.Expansion _, SourceRow.Verdict _, SourceRow.Ghost _, SourceRow.Folded _ ->
          setPseudo(false, false, false);
    }
  }

  private static void showPills(Pane holder, int horizon) {
    for (Node node : holder.getChildren()) {
      if (node.getUserData() instanceof SourceRow.Pill pill) {
        node.setVisible(pill.step() <= horizon);
      } else if (node instanceof TextFlow flow) {
        showPills(flow, horizon);
      }
    }
  }

  private void showBar(SourceRow item, Optional<Counterexample> path) {
    boolean known = path.isEmpty() || path.get().violating() <= model.horizonProperty().get();
    obligation.show(known ? item.bar() : SourceRow.Bar.NONE);
  }

  private void setPseudo(boolean current, boolean onPath, boolean breaks) {
    setPseudo(current, onPath, breaks, false);
  }

  /**
   * @param ongoing whether the current step began on a line before and goes on here
   */
  private void setPseudo(boolean current, boolean onPath, boolean breaks, boolean ongoing) {
    pseudoClassStateChanged(CURRENT, current);
    pseudoClassStateChanged(CURRENT_PART, ongoing && !current);
    pseudoClassStateChanged(ON_PATH, onPath);
    pseudoClassStateChanged(BREAKS, breaks);
    arrow.setVisible(current && !(getItem() instanceof SourceRow.Remark));
  }

  /** As many badges as fit, the current one among them. */
  private void showBadges(List<Step> all, Counterexample path, int now) {
    int horizon = model.horizonProperty().get();
    List<Step> steps =
        horizon == Integer.MAX_VALUE
            ? all
            : all.stream().filter(s -> s.index() <= Math.max(horizon, now)).toList();
    int at = 0;
    for (int i = 0; i < steps.size(); i++) {
      at = steps.get(i).index() == now ? i : at;
    }
    // Two numbers of four digits would reach into the line number.
    boolean many = path.steps().size() >= 1000;
    int room = many ? 1 : BADGES;
    badges.pseudoClassStateChanged(MANY, many);
    int from = Math.max(0, Math.min(at, steps.size() - room));
    List<Step> shown = steps.subList(from, Math.min(steps.size(), from + room));
    while (badges.getChildren().size() > shown.size()) {
      badges.getChildren().removeLast();
    }
    while (badges.getChildren().size() < shown.size()) {
      badges.getChildren().add(new StepBadge());
    }
    for (int i = 0; i < shown.size(); i++) {
      Step step = shown.get(i);
      StepBadge badge = (StepBadge) badges.getChildren().get(i);
      badge.show(step, path, step.index() == now, step.index() > horizon);
    }
  }
}
