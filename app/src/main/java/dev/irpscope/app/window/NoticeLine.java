package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.Notices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;

/** A notice: a sentence, the ways on, and a way to put it aside. */
final class NoticeLine extends HBox {
  private final Notices notices;

  NoticeLine(Notice notice, Notices notices, Commands commands) {
    this.notices = notices;
    Label text = new Label(sentence(notice));
    text.setId("notice-text-" + notice.id());
    text.setMinWidth(0);
    text.setMaxWidth(Double.MAX_VALUE);
    text.setTooltip(new Tooltip(tip(notice)));
    HBox.setHgrow(text, Priority.ALWAYS);
    getChildren()
        .addAll(new FontIcon(isGood(notice) ? "mdi2c-check" : "mdi2a-alert-outline"), text);
    for (String command : ways(notice)) {
      Button button = commands.button(command, new Region(), Commands.name(command));
      button.setGraphic(null);
      button.setId("notice-" + command);
      button.getStyleClass().add("chip-button");
      button.setText(Commands.hint(commands.get(command)));
      button.setMinWidth(Region.USE_PREF_SIZE);
      getChildren().add(button);
    }
    Button hide = new Button(Messages.get("trouble.hide"));
    hide.setId("notice-hide-" + notice.id());
    hide.getStyleClass().add("chip-button");
    hide.setFocusTraversable(false);
    hide.setMinWidth(Region.USE_PREF_SIZE);
    hide.setOnAction(_ -> notices.dismiss(notice));
    getChildren().add(hide);
    setId("notice-" + notice.id());
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().addAll("trouble-line", "notice");
    if (isGood(notice)) {
      getStyleClass().add("notice-good");
    }
    setAccessibleRole(AccessibleRole.TEXT);
    setAccessibleText(sentence(notice));
  }

  /** Whether a notice only tells that something was done, and needs nothing. */
  static boolean isPassing(Notice notice) {
    return notice instanceof Notice.Written || notice instanceof Notice.Copied;
  }

  private boolean isKept() {
    return notices.shown().stream().noneMatch(Notice.SettingsNotKept.class::isInstance);
  }

  private static boolean isGood(Notice notice) {
    return switch (notice) {
      case Notice.Written _, Notice.Copied _, Notice.Compared _ -> true;
      case Notice.FilesChanged _,
          Notice.FolderGone _,
          Notice.ViolationGone _,
          Notice.RulesFailed _,
          Notice.Unusable _,
          Notice.OutOfMemory _,
          Notice.EndedEarly _,
          Notice.SettingsUnusable _,
          Notice.SettingsChanged _,
          Notice.SettingsNotKept _,
          Notice.NotWritten _ ->
          false;
    };
  }

  private List<String> ways(Notice notice) {
    return switch (notice) {
      case Notice.FilesChanged _ -> List.of("analyse");
      case Notice.FolderGone _ -> List.of("open");
      case Notice.ViolationGone _ -> List.of("nextViolation");
      case Notice.RulesFailed _ -> List.of("copyProblems", "analyse");
      case Notice.NotWritten(_, _, var again) -> List.of(again);
      case Notice.OutOfMemory _, Notice.EndedEarly _ -> List.of("useSettings", "analyse");
      case Notice.SettingsUnusable _ -> List.of("editSettings", "analyse");
      case Notice.SettingsChanged _ ->
          isKept() ? List.of("analyse") : List.of("saveSettings", "analyse");
      case Notice.SettingsNotKept _ -> List.of("saveSettings");
      case Notice.Written _ -> List.of("openWritten");
      case Notice.Unusable _, Notice.Compared _, Notice.Copied _ -> List.of();
    };
  }

  private static String sentence(Notice notice) {
    return switch (notice) {
      case Notice.FilesChanged(var files) ->
          Messages.count("notice.changed", files.size(), files.getFirst());
      case Notice.FolderGone(var folder) -> Messages.get("notice.folderGone", folder.toString());
      case Notice.ViolationGone(var rule, var function) ->
          Messages.get("notice.violationGone", rule, function);
      case Notice.RulesFailed(var rules) ->
          Messages.count("notice.failed", rules.size(), String.join(", ", rules));
      case Notice.Unusable(var sentence) -> sentence;
      case Notice.OutOfMemory(int finished) -> Messages.count("notice.memory", finished);
      case Notice.EndedEarly(int finished, var sentence) ->
          Messages.count("notice.ended", finished, sentence);
      case Notice.SettingsUnusable(var sentence) ->
          Messages.get("notice.settingsUnusable", sentence);
      case Notice.SettingsChanged() -> Messages.get("notice.settingsChanged");
      case Notice.SettingsNotKept() -> Messages.get("notice.settingsNotKept");
      case Notice.NotWritten(var target, var problem, _) ->
          Messages.get("notice.notWritten", target.toString(), Exports.reason(problem));
      case Notice.Compared(var earlier, long fresh, long still, int gone) ->
          Messages.get(
              "notice.compared", String.valueOf(earlier.getFileName()), fresh, still, (long) gone);
      case Notice.Written(var target) -> Messages.get("notice.written", target.toString());
      case Notice.Copied(var what) -> Messages.get(what);
    };
  }

  private static String tip(Notice notice) {
    List<String> lines = new ArrayList<>();
    lines.add(sentence(notice));
    Optional.of(notice)
        .filter(Notice.FilesChanged.class::isInstance)
        .map(Notice.FilesChanged.class::cast)
        .ifPresent(changed -> lines.addAll(changed.files().stream().limit(20).toList()));
    return String.join("\n", lines);
  }
}
