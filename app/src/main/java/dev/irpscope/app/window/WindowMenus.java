package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menus: every command has its place in one of them. */
final class WindowMenus {
  private static final String SEPARATOR = "-";
  private static final String RECENT = "recent";

  private final Commands commands;
  private final Menu recent = new Menu(Messages.get("menu.recent"));
  private final MenuBar bar = new MenuBar();

  WindowMenus(Commands commands) {
    this.commands = commands;
    bar.setId("menu-bar");
    add("file", "open recent - exportReport exportPath exportGraph - saveMarks compare - close");
    add(
        "analysis",
        "analyse stop - routines addHeaderFolder - useSettings saveSettings editSettings"
            + " leaveSettings");
    add(
        "step",
        "next previous - over into out backOver backInto - first last violation opening goToStep"
            + " findStep findNext findPrevious - nextEvent previousEvent nextDecision"
            + " previousDecision decisionsOnly");
    add(
        "violations",
        "nextViolation previousViolation - nextPath previousPath - markReal markFalse markLater"
            + " suppress note - find clearFilter - copy copyFinding copyMarkdown copyPlace copyPath");
    add(
        "view",
        "detail1 detail2 detail3 - present predict graphView - changedOnly linesThatMatter expand"
            + " definition back editor setEditor maximise resetLayout - zoomIn zoomOut fitPath"
            + " fitAll - theme motion textLarger textSmaller textReset");
    add(
        "panes",
        "pane1 pane2 pane3 pane4 pane5 pane6 - hide1 hide2 hide3 hide4 hide5 hide6 - nextPane"
            + " previousPane");
    add("help", "ruleHelp keys");
  }

  MenuBar bar() {
    return bar;
  }

  private void add(String name, String entries) {
    Menu menu = new Menu(Messages.get("menu." + name));
    menu.setId("menu-" + name);
    for (String entry : entries.split(" ", -1)) {
      menu.getItems()
          .add(
              switch (entry) {
                case SEPARATOR -> new SeparatorMenuItem();
                case RECENT -> recent;
                default -> commands.menuItem(entry);
              });
    }
    bar.getMenus().add(menu);
  }

  /**
   * Lists folders to open again.
   *
   * @param open opens one
   */
  void showRecent(List<Path> folders, Consumer<Path> open) {
    recent.getItems().clear();
    for (Path folder : folders) {
      MenuItem item = new MenuItem(folder.toString());
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> open.accept(folder));
      recent.getItems().add(item);
    }
    recent.setDisable(recent.getItems().isEmpty());
  }
}
