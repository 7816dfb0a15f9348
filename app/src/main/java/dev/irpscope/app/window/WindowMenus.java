package dev.irpscope.app.window;

import dev.irpscope.app.view.Messages;
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
import javafx.scene.text.Text;

/** The menus: every command has its place in one of them. */
final class WindowMenus {
  private static final String SEPARATOR = "-";
  private static final String RECENT = "recent";
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
    double tab = width("\tx", font) - width("x", font);
    int column = 0;
    for (MenuItem item : items) {
      String name = name(item);
      if (tab > 0 && item.getText() != null && name.length() < item.getText().length()) {
        column = Math.max(column, (int) ((width(name, font) + KEY_GAP) / tab) + 1);
      }
    }
    for (MenuItem item : items) {
      String name = name(item);
      if (column > 0 && item.getText() != null && name.length() < item.getText().length()) {
        int tabs = column - (int) (width(name, font) / tab);
        item.setText(name + "\t".repeat(tabs) + item.getText().substring(name.length()).strip());
      }
    }
  }

  private static String name(MenuItem item) {
    String text = Objects.toString(item.getText(), "");
    int end = text.indexOf('\t');
    return end < 0 ? text : text.substring(0, end);
  }

  private static double width(String text, Font font) {
    Text sample = new Text(text);
    sample.setFont(font);
    return sample.getLayoutBounds().getWidth();
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
