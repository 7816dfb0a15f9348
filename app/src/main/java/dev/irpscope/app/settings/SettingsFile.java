package dev.irpscope.app.settings;

import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.rule.Rule;
import dev.irpscope.analysis.rule.catalogue.RuleCatalogue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads a settings file. Whatever cannot be used is an error, since it may be a slip, and one
 * sentence with its line.
 */
public final class SettingsFile {
  /** {@code NAME}, {@code NAME=VALUE} or {@code NAME(A)=VALUE}. */
  public static final Pattern DEFINE =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(\\([^)]*\\))?(=.*)?", Pattern.DOTALL);

  private static final String NONE = "none";
  private static final int LARGEST = 4_000_000;
  private static final Set<String> PARTS =
      Set.of("rules", "defines", "includeFolders", "ruleFolders", "roles", "suppressions");
  private static final Set<String> ROLE_PARTS =
      Set.of("function", "file", "role", "majorFunctions");
  private static final Set<String> SUPPRESSION_PARTS = Set.of("fingerprint", "reason");

  private final Path file;

  private SettingsFile(Path file) {
    this.file = file;
  }

  /** A settings file that cannot be used; the message is a sentence that names it. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /** Reads a file. */
  public static AnalysisSettings read(Path file) throws UnusableException {
    String text;
    try {
      if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
        throw new UnusableException("the settings file " + file + " is far too large to be one.");
      }
      text = Files.readString(file);
    } catch (CharacterCodingException _) {
      throw new UnusableException("the settings file " + file + " is not text in UTF-8.");
    } catch (IOException _) {
      throw new UnusableException("the settings file " + file + " cannot be read.");
    }
    return new SettingsFile(file.toAbsolutePath()).read(text);
  }

  private AnalysisSettings read(String text) throws UnusableException {
    SettingsText.Table all;
    try {
      all = table(SettingsText.parse(text), "the settings", PARTS);
    } catch (SettingsText.BrokenException e) {
      throw wrong(e.line(), String.valueOf(e.getMessage()));
    }
    List<Path> ruleFolders = folders(all, "ruleFolders");
    return new AnalysisSettings(
        rules(all, ruleFolders),
        defines(all),
        folders(all, "includeFolders"),
        ruleFolders,
        roles(all),
        suppressions(all));
  }

  private UnusableException wrong(int line, String what) {
    return new UnusableException(
        "the settings in " + file + " have a mistake in line " + line + ": " + what);
  }

  private SettingsText.Table table(SettingsText part, String what, Set<String> known)
      throws UnusableException {
    if (!(part instanceof SettingsText.Table table)) {
      throw wrong(part.line(), what + " have to stand in braces.");
    }
    for (Map.Entry<String, SettingsText.Named> one : table.parts().entrySet()) {
      if (!known.contains(one.getKey())) {
        throw wrong(
            one.getValue().line(),
            "'"
                + one.getKey()
                + "' means nothing here."
                + NearNames.question(one.getKey(), known)
                + " Known are "
                + known.stream().sorted().collect(Collectors.joining(", "))
                + ".");
      }
    }
    return table;
  }

  private List<SettingsText> list(SettingsText.Table table, String name) throws UnusableException {
    SettingsText.Named part = table.parts().get(name);
    if (part == null) {
      return List.of();
    }
    if (!(part.value() instanceof SettingsText.Row(_, var parts))) {
      throw wrong(part.line(), "'" + name + "' has to be a list, in square brackets.");
    }
    return parts;
  }

  private List<SettingsText.Word> words(SettingsText.Table table, String name)
      throws UnusableException {
    List<SettingsText.Word> words = new ArrayList<>();
    for (SettingsText one : list(table, name)) {
      if (!(one instanceof SettingsText.Word word)) {
        throw wrong(one.line(), "'" + name + "' has to be a list of texts, each in quotes.");
      }
      words.add(word);
    }
    return words;
  }

  private List<String> rules(SettingsText.Table all, List<Path> folders) throws UnusableException {
    RuleCatalogue catalogue = RuleCatalogue.builtIn();
    for (Path folder : folders) {
      catalogue = catalogue.withFolder(folder);
    }
    List<String> names = new ArrayList<>();
    for (SettingsText.Word word : words(all, "rules")) {
      if (!catalogue.select(word.text()).unknown().isEmpty()) {
        throw wrong(
            word.line(),
            "there is no rule named '"
                + word.text()
                + "'."
                + NearNames.question(
                    word.text(), catalogue.rules().stream().map(Rule::name).toList()));
      }
      names.add(word.text());
    }
    return names;
  }

  private List<String> defines(SettingsText.Table all) throws UnusableException {
    List<String> defines = new ArrayList<>();
    for (SettingsText.Word word : words(all, "defines")) {
      if (!DEFINE.matcher(word.text()).matches()) {
        throw wrong(
            word.line(), "'" + word.text() + "' cannot be defined; write NAME or NAME=VALUE.");
      }
      defines.add(word.text());
    }
    return defines;
  }

  private List<Path> folders(SettingsText.Table all, String name) throws UnusableException {
    List<Path> folders = new ArrayList<>();
    for (SettingsText.Word word : words(all, name)) {
      Path folder;
      try {
        folder = file.resolveSibling(word.text()).normalize();
      } catch (InvalidPathException _) {
        throw wrong(word.line(), "'" + word.text() + "' is no name of a folder.");
      }
      if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
        throw wrong(word.line(), "there is no folder " + folder + " that can be read.");
      }
      folders.add(folder);
    }
    return folders;
  }

  private List<RoleCorrection> roles(SettingsText.Table all) throws UnusableException {
    List<RoleCorrection> roles = new ArrayList<>();
    for (SettingsText one : list(all, "roles")) {
      SettingsText.Table table = table(one, "the parts of a role", ROLE_PARTS);
      String word = text(table, "role");
      Optional<Role> role = Role.of(word).filter(r -> r != Role.OTHER);
      if (role.isEmpty() && !word.equals(NONE)) {
        throw wrong(
            line(table, "role"),
            "there is no role '" + word + "'; known are " + String.join(", ", roleWords()) + ".");
      }
      List<Integer> majors = new ArrayList<>();
      for (SettingsText.Word major : words(table, "majorFunctions")) {
        OptionalInt code = RoleCorrection.major(major.text());
        if (code.isEmpty()) {
          throw wrong(major.line(), "there is no major function '" + major.text() + "'.");
        }
        majors.add(code.getAsInt());
      }
      Optional<String> path =
          table.parts().containsKey("file")
              ? Optional.of(text(table, "file").replace('\\', '/'))
              : Optional.empty();
      roles.add(new RoleCorrection(text(table, "function"), path, role, majors));
    }
    return roles;
  }

  /** What may stand for a role. */
  static List<String> roleWords() {
    List<String> words = new ArrayList<>();
    words.add(NONE);
    Arrays.stream(Role.values()).filter(r -> r != Role.OTHER).map(Role::word).forEach(words::add);
    return words;
  }

  private SortedMap<String, String> suppressions(SettingsText.Table all) throws UnusableException {
    SortedMap<String, String> reasons = new TreeMap<>();
    for (SettingsText one : list(all, "suppressions")) {
      SettingsText.Table table = table(one, "the parts of a suppression", SUPPRESSION_PARTS);
      reasons.put(text(table, "fingerprint"), text(table, "reason"));
    }
    return reasons;
  }

  private String text(SettingsText.Table table, String name) throws UnusableException {
    SettingsText.Named part = table.parts().get(name);
    if (part != null && part.value() instanceof SettingsText.Word(_, var text) && !text.isBlank()) {
      return text;
    }
    throw wrong(
        part == null ? table.line() : part.line(), "'" + name + "' is missing or is no text.");
  }

  private static int line(SettingsText.Table table, String name) {
    return Optional.ofNullable(table.parts().get(name))
        .map(SettingsText.Named::line)
        .orElse(table.line());
  }

  // Writing

  /**
   * The text that is read as these settings again.
   *
   * @param file where it will stand; folders below or beside it are written relative to it
   */
  public static String text(AnalysisSettings settings, Path file) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    parts.put("rules", quoted(settings.rules()));
    parts.put("defines", quoted(settings.defines()));
    parts.put("includeFolders", relative(settings.includeFolders(), file));
    parts.put("ruleFolders", relative(settings.ruleFolders(), file));
    parts.put("roles", settings.roles().stream().map(SettingsFile::role).toList());
    List<String> aside = new ArrayList<>();
    settings
        .suppressions()
        .forEach((fingerprint, reason) ->
            aside.add(
                "{ \"fingerprint\": "
                    + quote(fingerprint)
                    + ", \"reason\": "
                    + quote(reason)
                    + " }"));
    parts.put("suppressions", aside);
    List<String> texts = new ArrayList<>();
    parts.forEach((name, rows) -> {
      if (!rows.isEmpty()) {
        texts.add("  \"" + name + "\": [\n    " + String.join(",\n    ", rows) + "\n  ]");
      }
    });
    return texts.isEmpty() ? "{\n}\n" : "{\n" + String.join(",\n", texts) + "\n}\n";
  }

  private static String role(RoleCorrection one) {
    StringBuilder text = new StringBuilder("{ \"function\": ").append(quote(one.function()));
    one.file().ifPresent(path -> text.append(", \"file\": ").append(quote(path)));
    text.append(", \"role\": ").append(quote(one.role().map(Role::word).orElse(NONE)));
    if (!one.majorFunctions().isEmpty()) {
      List<String> names = one.majorFunctions().stream().map(RoleCorrection::majorName).toList();
      text.append(", \"majorFunctions\": [").append(String.join(", ", quoted(names))).append("]");
    }
    return text.append(" }").toString();
  }

  private static List<String> relative(List<Path> folders, Path file) {
    Path at = file.toAbsolutePath().normalize().getParent();
    List<String> texts = new ArrayList<>();
    for (Path folder : folders) {
      Path whole = folder.toAbsolutePath().normalize();
      boolean sameRoot = at != null && java.util.Objects.equals(at.getRoot(), whole.getRoot());
      String text = (sameRoot && at != null ? at.relativize(whole) : whole).toString();
      texts.add(quote((text.isEmpty() ? "." : text).replace('\\', '/')));
    }
    return texts;
  }

  private static List<String> quoted(List<String> texts) {
    return texts.stream().map(SettingsFile::quote).toList();
  }

  private static String quote(String text) {
    return tools.jackson.databind.json.JsonMapper.shared().writeValueAsString(text);
  }
}
