package dev.irpscope.app.window;

import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.Notices;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** The status bar, and for a while in its place what was done last: nothing moves for that. */
final class BottomRow extends StackPane {
  /** Long enough to read a path and to reach its button. */
  private static final Duration LASTS = Duration.seconds(10);

  private final Node status;
  private final Notices notices;
  private final Commands commands;
  private final PauseTransition pause = new PauseTransition(LASTS);

  BottomRow(Node status, Notices notices, Commands commands) {
    this.status = status;
    this.notices = notices;
    this.commands = commands;
    getStyleClass().add("bottom-row");
    getChildren().add(status);
    notices.shown().addListener((ListChangeListener<Notice>) _ -> show());
  }

  private void show() {
    Optional<Notice> last =
        notices.shown().stream().filter(NoticeLine::isPassing).reduce((_, later) -> later);
    pause.stop();
    getChildren().setAll(status);
    status.setVisible(last.isEmpty());
    last.ifPresent(notice -> {
      NoticeLine line = new NoticeLine(notice, notices, commands);
      line.hoverProperty().subscribe(hovered -> wait(notice, hovered));
      getChildren().add(line);
    });
  }

  private void wait(Notice notice, boolean isLookedAt) {
    pause.stop();
    if (!isLookedAt) {
      pause.setOnFinished(_ -> notices.dismiss(notice));
      pause.playFromStart();
    }
  }
}
