package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.AnalysisProgress;
import dev.irpscope.app.viewmodel.WindowModel;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;

/** What the analysis does, for how long, and how to stop it; blocks nothing. */
final class ProgressStrip extends HBox {
  private final ProgressBar bar = new ProgressBar(-1);
  private final Label text = new Label();
  private final Label elapsed = new Label();
  private final Timeline clock;
  private int seconds;

  ProgressStrip(WindowModel model, Commands commands) {
    setId("progress-strip");
    getStyleClass().add("progress-strip");
    setAlignment(Pos.CENTER_LEFT);
    bar.setPrefWidth(160);
    text.setId("progress-text");
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    elapsed.getStyleClass().add("muted");
    elapsed.setMinWidth(Region.USE_PREF_SIZE);
    Button stop = commands.button("stop", new Region(), Messages.get("tool.stop"));
    stop.setId("progress-stop");
    stop.setGraphic(null);
    stop.setMinWidth(Region.USE_PREF_SIZE);
    getChildren().addAll(bar, text, elapsed, stop);
    clock = new Timeline(new KeyFrame(Duration.seconds(1), _ -> tick()));
    clock.setCycleCount(Animation.INDEFINITE);
    model.progressProperty().subscribe(this::show);
    model.runningProperty().subscribe(this::run);
  }

  private void run(boolean on) {
    setVisible(on);
    setManaged(on);
    seconds = 0;
    elapsed.setText("");
    if (on) {
      clock.playFromStart();
    } else {
      clock.stop();
    }
  }

  private void tick() {
    seconds++;
    elapsed.setText(Messages.count("progress.seconds", seconds));
  }

  private void show(AnalysisProgress progress) {
    bar.setProgress(progress.fraction());
    text.setText(
        progress.phase().isEmpty()
            ? Messages.get("progress.starting")
            : progress.total() > 0
                ? Messages.get(
                    "progress.counted",
                    progress.phase(),
                    progress.subject(),
                    progress.done(),
                    progress.total())
                : Messages.get("progress.plain", progress.phase(), progress.subject()));
  }
}
