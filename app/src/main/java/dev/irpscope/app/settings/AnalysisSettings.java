package dev.irpscope.app.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a driver is to be analysed, from a file beside it that its team shares.
 *
 * <pre>{@code
 * { "rules": ["default"],
 *   "defines": ["DBG=1"],
 *   "includeFolders": ["../inc"],
 *   "ruleFolders": ["rules"],
 *   "suppressions": [{ "fingerprint": "...", "reason": "..." }] }
 * }</pre>
 *
 * Every part may be missing. Folders are relative to the file.
 *
 * @param rules words as on the command line; empty when the file does not say
 * @param suppressions reasons by fingerprint of a violation
 */
public record AnalysisSettings(
    List<String> rules,
    List<String> defines,
    List<Path> includeFolders,
    List<Path> ruleFolders,
    Map<String, String> suppressions) {
  /** What is taken when there is no file. */
  public static final AnalysisSettings NONE =
      new AnalysisSettings(List.of(), List.of(), List.of(), List.of(), Map.of());

  private static final Set<String> KEYS =
      Set.of("rules", "defines", "includeFolders", "ruleFolders", "suppressions");

  public AnalysisSettings {
    rules = List.copyOf(rules);
    defines = List.copyOf(defines);
    includeFolders = List.copyOf(includeFolders);
    ruleFolders = List.copyOf(ruleFolders);
    suppressions = Map.copyOf(suppressions);
  }

  /** A settings file that cannot be used; the message is a sentence that names it. */
  public static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableException(String message) {
      super(message);
    }
  }

  /** Reads a file. A word in it that means nothing is an error, since it may be a slip. */
  public static AnalysisSettings read(Path file) throws UnusableException {
    JsonNode root = parse(file);
    if (!root.isObject()) {
      throw new UnusableException("the settings in " + file + " are not a JSON object.");
    }
    for (String key : root.propertyNames()) {
      if (!KEYS.contains(key)) {
        throw new UnusableException(
            "the settings in "
                + file
                + " have a part '"
                + key
                + "' that means nothing; known are rules, defines, includeFolders, ruleFolders and"
                + " suppressions.");
      }
    }
    return new AnalysisSettings(
        texts(file, root, "rules"),
        texts(file, root, "defines"),
        folders(file, root, "includeFolders"),
        folders(file, root, "ruleFolders"),
        suppressions(file, root));
  }

  private static JsonNode parse(Path file) throws UnusableException {
    try {
      return JsonMapper.builder().build().readTree(Files.readString(file));
    } catch (JacksonException e) {
      throw new UnusableException(
          "the settings in "
              + file
              + " are not JSON (line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ").");
    } catch (IOException _) {
      throw new UnusableException("the settings file " + file + " cannot be read.");
    }
  }

  private static List<String> texts(Path file, JsonNode root, String key) throws UnusableException {
    List<String> texts = new ArrayList<>();
    JsonNode list = root.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw new UnusableException("'" + key + "' in " + file + " has to be a list.");
    }
    for (JsonNode one : list) {
      if (!one.isString()) {
        throw new UnusableException("'" + key + "' in " + file + " has to be a list of texts.");
      }
      texts.add(one.asString());
    }
    return texts;
  }

  private static List<Path> folders(Path file, JsonNode root, String key) throws UnusableException {
    List<Path> folders = new ArrayList<>();
    for (String text : texts(file, root, key)) {
      try {
        folders.add(file.resolveSibling(text).normalize());
      } catch (InvalidPathException _) {
        throw new UnusableException("'" + text + "' in " + file + " is no name of a folder.");
      }
    }
    return folders;
  }

  private static Map<String, String> suppressions(Path file, JsonNode root)
      throws UnusableException {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (JsonNode one : root.path("suppressions")) {
      String fingerprint = one.path("fingerprint").asString("");
      String reason = one.path("reason").asString("");
      if (fingerprint.isBlank() || reason.isBlank()) {
        throw new UnusableException(
            "each of the suppressions in " + file + " needs a fingerprint and a reason.");
      }
      reasons.put(fingerprint, reason);
    }
    return reasons;
  }
}
