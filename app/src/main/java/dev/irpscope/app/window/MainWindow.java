package dev.irpscope.app.window;

import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.app.present.PresentView;
import dev.irpscope.app.samples.Sample;
import dev.irpscope.app.settings.WindowSettings;
import dev.irpscope.app.view.Messages;
import dev.irpscope.app.viewmodel.Mark;
import dev.irpscope.app.viewmodel.Notice;
import dev.irpscope.app.viewmodel.Screen;
import dev.irpscope.app.viewmodel.SteppingModel;
import dev.irpscope.app.viewmodel.WindowModel;
import dev.irpscope.app.viewmodel.present.PresentModel;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Stage;
import javafx.stage.Window;

/** The window: menu, tool bar, verdict, panes, status bar, and the commands that move them. */
public final class MainWindow extends BorderPane {
  private final WindowModel model;
  private final WindowSettings settings;
  private final PresentModel present;
  private Optional<Path> marked = Optional.empty();
  private final Commands commands = new Commands();
  private final Workspace workspace;
  private final Supplier<List<Sample>> samples;
  private Optional<StartView> start = Optional.empty();
  private final MessageView message;
  private final Editing editing;
  private final Look look;
  private final Exports exports;
  private final Triage triage;
  private final SettingsChoice choice;
  private final Questions questions = new Questions(() -> getScene());
  private final VBox head = new VBox();
  private final VBox opened;
  private final BottomRow bottom;
  private final KeyList keyList;
  private final RoutineList routines;
  private final WindowMenus menus;

  public MainWindow(WindowModel model, WindowSettings settings, List<Sample> samples) {
    this(model, settings, () -> samples);
  }

  /**
   * @param samples read when the start screen is shown for the first time
   */
  public MainWindow(WindowModel model, WindowSettings settings, Supplier<List<Sample>> samples) {
    this(model, settings, samples, EditorStarter.PROCESS, Optional.empty());
  }

  /**
   * @param editors starts the user's editor
   * @param files asks for files; empty to ask with the dialogs of the platform
   */
  MainWindow(
      WindowModel model,
      WindowSettings settings,
      Supplier<List<Sample>> samples,
      EditorStarter editors,
      Optional<FilePlaces> files) {
    this.model = model;
    editing = new Editing(model, settings, editors);
    FilePlaces places = files.orElseGet(() -> new ChosenFiles(() -> getScene().getWindow()));
    exports = new Exports(model, places);
    choice = new SettingsChoice(model, settings, places);
    triage =
        new Triage(
            model, settings, places, questions::note, questions::reason, questions::stepNote);
    this.settings = settings;
    present = new PresentModel(model.stepping(), name -> RuleCatalogue.builtIn().rule(name));
    look = new Look(this, settings, present.activeProperty());
    setId("main-window");
    getStyleClass().add("main-window");
    workspace = new Workspace(model, settings);
    this.samples = samples;
    message = new MessageView(this::chooseFolder, model::reanalyse, model::close);
    addCommands();
    keyList = new KeyList(commands, settings);
    routines = new RoutineList(model, commands, s -> workspace.source().reveal(s.file(), s.line()));
    menus = new WindowMenus(commands);
    StripStack strips =
        new StripStack(
            new NoticeStrips(model.notices(), commands),
            new TroubleStrip(model, commands, s -> workspace.source().reveal(s.file(), s.line())));
    opened = new VBox(new VerdictLine(model));
    HeadRow bars = new HeadRow(menus.bar(), new ToolBarRow(model, commands));
    head.getChildren().addAll(bars, new ProgressStrip(model, commands), strips, opened);
    widthProperty().subscribe(w -> bars.fitInto(w.doubleValue(), getHeight()));
    heightProperty()
        .subscribe(h -> {
          bars.fitInto(getWidth(), h.doubleValue());
          strips.fitInto(h.doubleValue());
        });
    setTop(head);
    bottom = new BottomRow(new StatusRow(model), model.notices(), commands);
    setBottom(bottom);
    showRecent();
    settings
        .unread()
        .ifPresent(u ->
            model
                .notices()
                .post(
                    new Notice.Unusable(
                        Messages.get(
                            "notice.windowSettings",
                            u.problem().strip() + (u.problem().endsWith(".") ? "" : "."),
                            u.kept().toString()))));
    model.screenProperty().subscribe(this::readMarks);
    model.screenProperty().subscribe(this::showScreen);
    model
        .stepping()
        .selectionProperty()
        .subscribe(now -> now.step().ifPresent(s -> setAccessibleText(s.sentence())));
    setOnDragOver(this::dragOver);
    setOnDragDropped(this::dropped);
  }

  /** Gives the window its scene: theme, text size, keys. */
  public Scene scene(double width, double height) {
    Scene scene = new Scene(this, width, height);
    look.dress(scene);
    commands.install(scene);
    showScreen(model.screenProperty().get());
    return scene;
  }

  /** Opens a folder and remembers it. */
  public void open(Path folder) {
    if (model.open(folder)) {
      model.folder().ifPresent(settings::addRecent);
      showRecent();
    }
  }

  /** Made when it is first seen, which it is not if a folder is opened with the window. */
  private StartView start() {
    if (start.isEmpty()) {
      start = Optional.of(new StartView(samples.get(), this::chooseFolder, this::open));
      showRecent();
    }
    return start.get();
  }

  private void showRecent() {
    start.ifPresent(s -> s.showRecent(settings.recentFolders()));
    menus.showRecent(settings.recentFolders(), this::open);
  }

  /** The marks that were kept for a folder belong to it as soon as it is opened. */
  private void readMarks(Screen screen) {
    if (screen instanceof Screen.Analysing(Path folder) && !marked.equals(Optional.of(folder))) {
      marked = Optional.of(folder);
      triage.opened(folder);
    } else if (screen instanceof Screen.Start) {
      marked = Optional.empty();
    }
  }

  /** Remembers the sizes of panes and window; called when the window closes. */
  public void save() {
    workspace.save();
    if (getScene() != null) {
      settings.setWindowSize(
          new WindowSettings.Size(getScene().getWidth(), getScene().getHeight()));
    }
  }

  Workspace workspace() {
    return workspace;
  }

  PresentModel present() {
    return present;
  }

  WindowModel model() {
    return model;
  }

  Commands commands() {
    return commands;
  }

  WindowMenus menus() {
    return menus;
  }

  private void showScreen(Screen screen) {
    if (present.activeProperty().get() || getScene() == null) {
      return;
    }
    boolean panes =
        switch (screen) {
          case Screen.Start _ -> {
            setCenter(start());
            yield false;
          }
          case Screen.Problem problem -> {
            message.show(problem);
            setCenter(new StackPane(message));
            yield false;
          }
          case Screen.Analysing _, Screen.Opened _, Screen.Stopped _ -> {
            setCenter(workspace);
            yield true;
          }
        };
    opened.setVisible(panes);
    opened.setManaged(panes);
  }

  // Folders

  private void chooseFolder() {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(Messages.get("command.open"));
    settings.recentFolders().stream()
        .map(Path::getParent)
        .filter(p -> p != null && Files.isDirectory(p))
        .findFirst()
        .ifPresent(p -> chooser.setInitialDirectory(p.toFile()));
    Window owner = getScene().getWindow();
    Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath).ifPresent(this::open);
  }

  private void dragOver(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY, TransferMode.LINK);
      event.consume();
    }
  }

  private void dropped(DragEvent event) {
    event.getDragboard().getFiles().stream().findFirst().map(File::toPath).ifPresent(this::open);
    event.setDropCompleted(true);
    event.consume();
  }

  // Commands

  private void addCommands() {
    SteppingModel stepping = model.stepping();
    ReadOnlyBooleanWrapper always = new ReadOnlyBooleanWrapper(true);
    BooleanBinding stepped =
        Bindings.createBooleanBinding(
            () -> stepping.selection().path().isPresent(), stepping.selectionProperty());
    BooleanBinding hasFolder =
        Bindings.createBooleanBinding(
            () -> model.folder().isPresent() && !model.runningProperty().get(),
            model.screenProperty(),
            model.runningProperty());
    BooleanBinding atWork =
        Bindings.createBooleanBinding(
            () ->
                !(model.screenProperty().get() instanceof Screen.Start)
                    && !(model.screenProperty().get() instanceof Screen.Problem),
            model.screenProperty());

    commands.add("open", always, () -> done(this::chooseFolder), "Ctrl+O");
    commands.add("analyse", hasFolder, model::reanalyse, "F5");
    commands.add("stop", model.runningProperty(), model::stop, "Shift+F5");
    commands.add("close", atWork, () -> done(model::close), "Ctrl+W");

    StepCommands.addTo(commands, stepping, stepped, this::askForStep);
    new PaneCommands(model, workspace).addTo(commands, stepped, atWork);
    new PresentMode(stepping, present, new Host()).addTo(commands, stepped);
    commands.add("theme", always, () -> done(look::switchTheme), "Ctrl+T");
    addExports(atWork, stepped);
    addSettings(atWork, hasFolder);
    commands.add("motion", always, () -> done(look::switchMotion));
    commands.add("editor", stepped, editing::openStep, "Ctrl+E");
    commands.add(
        "setEditor",
        always,
        () -> done(() -> questions.editor(settings.editor()).ifPresent(settings::setEditor)));
    commands.add(
        "textLarger", always, () -> look.resizeText(1), "Ctrl+PLUS", "Ctrl+EQUALS", "Ctrl+ADD");
    commands.add("textSmaller", always, () -> look.resizeText(-1), "Ctrl+MINUS", "Ctrl+SUBTRACT");
    commands.add("textReset", always, look::resetText);
    commands.add("ruleHelp", stepped, this::showRule, "F1");
    commands.add("keys", always, () -> done(() -> keyList.show(getScene().getWindow())), "?");
  }

  private void addSettings(BooleanBinding atWork, BooleanBinding hasFolder) {
    BooleanBinding hasFile =
        Bindings.createBooleanBinding(
            () -> atWork.get() && model.settings().fileProperty().get().isPresent(),
            atWork,
            model.settings().fileProperty());
    commands.add("useSettings", hasFolder, choice::use);
    commands.add("saveSettings", atWork, choice::save);
    commands.add("editSettings", hasFile, editing::openSettings);
    commands.add("leaveSettings", hasFile, choice::leave);
    commands.add(
        "routines", hasFolder, () -> done(() -> routines.show(getScene().getWindow())), "Ctrl+R");
    commands.add("addHeaderFolder", hasFolder, choice::addHeaderFolder, "Ctrl+H");
  }

  private void addExports(BooleanBinding atWork, BooleanBinding stepped) {
    commands.add("copyPath", stepped, exports::copyPath, "Ctrl+Shift+C");
    commands.add("copyFinding", stepped, exports::copyLine);
    commands.add("copyMarkdown", stepped, exports::copyMarkdown);
    commands.add("copyPlace", stepped, exports::copyPlace);
    commands.add("copyProblems", atWork, exports::copyProblems);
    commands.add("exportReport", atWork, exports::saveReport, "Ctrl+S");
    commands.add("compare", atWork, exports::compare);
    commands.add("exportPath", stepped, exports::savePath);
    commands.add("openWritten", atWork, () -> editing.openWritten(exports.written()));
    commands.add("exportGraph", stepped, () -> exports.saveGraph(workspace.graph()));
    commands.add("markReal", stepped, () -> triage.mark(Mark.Kind.REAL), "Shift+R");
    commands.add("markFalse", stepped, () -> triage.mark(Mark.Kind.FALSE_ALARM), "Shift+X");
    commands.add("markLater", stepped, () -> triage.mark(Mark.Kind.LATER), "Shift+L");
    commands.add("suppress", stepped, triage::suppress, "Shift+U");
    commands.add("note", stepped, triage::note, "Shift+M");
    commands.add("stepNote", stepped, triage::noteStep, "Shift+T");
    commands.add("exportLesson", stepped, exports::saveLesson);
    commands.add("saveMarks", atWork, triage::save);
  }

  /** The window's part in a presentation. */
  private final class Host implements PresentMode.Host {
    @Override
    public void show(PresentView view) {
      setTop(null);
      setBottom(null);
      setCenter(view);
      fullScreen(true);
    }

    @Override
    public void leave() {
      setTop(head);
      setBottom(bottom);
      showScreen(model.screenProperty().get());
      fullScreen(false);
    }

    @Override
    public boolean resizeCode(int change) {
      return look.resizeCode(change);
    }

    private void fullScreen(boolean on) {
      look.apply();
      if (getScene().getWindow() instanceof Stage stage) {
        stage.setFullScreenExitHint("");
        stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
        stage.setFullScreen(on);
      }
    }
  }

  private boolean showRule() {
    Optional<Rule> rule =
        model
            .stepping()
            .selection()
            .violation()
            .flatMap(v -> RuleCatalogue.builtIn().rule(v.rule()));
    rule.ifPresent(r -> RuleHelp.show(r, getScene().getWindow()));
    return rule.isPresent();
  }

  private static boolean done(Runnable action) {
    action.run();
    return true;
  }

  private void askForStep() {
    questions
        .step(model.stepping().selection().steps().size())
        .ifPresent(i -> model.stepping().selectStep(i - 1));
  }
}
