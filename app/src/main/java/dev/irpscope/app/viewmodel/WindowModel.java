package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.report.RuleResult;
import dev.irpscope.analysis.report.Verdict;
import dev.irpscope.analysis.report.Violation;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.app.settings.AnalysisSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** A window: which folder is open, whether it is being analysed, and what has been found. */
public final class WindowModel {
  /** What is checked if the settings do not say. */
  private static final String RULES = "all";

  private final AnalysisRunner runner;
  private final FolderWatcher watcher;
  private final Notices notices = new Notices();
  private final SettingsModel settings;
  private final ReadOnlyObjectWrapper<SortedSet<String>> changedFiles =
      new ReadOnlyObjectWrapper<>(
          this, "changedFiles", Collections.unmodifiableSortedSet(new TreeSet<>()));
  private final SteppingModel stepping = new SteppingModel();
  private final ViolationsModel violations = new ViolationsModel(stepping);
  private final ReadOnlyObjectWrapper<Screen> screen =
      new ReadOnlyObjectWrapper<>(this, "screen", new Screen.Start());
  private final ReadOnlyObjectWrapper<AnalysisProgress> progress =
      new ReadOnlyObjectWrapper<>(this, "progress", AnalysisProgress.NONE);
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(this, "running");
  private Optional<AnalysisRunner.Running> analysis = Optional.empty();
  private Optional<FolderWatcher.Watching> watching = Optional.empty();
  private Optional<AnalysisOptions> analysedWith = Optional.empty();
  private int generation;

  public WindowModel(AnalysisRunner runner) {
    this(runner, FolderWatcher.NONE);
  }

  public WindowModel(AnalysisRunner runner, FolderWatcher watcher) {
    this.runner = runner;
    this.watcher = watcher;
    settings = new SettingsModel(notices);
    settings.currentProperty().subscribe(this::settingsChanged);
  }

  /** How the folder is analysed. */
  public SettingsModel settings() {
    return settings;
  }

  private AnalysisOptions options() {
    return settings.current().options(RULES);
  }

  private void settingsChanged(AnalysisSettings now) {
    violations.marks().setGiven(now.suppressions());
    boolean other = analysedWith.isPresent() && !analysedWith.get().equals(options());
    if (other && screen.get() instanceof Screen.Opened) {
      notices.post(new Notice.SettingsChanged());
    } else {
      notices.withdraw(Notice.SettingsChanged.class);
    }
  }

  public Notices notices() {
    return notices;
  }

  /** Relative paths of files that are not as they were analysed. */
  public ReadOnlyObjectProperty<SortedSet<String>> changedFilesProperty() {
    return changedFiles.getReadOnlyProperty();
  }

  public SteppingModel stepping() {
    return stepping;
  }

  public ViolationsModel violations() {
    return violations;
  }

  public ReadOnlyObjectProperty<Screen> screenProperty() {
    return screen.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<AnalysisProgress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** The folder that is open or being opened. */
  public Optional<Path> folder() {
    return switch (screen.get()) {
      case Screen.Start _ -> Optional.empty();
      case Screen.Analysing(Path folder) -> Optional.of(folder);
      case Screen.Opened(Path folder, _) -> Optional.of(folder);
      case Screen.Stopped(Path folder, _) -> Optional.of(folder);
      case Screen.Problem(Path folder, _, _, _) -> Optional.of(folder);
    };
  }

  /**
   * Opens a folder; for a file of C source, its folder. An analysis under way is given up.
   *
   * @return whether there is something to analyse
   */
  public boolean open(Path chosen) {
    giveUp();
    Path folder = chosen.toAbsolutePath().normalize();
    if (Files.isRegularFile(folder) && isSource(folder.toString()) && folder.getParent() != null) {
      folder = folder.getParent();
    }
    stepping.clear();
    notices.clear();
    violations.marks().clear();
    stepping.notes().clear();
    violations.comparisonProperty().set(Optional.empty());
    violations.results().clear();
    violations.filterProperty().set("");
    Optional<Screen.Reason> problem = problemOf(folder);
    if (problem.isPresent()) {
      screen.set(new Screen.Problem(folder, problem.get(), "", ""));
      return false;
    }
    analysedWith = Optional.empty();
    settings.opened(folder);
    analyse(folder);
    return true;
  }

  /**
   * Analyses the open folder again; the selection stays where the new result has it. When files are
   * known to have changed, only what depends on them is done anew.
   */
  public boolean reanalyse() {
    Optional<Path> folder = folder();
    if (folder.isEmpty() || running.get()) {
      return false;
    }
    if (problemOf(folder.get()).isPresent()) {
      return open(folder.get());
    }
    violations.results().clear();
    settings.refresh();
    SortedSet<String> changed = changedFiles.get();
    if (screen.get() instanceof Screen.Opened(_, var before)
        && !changed.isEmpty()
        && analysedWith.equals(Optional.of(options()))) {
      begin(folder.get(), hearing -> runner.startAgain(before, changed, hearing));
    } else {
      analyse(folder.get());
    }
    return true;
  }

  /** Stops the analysis. The window is free at once; what is finished stays. */
  public boolean stop() {
    if (!running.get()) {
      return false;
    }
    analysis.ifPresent(AnalysisRunner.Running::stop);
    running.set(false);
    progress.set(AnalysisProgress.NONE);
    folder().ifPresent(f -> screen.set(new Screen.Stopped(f, true)));
    return true;
  }

  /** Back to the start screen. */
  public void close() {
    giveUp();
    analysedWith = Optional.empty();
    settings.leave();
    stepping.clear();
    notices.clear();
    violations.results().clear();
    screen.set(new Screen.Start());
  }

  private void giveUp() {
    generation++;
    analysis.ifPresent(AnalysisRunner.Running::stop);
    analysis = Optional.empty();
    running.set(false);
    progress.set(AnalysisProgress.NONE);
    stopWatching();
  }

  /** From the start of an analysis on, so that a change during it is seen too. */
  private void startWatching(Path folder) {
    stopWatching();
    watching =
        Optional.of(
            watcher.watch(
                folder,
                new FolderWatcher.Changes() {
                  @Override
                  public void changed(SortedSet<String> files) {
                    changedFiles.set(files);
                    showChanges();
                  }

                  @Override
                  public void gone() {
                    notices.withdraw(Notice.FilesChanged.class);
                    notices.post(new Notice.FolderGone(folder));
                  }
                }));
  }

  private void stopWatching() {
    watching.ifPresent(FolderWatcher.Watching::stop);
    watching = Optional.empty();
    changedFiles.set(Collections.unmodifiableSortedSet(new TreeSet<>()));
    notices.withdraw(Notice.FilesChanged.class);
    notices.withdraw(Notice.FolderGone.class);
  }

  private void showChanges() {
    if (changedFiles.get().isEmpty()) {
      notices.withdraw(Notice.FilesChanged.class);
    } else if (screen.get() instanceof Screen.Opened) {
      notices.post(new Notice.FilesChanged(List.copyOf(changedFiles.get())));
    }
  }

  private static Optional<Screen.Reason> problemOf(Path folder) {
    if (!Files.exists(folder)) {
      return Optional.of(Screen.Reason.GONE);
    }
    if (!Files.isDirectory(folder)) {
      return Optional.of(Screen.Reason.NOT_A_FOLDER);
    }
    return Files.isReadable(folder) ? Optional.empty() : Optional.of(Screen.Reason.UNREADABLE);
  }

  private void analyse(Path folder) {
    AnalysisOptions options = options();
    analysedWith = Optional.of(options);
    begin(folder, hearing -> runner.start(folder, options, hearing));
  }

  private void begin(
      Path folder, Function<AnalysisRunner.Listener, AnalysisRunner.Running> starter) {
    generation++;
    running.set(true);
    progress.set(AnalysisProgress.NONE);
    notices.withdraw(Notice.ViolationGone.class);
    notices.withdraw(Notice.RulesFailed.class);
    notices.withdraw(Notice.SettingsChanged.class);
    notices.withdraw(Notice.OutOfMemory.class);
    notices.withdraw(Notice.EndedEarly.class);
    screen.set(new Screen.Analysing(folder));
    startWatching(folder);
    analysis = Optional.of(starter.apply(new Hearing(folder, generation)));
  }

  private static boolean isSource(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.endsWith(".c")
        || lower.endsWith(".cpp")
        || lower.endsWith(".cc")
        || lower.endsWith(".cxx");
  }

  private void show(Path folder, AnalysedFolder result) {
    List<String> files = result.files();
    if (files.stream().noneMatch(WindowModel::isSource)) {
      boolean headers = files.stream().anyMatch(f -> f.toLowerCase(Locale.ROOT).endsWith(".h"));
      Screen.Reason reason = headers ? Screen.Reason.HEADERS_ONLY : Screen.Reason.NO_SOURCE;
      screen.set(new Screen.Problem(folder, reason, "", ""));
      return;
    }
    Optional<Violation> before = stepping.selection().violation();
    boolean nothingSelected = before.isEmpty();
    stepping.openFolder(result);
    if (before.isPresent() && stepping.selection().violation().isEmpty()) {
      notices.post(new Notice.ViolationGone(before.get().rule(), before.get().function().name()));
    }
    violations.results().setAll(result.report().results());
    screen.set(new Screen.Opened(folder, result));
    showChanges();
    List<String> failed =
        result.report().results().stream()
            .filter(r -> r.verdict() instanceof Verdict.Failed)
            .map(RuleResult::rule)
            .distinct()
            .toList();
    if (!failed.isEmpty()) {
      notices.post(new Notice.RulesFailed(failed));
    }
    boolean hasDefects =
        stepping.violations().stream().anyMatch(v -> v.severity() == Violation.Severity.DEFECT);
    if (nothingSelected && hasDefects) {
      stepping.showViolation(stepping.violations().getFirst());
    }
  }

  /** As they are searched. An analysis that found something has read the rules already. */
  private static List<String> rulesInOrder() {
    return RuleCatalogue.builtIn().rules().stream().map(Rule::name).sorted().toList();
  }

  /** Ignores what an analysis says that was given up for another one. */
  private final class Hearing implements AnalysisRunner.Listener {
    private final Path folder;
    private final int heard;

    Hearing(Path folder, int heard) {
      this.folder = folder;
      this.heard = heard;
    }

    private boolean isCurrent() {
      return heard == generation;
    }

    @Override
    public void progress(String phase, String subject, int done, int total) {
      if (isCurrent() && running.get()) {
        progress.set(new AnalysisProgress(phase, subject, done, total));
      }
    }

    @Override
    public void finished(List<RuleResult> results) {
      if (isCurrent()) {
        violations.results().addAll(results);
        if (stepping.selection().violation().isEmpty()) {
          FirstFinding.of(violations.results(), rulesInOrder()).ifPresent(this::showFirst);
        }
      }
    }

    private void showFirst(Violation violation) {
      analysis.ifPresent(AnalysisRunner.Running::giveWay);
      stepping.showViolation(violation);
    }

    @Override
    public void ended(AnalysedFolder result) {
      if (isCurrent()) {
        running.set(false);
        progress.set(AnalysisProgress.NONE);
        show(folder, result);
      }
    }

    @Override
    public void failed(String sentence, String details) {
      if (isCurrent()) {
        end(Screen.Reason.FAILED, sentence, details);
      }
    }

    @Override
    public void outOfMemory() {
      if (isCurrent()) {
        end(Screen.Reason.OUT_OF_MEMORY, "", "");
      }
    }

    /** What was found before the end stays, and can be looked at. */
    private void end(Screen.Reason reason, String sentence, String details) {
      running.set(false);
      progress.set(AnalysisProgress.NONE);
      if (violations.results().isEmpty()) {
        screen.set(new Screen.Problem(folder, reason, sentence, details));
      } else {
        screen.set(new Screen.Stopped(folder, false));
        notices.post(
            reason == Screen.Reason.OUT_OF_MEMORY
                ? new Notice.OutOfMemory(violations.results().size())
                : new Notice.EndedEarly(violations.results().size(), sentence));
      }
    }
  }
}
