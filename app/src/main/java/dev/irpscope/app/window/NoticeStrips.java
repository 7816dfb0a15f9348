package dev.irpscope.app.window;

import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.Notices;
import javafx.collections.ListChangeListener;
import javafx.scene.layout.VBox;

/** One strip for each notice that stays until it is dealt with. */
final class NoticeStrips extends VBox {
  private final Notices notices;
  private final Commands commands;

  NoticeStrips(Notices notices, Commands commands) {
    this.notices = notices;
    this.commands = commands;
    setId("notices");
    notices.shown().addListener((ListChangeListener<Notice>) _ -> show());
    show();
  }

  private void show() {
    getChildren()
        .setAll(
            notices.shown().stream()
                .filter(this::isShown)
                .map(notice -> new NoticeLine(notice, notices, commands))
                .toList());
    setVisible(!getChildren().isEmpty());
    setManaged(!getChildren().isEmpty());
  }

  /** What another strip says too is not said twice. */
  private boolean isShown(Notice notice) {
    boolean isSaid =
        notice instanceof Notice.SettingsNotKept
            && notices.shown().stream().anyMatch(Notice.SettingsChanged.class::isInstance);
    return !isSaid && !NoticeLine.isPassing(notice);
  }
}
