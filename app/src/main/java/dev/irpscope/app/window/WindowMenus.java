package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
import dev.irpscope.app.view.TextSize;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.text.Font;

/** The menus: every command has its place in one of them. */
final class WindowMenus {
  private static final String SEPARATOR = "-";
  private static final String RECENT = "recent";

  /** Stands before the key in the text of an item. */
  private static final String KEY = "\t";

  private static final double KEY_GAP = 14;

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
    menu.setOnShowing(_ -> alignKeys(menu.getItems()));
    bar.getMenus().add(menu);
  }

  /**
   * Keys stand below each other behind the longest name: as many tabs before each as that takes.
   */
  private void alignKeys(List<MenuItem> items) {
    Font font = bar.lookup(".label") instanceof Label name ? name.getFont() : Font.getDefault();
    double tab = TextSize.width("\tx", font) - TextSize.width("x", font);
    if (tab <= 0) {
      return;
    }
    List<MenuItem> withKeys =
        items.stream().filter(i -> Objects.toString(i.getText(), "").contains(KEY)).toList();
    double longest =
        withKeys.stream().mapToDouble(i -> TextSize.width(name(i), font)).max().orElse(0);
    int column = (int) ((longest + KEY_GAP) / tab) + 1;
    for (MenuItem item : withKeys) {
      String text = item.getText();
      int tabs = column - (int) (TextSize.width(name(item), font) / tab);
      item.setText(name(item) + KEY.repeat(tabs) + text.substring(text.lastIndexOf(KEY) + 1));
    }
  }

  private static String name(MenuItem item) {
    return item.getText().substring(0, item.getText().indexOf(KEY));
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
