package dev.irpscope.app.settings;

import dev.irpscope.analysis.AnalysisOptions;
import dev.irpscope.analysis.program.RoleCorrection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a driver is to be analysed, from a file that its team shares.
 *
 * <pre>{@code
 * { "rules": ["default"],
 *   "defines": ["DBG=1"],
 *   "includeFolders": ["../inc"],
 *   "ruleFolders": ["rules"],
 *   "roles": [{ "function": "FilterRead", "role": "dispatch", "majorFunctions": ["IRP_MJ_READ"] },
 *             { "function": "Helper", "file": "util.c", "role": "none" }],
 *   "suppressions": [{ "fingerprint": "...", "reason": "..." }] }
 * }</pre>
 *
 * Every part may be missing. Folders are relative to the file.
 *
 * @param rules words as on the command line; empty when the file does not say
 * @param roles what routines are called for, in place of what is found out about them
 * @param suppressions reasons by fingerprint of a violation
 */
public record AnalysisSettings(
    List<String> rules,
    List<String> defines,
    List<Path> includeFolders,
    List<Path> ruleFolders,
    List<RoleCorrection> roles,
    SortedMap<String, String> suppressions) {
  /** What is taken when there is no file. */
  public static final AnalysisSettings NONE =
      new AnalysisSettings(
          List.of(), List.of(), List.of(), List.of(), List.of(), Collections.emptySortedMap());

  public AnalysisSettings {
    rules = List.copyOf(rules);
    defines = List.copyOf(defines);
    includeFolders = List.copyOf(includeFolders);
    ruleFolders = List.copyOf(ruleFolders);
    roles = List.copyOf(roles);
    suppressions = Collections.unmodifiableSortedMap(new TreeMap<>(suppressions));
  }

  /**
   * What the analysis has to know of it.
   *
   * @param usual the rules to check when the settings do not say
   */
  public AnalysisOptions options(String usual) {
    return new AnalysisOptions(
        rules.isEmpty() ? List.of(usual) : rules,
        defines,
        includeFolders,
        ruleFolders,
        roles,
        AnalysisOptions.Limits.DEFAULT);
  }

  /** The same with one more folder to look for headers in. */
  public AnalysisSettings withIncludeFolder(Path folder) {
    if (includeFolders.contains(folder)) {
      return this;
    }
    List<Path> more = new ArrayList<>(includeFolders);
    more.add(folder);
    return new AnalysisSettings(rules, defines, more, ruleFolders, roles, suppressions);
  }

  /**
   * The same with other roles of one function.
   *
   * @param path of the function's file
   * @param corrections empty to take what is found out about it
   */
  public AnalysisSettings withRoles(
      String function, String path, List<RoleCorrection> corrections) {
    List<RoleCorrection> other = new ArrayList<>(roles);
    other.removeIf(one -> one.isAbout(function, path));
    other.addAll(corrections);
    return new AnalysisSettings(rules, defines, includeFolders, ruleFolders, other, suppressions);
  }

  /** The same with a finding put aside. */
  public AnalysisSettings withSuppression(String fingerprint, String reason) {
    SortedMap<String, String> more = new TreeMap<>(suppressions);
    more.put(fingerprint, reason);
    return new AnalysisSettings(rules, defines, includeFolders, ruleFolders, roles, more);
  }

  /** The same with a finding no longer put aside. */
  public AnalysisSettings withoutSuppression(String fingerprint) {
    SortedMap<String, String> fewer = new TreeMap<>(suppressions);
    fewer.remove(fingerprint);
    return new AnalysisSettings(rules, defines, includeFolders, ruleFolders, roles, fewer);
  }
}
