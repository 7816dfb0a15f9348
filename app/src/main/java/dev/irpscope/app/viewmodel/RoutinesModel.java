package dev.irpscope.app.viewmodel;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.program.Role;
import dev.irpscope.analysis.program.RoleCorrection;
import dev.irpscope.analysis.report.EntryRoutine;
import dev.irpscope.analysis.report.FunctionCoverage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The routines that the system is taken to call, and what the user says instead. */
public final class RoutinesModel {
  private final WindowModel model;

  public RoutinesModel(WindowModel model) {
    this.model = model;
  }

  /**
   * The routines of the analysed folder, by file and name.
   *
   * @param all whether functions that the system is not taken to call are wanted too
   * @param filter a part of a name, path, role or reason, whatever its case
   */
  public List<RoutineRow> rows(boolean all, String filter) {
    if (!(model.screenProperty().get() instanceof Screen.Opened(_, var folder))) {
      return List.of();
    }
    String wanted = filter.strip().toLowerCase(Locale.ROOT);
    return collect(folder).stream()
        .filter(row -> all || row.isCalled() || !row.said().isEmpty())
        .filter(row -> text(row).contains(wanted))
        .toList();
  }

  private static String text(RoutineRow row) {
    return String.join(
            " ",
            row.function(),
            row.path(),
            String.join(" ", row.roles()),
            String.join(" ", row.reasons()))
        .toLowerCase(Locale.ROOT);
  }

  private record Place(String path, String function) {}

  private List<RoutineRow> collect(AnalysedFolder folder) {
    Map<Place, List<EntryRoutine>> entries = new LinkedHashMap<>();
    for (EntryRoutine entry : folder.report().entries()) {
      entries
          .computeIfAbsent(
              new Place(entry.function().file(), entry.function().name()), _ -> new ArrayList<>())
          .add(entry);
    }
    List<RoutineRow> rows = new ArrayList<>();
    for (FunctionCoverage function : folder.report().coverage().functions()) {
      boolean read =
          function.status() == FunctionCoverage.Status.ANALYSED
              || function.status() == FunctionCoverage.Status.PARTIAL;
      if (read) {
        Place place = new Place(function.file(), function.function());
        List<EntryRoutine> found = entries.getOrDefault(place, List.of());
        rows.add(
            new RoutineRow(
                function.function(),
                function.file(),
                found.stream().map(EntryRoutine::role).distinct().toList(),
                found.stream().map(EntryRoutine::reason).distinct().toList(),
                found.isEmpty() ? function.span() : found.getFirst().where(),
                said(place)));
      }
    }
    return List.copyOf(rows);
  }

  private List<RoleCorrection> said(Place place) {
    return model.settings().current().roles().stream()
        .filter(one -> one.isAbout(place.function(), place.path()))
        .toList();
  }

  /** Says what the system calls a routine for; empty if it does not call it. */
  public void correct(RoutineRow row, Optional<Role> role) {
    set(row, List.of(new RoleCorrection(row.function(), Optional.of(row.path()), role, List.of())));
  }

  /** Takes back what was said. */
  public void takeBack(RoutineRow row) {
    set(row, List.of());
  }

  private void set(RoutineRow row, List<RoleCorrection> said) {
    model.settings().change(now -> now.withRoles(row.function(), row.path(), said));
  }
}
