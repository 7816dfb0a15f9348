package dev.irpscope.app.window;

import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.WindowModel;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** The commands that are about the panes and what they show. */
final class PaneCommands {
  private final WindowModel model;
  private final Workspace workspace;

  PaneCommands(WindowModel model, Workspace workspace) {
    this.model = model;
    this.workspace = workspace;
  }

  /**
   * @param stepped whether there is a path
   * @param atWork whether a folder is open
   */
  void addTo(Commands commands, BooleanBinding stepped, BooleanBinding atWork) {
    commands.add("changedOnly", atWork, () -> done(this::toggleChangedOnly), "C");
    commands.add("expand", stepped, () -> workspace.source().toggleExpansion(), "X");
    commands.add("maximise", atWork, workspace::maximiseSource, "Ctrl+Space");
    for (int i = 0; i < workspace.panes().size(); i++) {
      var pane = workspace.panes().get(i);
      commands.add("pane" + (i + 1), atWork, () -> workspace.goTo(pane), "Ctrl+" + (i + 1));
      commands.add(
          "hide" + (i + 1), atWork, () -> workspace.toggleHidden(pane), "Ctrl+Shift+" + (i + 1));
    }
    commands.add("nextPane", atWork, () -> workspace.cycle(1), "F6");
    commands.add("previousPane", atWork, () -> workspace.cycle(-1), "Shift+F6");
    commands.add("find", atWork, () -> done(this::find), "Ctrl+F");
    commands.add("clearFilter", new ReadOnlyBooleanWrapper(true), this::clearFilter, "Esc");
    commands.add("copy", atWork, this::copy, "Ctrl+C");

    commands.add(
        "branchTrue", stepped, () -> done(() -> workspace.graph().followBranch(true)), "T");
    commands.add(
        "branchFalse", stepped, () -> done(() -> workspace.graph().followBranch(false)), "F");
    commands.add("zoomIn", stepped, () -> done(() -> workspace.graph().zoomIn()), "+");
    commands.add("zoomOut", stepped, () -> done(() -> workspace.graph().zoomOut()), "-");
    commands.add("fitPath", stepped, () -> done(() -> workspace.graph().fitPath()), "0");
    commands.add("fitAll", stepped, () -> done(() -> workspace.graph().fitAll()), "Shift+0", "=");

    commands.add("linesThatMatter", stepped, () -> workspace.source().toggleFold(), "Shift+S");
    commands.add("wrap", atWork, workspace::switchWrapping, "Alt+Z");
    commands.add("findStep", stepped, () -> workspace.path().openSearch(), "Ctrl+Shift+F");
    commands.add("findNext", stepped, () -> workspace.path().findNext(1), "F3");
    commands.add("findPrevious", stepped, () -> workspace.path().findNext(-1), "Shift+F3");
    commands.add("definition", stepped, () -> workspace.source().goToDefinition(), "F12");
    commands.add("back", stepped, () -> workspace.source().goBack(), "Alt+Left");
    commands.add("resetLayout", atWork, workspace::resetLayout);
    commands.add("groupBlocks", stepped, () -> workspace.graph().toggleGroups(), "U");
    commands.add("graphView", atWork, () -> workspace.views().next(), "G");
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }

  private void toggleChangedOnly() {
    var property = workspace.state().changedOnlyProperty();
    property.set(!property.get());
  }

  private void find() {
    workspace.goTo(workspace.panes().getFirst());
    workspace.violations().filter().requestFocus();
    workspace.violations().filter().selectAll();
  }

  private boolean clearFilter() {
    var filter = model.violations().filterProperty();
    boolean focused = workspace.violations().filter().isFocused();
    if (filter.get().isEmpty() && !focused) {
      return false;
    }
    filter.set("");
    if (focused) {
      workspace.goTo(workspace.panes().getFirst());
    }
    return true;
  }

  /** Rows of the source if that has focus, otherwise the step in a sentence. */
  private boolean copy() {
    if (workspace.getScene().getFocusOwner() instanceof TextInputControl) {
      return false;
    }
    if (workspace.getScene().getFocusOwner() instanceof ListView<?> list
        && list.equals(workspace.source().list())
        && workspace.source().copyRows()) {
      return true;
    }
    Optional<Step> step = model.stepping().selection().step();
    step.ifPresent(s -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(s.origin().site().file().path() + ":" + s.line() + ": " + s.sentence());
      Clipboard.getSystemClipboard().setContent(content);
    });
    return step.isPresent();
  }
}
