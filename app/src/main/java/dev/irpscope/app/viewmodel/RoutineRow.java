package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.source.Span;
import java.util.List;

/**
 * One function and what the system is taken to call it for.
 *
 * @param path of its file
 * @param roles in words; empty for a function that the system is not taken to call
 * @param reasons why, one for each role
 * @param where the first reason is found, or the function itself
 * @param said what the settings say of it now; they count from the next analysis on
 */
public record RoutineRow(
    String function,
    String path,
    List<String> roles,
    List<String> reasons,
    Span where,
    List<RoleCorrection> said) {
  public RoutineRow {
    roles = List.copyOf(roles);
    reasons = List.copyOf(reasons);
    said = List.copyOf(said);
  }

  /** Whether the system is taken to call it. */
  public boolean isCalled() {
    return !roles.isEmpty();
  }
}
