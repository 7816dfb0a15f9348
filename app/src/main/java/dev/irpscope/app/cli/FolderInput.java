package dev.irpscope.app.cli;

import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import dev.irpscope.app.settings.AnalysisSettings;
import dev.irpscope.app.settings.NearNames;
import dev.irpscope.app.settings.SettingsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The folder that a command works on, and how it is to be read. */
final class FolderInput {
  @Parameters(
      index = "0",
      paramLabel = "FOLDER",
      description = "Folder with the driver's C source.")
  private Path folder = Path.of(".");

  @Option(
      names = {"-D", "--define"},
      paramLabel = "NAME=VALUE",
      description = "Define a macro; may be given several times.")
  private List<String> defines = new ArrayList<>();

  @Option(
      names = {"-I", "--include"},
      paramLabel = "DIR",
      description = "Look for headers in DIR too; may be given several times.")
  private List<Path> includes = new ArrayList<>();

  @Option(
      names = "--rule-folder",
      paramLabel = "DIR",
      description = "Add the .rule files in DIR; may be given several times.")
  private List<Path> ruleFolders = new ArrayList<>();

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Read rules, defines, folders, roles and suppressions from FILE (JSON).")
  private @Nullable Path settingsFile;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Use N threads; the result is the same with any number.")
  private int threads = Runtime.getRuntime().availableProcessors();

  /**
   * All that a command needs to know before it starts.
   *
   * @param catalogue with the rules of added folders
   */
  record Checked(
      Path folder,
      int threads,
      AnalysisSettings settings,
      RuleCatalogue catalogue,
      AnalysisOptions options) {
    /** The same with other rules. */
    Checked withRules(List<String> words) {
      return new Checked(
          folder,
          threads,
          settings,
          catalogue,
          new AnalysisOptions(
              words,
              options.defines(),
              options.includeFolders(),
              options.ruleFolders(),
              options.roles(),
              options.limits()));
    }
  }

  /**
   * Looks at everything before the work begins.
   *
   * @param rules as given on the command line; empty to take those of the settings
   */
  Checked check(Optional<String> rules) throws InputException {
    requireFolder(folder);
    AnalysisSettings settings = settings();
    List<String> allDefines = joined(settings.defines(), defines);
    for (String define : allDefines) {
      if (!SettingsFile.DEFINE.matcher(define).matches()) {
        throw new InputException(
            "'" + define + "' cannot be defined; write --define NAME or --define NAME=VALUE.");
      }
    }
    List<Path> allIncludes = joined(settings.includeFolders(), includes);
    List<Path> allRuleFolders = joined(settings.ruleFolders(), ruleFolders);
    for (Path one : allIncludes) {
      requireListable(one, "header folder");
    }
    for (Path one : allRuleFolders) {
      requireListable(one, "folder of rules");
    }
    if (threads < 1) {
      throw new InputException("--threads has to be 1 or more.");
    }
    RuleCatalogue catalogue = RuleCatalogue.builtIn();
    for (Path one : allRuleFolders) {
      catalogue = catalogue.withFolder(one);
    }
    List<String> words =
        rules
            .map(text -> List.of(text.split(",", -1)))
            .orElse(settings.rules().isEmpty() ? List.of("default") : settings.rules());
    requireRules(words, catalogue);
    return new Checked(
        folder,
        threads,
        settings,
        catalogue,
        new AnalysisOptions(
            words,
            allDefines,
            allIncludes,
            allRuleFolders,
            settings.roles(),
            AnalysisOptions.Limits.DEFAULT));
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private AnalysisSettings settings() throws InputException {
    Optional<Path> file = Optional.ofNullable(settingsFile);
    if (file.isEmpty()) {
      return AnalysisSettings.NONE;
    }
    try {
      return SettingsFile.read(file.get());
    } catch (SettingsFile.UnusableException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  static void requireFolder(Path folder) throws InputException {
    if (!Files.exists(folder)) {
      throw new InputException(
          "there is no folder " + folder + "; name the one that holds the driver's source.");
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          folder + " is a file; name the folder that holds the driver's source.");
    }
    if (!Files.isReadable(folder)) {
      throw new InputException("the folder " + folder + " cannot be read; check that you may.");
    }
  }

  private static void requireListable(Path folder, String what) throws InputException {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new InputException("there is no " + what + " " + folder + " that can be read.");
    }
  }

  private static void requireRules(List<String> words, RuleCatalogue catalogue)
      throws InputException {
    RuleCatalogue.Selection chosen = catalogue.select(String.join(",", words));
    if (!chosen.unknown().isEmpty()) {
      String unknown = chosen.unknown().getFirst();
      throw new InputException(unknownRule(unknown, catalogue));
    }
    if (chosen.rules().isEmpty()) {
      throw new InputException(
          "no rule is chosen; give --rules default, practice, all, or names with commas between.");
    }
  }

  /** What to tell about a name that no rule has. */
  static String unknownRule(String name, RuleCatalogue catalogue) {
    return "there is no rule named '"
        + name
        + "'."
        + NearNames.question(name, catalogue.rules().stream().map(Rule::name).toList())
        + " `irpscope rules` lists them.";
  }
}
