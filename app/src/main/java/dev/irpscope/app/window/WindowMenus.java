package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menus: every command has its place in one of them. */
final class WindowMenus {
  private static final String SEPARATOR = "-";
  private static final String RECENT = "recent";

  /** Commands by menu, with signs between groups. */
  private static final Map<String, String> ENTRIES = listed();

  private final Commands commands;
  private final Menu recent = new Menu(Messages.get("menu.recent"));
  private final MenuBar bar = new MenuBar();

  WindowMenus(Commands commands) {
    this.commands = commands;
    bar.setId("menu-bar");
    ENTRIES.forEach(this::add);
  }

  private static Map<String, String> listed() {
    Map<String, String> of = new LinkedHashMap<>();
    of.put(
        "file",
        "open recent - exportReport exportPath exportLesson exportGraph openWritten - saveMarks compare - close");
    of.put(
        "analysis",
        "analyse stop - routines addHeaderFolder copyProblems - useSettings saveSettings editSettings"
            + " leaveSettings");
    of.put(
        "step",
        "next previous - over into out backOver backInto - first last violation opening goToStep"
            + " findStep findNext findPrevious - nextEvent previousEvent nextDecision"
            + " previousDecision decisionsOnly");
    of.put(
        "violations",
        "nextViolation previousViolation - nextPath previousPath - markReal markFalse markLater"
            + " suppress note stepNote - find clearFilter - copy copyFinding copyMarkdown copyPlace copyPath");
    of.put(
        "view",
        "detail1 detail2 detail3 - present predict graphView - changedOnly linesThatMatter wrap expand"
            + " definition back editor setEditor maximise resetLayout - zoomIn zoomOut fitPath"
            + " fitAll groupBlocks - theme motion textLarger textSmaller textReset");
    of.put(
        "panes",
        "pane1 pane2 pane3 pane4 pane5 pane6 - hide1 hide2 hide3 hide4 hide5 hide6 - nextPane"
            + " previousPane");
    of.put("help", "ruleHelp keys");
    return of;
  }

  /** The commands of each menu, in order. */
  static Map<String, List<String>> entries() {
    Map<String, List<String>> ids = new LinkedHashMap<>();
    ENTRIES.forEach((menu, entries) ->
        ids.put(
            menu,
            Stream.of(entries.split(" ", -1))
                .filter(e -> !e.equals(SEPARATOR) && !e.equals(RECENT))
                .toList()));
    return ids;
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
