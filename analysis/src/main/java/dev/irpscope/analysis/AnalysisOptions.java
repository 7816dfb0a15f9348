package dev.irpscope.analysis;

import dev.irpscope.analysis.program.RoleCorrection;
import java.nio.file.Path;
import java.util.List;

/**
 * What to analyse and how.
 *
 * @param rules {@code default}, {@code practice}, {@code all}, or rule names
 * @param defines {@code NAME} or {@code NAME=VALUE}, in order
 * @param includeFolders further header folders
 * @param ruleFolders folders with the user's own {@code .rule} files
 * @param roles what the user knows better about routines that the system calls
 * @param limits budgets of the search; count states, never time
 */
public record AnalysisOptions(
    List<String> rules,
    List<String> defines,
    List<Path> includeFolders,
    List<Path> ruleFolders,
    List<RoleCorrection> roles,
    Limits limits) {
  /** Without corrections of roles. */
  public AnalysisOptions(
      List<String> rules,
      List<String> defines,
      List<Path> includeFolders,
      List<Path> ruleFolders,
      Limits limits) {
    this(rules, defines, includeFolders, ruleFolders, List.of(), limits);
  }

  public AnalysisOptions {
    rules = List.copyOf(rules);
    defines = List.copyOf(defines);
    includeFolders = List.copyOf(includeFolders);
    ruleFolders = List.copyOf(ruleFolders);
    roles = List.copyOf(roles);
  }

  /**
   * Budgets of the search for one rule.
   *
   * @param maxStates for one entry routine that is searched once more; all of a driver together
   *     take up to three times that
   */
  public record Limits(int maxStates, int maxRefinements, int maxCallDepth) {
    public static final Limits DEFAULT = new Limits(8_000, 12, 24);
  }

  public static final AnalysisOptions DEFAULT =
      new AnalysisOptions(List.of("default"), List.of(), List.of(), List.of(), Limits.DEFAULT);
}
