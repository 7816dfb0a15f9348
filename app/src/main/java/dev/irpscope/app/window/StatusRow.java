package dev.irpscope.app.window;

import dev.irpscope.analysis.report.AnalysisReport;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.app.settings.AnalysisSettings;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.StepTexts;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.WindowModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;

/** The bottom line: what was read, with which settings, at which step, and the most useful keys. */
final class StatusRow extends StatusBar {
  /** Below this width the step needs the room of the keys. */
  private static final double ROOM_FOR_KEYS = 1400;

  private final WindowModel model;
  private final Label coverage = new Label();
  private final Label used = new Label();

  StatusRow(WindowModel model) {
    this.model = model;
    setId("status-bar");
    setText("");
    used.setId("status-settings");
    Label keys = new Label();
    keys.textProperty()
        .bind(
            Bindings.when(widthProperty().greaterThan(ROOM_FOR_KEYS))
                .then(Messages.get("status.keys"))
                .otherwise(Messages.get("status.keys.short")));
    for (Label label : new Label[] {coverage, used, keys}) {
      label.getStyleClass().add("muted");
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    getLeftItems().addAll(coverage, used);
    getRightItems().add(keys);
    model.settings().currentProperty().subscribe(_ -> showSettings());
    model.settings().fileProperty().subscribe(_ -> showSettings());
    model.screenProperty().subscribe(this::showScreen);
    model.stepping().selectionProperty().subscribe(this::showPosition);
  }

  private void showScreen(Screen screen) {
    coverage.setText("");
    coverage.setTooltip(null);
    if (screen instanceof Screen.Opened(_, var folder)) {
      showCoverage(folder.report());
    }
    showPosition(model.stepping().selection());
  }

  /** How much was read, and which programs beside the drivers no rule was checked in. */
  private void showCoverage(AnalysisReport report) {
    String read =
        Messages.get(
            "status.coverage",
            Messages.count("status.files", report.coverage().files()),
            Messages.count("status.lines", report.coverage().lines()),
            Messages.count("status.functions", report.coverage().functions().size()));
    List<String> programs =
        report.coverage().diagnostics().stream()
            .filter(d -> d.code().equals(Diagnostic.NOT_A_DRIVER))
            .map(d -> d.path() + ": " + d.message())
            .toList();
    if (programs.isEmpty()) {
      coverage.setText(read);
    } else {
      coverage.setText(read + " \u00b7 " + Messages.count("status.programs", programs.size()));
      coverage.setTooltip(new Tooltip(String.join("\n", programs)));
    }
  }

  /** Which settings hold, so that nobody wonders where a result comes from. */
  private void showSettings() {
    Optional<Path> file = model.settings().fileProperty().get();
    boolean some = !model.settings().current().equals(AnalysisSettings.NONE);
    used.setText(
        file.map(f -> Messages.get("status.settings", String.valueOf(f.getFileName())))
            .orElse(some ? Messages.get("status.settings.session") : ""));
    used.setTooltip(file.map(f -> new Tooltip(f.toString())).orElse(null));
  }

  private void showPosition(Selection selection) {
    setText(selection.step().map(s -> StepTexts.position(s, selection.steps().size())).orElse(""));
  }
}
