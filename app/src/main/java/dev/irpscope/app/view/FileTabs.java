package dev.irpscope.app.view;

import dev.irpscope.analysis.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** One tab for each file on the path, and for those that were looked at besides. */
final class FileTabs extends HBox {
  private final ToggleGroup group = new ToggleGroup();
  private final Consumer<SourceFile> chosen;
  private List<SourceFile> files = List.of();

  /**
   * @param chosen told of the file whose tab is pressed
   */
  FileTabs(Consumer<SourceFile> chosen) {
    this.chosen = chosen;
    getStyleClass().add("file-tabs");
  }

  void show(List<SourceFile> next) {
    files = List.copyOf(next);
    getChildren().clear();
    group.getToggles().clear();
    for (SourceFile file : files) {
      ToggleButton tab = new ToggleButton(file.name());
      tab.setMnemonicParsing(false);
      tab.setId("tab-" + file.path());
      tab.getStyleClass().add("file-tab");
      tab.setTooltip(new Tooltip(file.path()));
      tab.setToggleGroup(group);
      tab.setUserData(file);
      tab.setFocusTraversable(false);
      tab.setOnAction(_ -> {
        tab.setSelected(true);
        chosen.accept(file);
      });
      getChildren().add(tab);
    }
  }

  void select(SourceFile file) {
    group.getToggles().forEach(t -> t.setSelected(t.getUserData() == file));
  }

  /**
   * Makes sure that a file has a tab. It may have been read again since: what has the same path has
   * one tab.
   *
   * @return the file as the tab has it
   */
  SourceFile tabOf(SourceFile wanted) {
    SourceFile file =
        files.stream().filter(f -> f.path().equals(wanted.path())).findFirst().orElse(wanted);
    if (!files.contains(file)) {
      List<SourceFile> more = new ArrayList<>(files);
      more.add(file);
      show(more);
    }
    return file;
  }
}
