package dev.irpscope.app.window;

import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.report.FunctionCoverage;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.trace.Counterexample;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;

/** The verdict in one sentence, what it leads to, and what it rests on. */
final class VerdictLine extends HBox {
  private static final PseudoClass VIOLATED = PseudoClass.getPseudoClass("violated");

  /** In a lower window the source, where the consequence stands too, needs each line. */
  private static final double ROOM_FOR_ALL = 700;

  private final WindowModel model;
  private final Label sign = new Label();
  private final Label headline = new Label();
  private final Label consequence = new Label();
  private final Label feasibility = new Label();
  private final Button limits = new Button();
  private Selection last = Selection.NONE;
  private List<String> grounds = List.of();

  VerdictLine(WindowModel model) {
    this.model = model;
    setId("verdict-line");
    getStyleClass().add("verdict-line");
    setAlignment(Pos.CENTER_LEFT);
    sign.getStyleClass().add("headline-sign");
    sign.setMinWidth(Region.USE_PREF_SIZE);
    headline.setId("headline");
    headline.getStyleClass().add("headline");
    headline.setMinWidth(0);
    headline.setWrapText(true);
    headline.setMinHeight(Region.USE_PREF_SIZE);
    consequence.setId("consequence");
    consequence.getStyleClass().add("consequence");
    consequence.setMinWidth(0);
    consequence.setMinHeight(Region.USE_PREF_SIZE);
    sceneProperty()
        .flatMap(Scene::heightProperty)
        .subscribe(
            high -> consequence.setWrapText(high != null && high.doubleValue() >= ROOM_FOR_ALL));
    VBox texts = new VBox(headline, consequence);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    feasibility.getStyleClass().add("verdict-note");
    feasibility.setMinWidth(Region.USE_PREF_SIZE);
    limits.setId("button-limits");
    limits.getStyleClass().add("chip-button");
    limits.setFocusTraversable(false);
    limits.setMinWidth(Region.USE_PREF_SIZE);
    limits.setOnAction(_ -> showGrounds());
    getChildren().addAll(sign, texts, feasibility, limits);
    model.stepping().selectionProperty().subscribe(this::selected);
    model.screenProperty().subscribe(_ -> show());
    model.violations().results().addListener((ListChangeListener<RuleResult>) _ -> show());
  }

  /** A step along the path changes nothing here. */
  private void selected(Selection selection) {
    boolean same =
        selection.samePath(last) && selection.path().isPresent() == last.path().isPresent();
    last = selection;
    if (!same || selection.path().isEmpty()) {
      show();
    }
  }

  private void show() {
    Selection selection = model.stepping().selection();
    boolean violated = selection.path().isPresent();
    pseudoClassStateChanged(VIOLATED, violated);
    feasibility.setVisible(violated);
    feasibility.setManaged(violated);
    if (selection.violation().isPresent() && selection.path().isPresent()) {
      showViolation(selection.violation().get(), selection.path().get());
    } else {
      showSummary();
    }
    limits.setVisible(!grounds.isEmpty());
    limits.setManaged(!grounds.isEmpty());
    limits.setText(Messages.count("limits", grounds.size()));
    boolean more = !consequence.getText().isEmpty();
    consequence.setVisible(more);
    consequence.setManaged(more);
  }

  private void showViolation(Violation violation, Counterexample path) {
    sign.setText("\u2715");
    headline.setText(path.message());
    consequence.setText(Messages.get("verdict.consequence", violation.rule(), path.consequence()));
    String feasible = "feasibility." + path.feasibility().name();
    feasibility.setText(Messages.get(feasible));
    feasibility.setTooltip(new Tooltip(Messages.get(feasible + ".tip")));
    List<String> all = new ArrayList<>();
    path.assumptions().forEach(a -> all.add(Messages.get("limits.assumed", ended(a))));
    model.violations().results().stream()
        .filter(r -> r.verdict().found().contains(violation))
        .forEach(r -> all.addAll(r.verdict().limits()));
    grounds = List.copyOf(all);
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }

  /** Never a bare tick: how many rules, routines and functions stand behind it. */
  private void showSummary() {
    List<RuleResult> results = model.violations().results();
    long found = model.violations().defectCount();
    grounds = results.stream().flatMap(r -> r.verdict().limits().stream()).distinct().toList();
    sign.setText("");
    consequence.setText("");
    switch (model.screenProperty().get()) {
      case Screen.Start _, Screen.Problem _ -> headline.setText("");
      case Screen.Analysing(var folder) ->
          headline.setText(
              found == 0
                  ? Messages.get("headline.analysing", String.valueOf(folder.getFileName()))
                  : Messages.count("headline.sofar", found));
      case Screen.Stopped(_, boolean byUser) -> {
        headline.setText(
            Messages.count(byUser ? "headline.stopped" : "headline.brokenOff", results.size()));
        consequence.setText(Messages.get("headline.stopped.more"));
      }
      case Screen.Opened(_, var folder) -> showReport(folder.report(), found);
    }
  }

  private void showReport(AnalysisReport report, long found) {
    int routines =
        report.results().stream()
            .map(RuleResult::verdict)
            .mapToInt(v -> v instanceof Verdict.NoneFound(int count, _) ? count : 0)
            .max()
            .orElse(report.entries().size());
    int rules = (int) report.results().stream().map(RuleResult::rule).distinct().count();
    long practice = model.violations().totalCount() - model.violations().defectCount();
    String none = Messages.get("headline.none", rules, routines);
    headline.setText(
        found > 0
            ? Messages.count("headline.found", found, rules, routines)
            : practice > 0 ? Messages.count("headline.practice", practice, none) : none);
    long whole = report.coverage().count(FunctionCoverage.Status.ANALYSED);
    int all = report.coverage().functions().size();
    String coverage = Messages.get("headline.coverage", whole, (long) all);
    String pick =
        found > 0
            ? Messages.get("headline.pick") + " "
            : practice > 0 ? Messages.get("headline.pickPractice") + " " : "";
    consequence.setText(pick + coverage);
  }

  private void showGrounds() {
    VBox box = new VBox();
    box.getStyleClass().add("popover-box");
    for (String ground : grounds) {
      Label label = new Label("\u2022 " + ground);
      label.setWrapText(true);
      label.setMaxWidth(460);
      box.getChildren().add(label);
    }
    PopOver popOver = new PopOver((Node) box);
    popOver.setTitle(Messages.get("limits.title"));
    popOver.setHeaderAlwaysVisible(true);
    popOver.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
    popOver.show(limits);
    Optional.ofNullable(popOver.getScene())
        .ifPresent(s -> {
          s.getStylesheets().setAll(getScene().getStylesheets());
          popOver.getRoot().getStyleClass().addAll(getScene().getRoot().getStyleClass());
        });
  }
}
