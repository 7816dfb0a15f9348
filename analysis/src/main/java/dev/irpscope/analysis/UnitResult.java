package dev.irpscope.analysis;

import dev.irpscope.analysis.frontend.FunctionStatus;
import dev.irpscope.analysis.frontend.ReadUnit;
import dev.irpscope.analysis.preprocess.InactiveRegion;
import dev.irpscope.analysis.preprocess.MissingHeader;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One source file, read.
 *
 * @param names lower-case names, without folders, of all files that it opened or looked for: a
 *     change to a file of another name cannot change it
 */
record UnitResult(
    Optional<ReadUnit> unit,
    List<InactiveRegion> inactive,
    List<Diagnostic> problems,
    List<MissingHeader> missing,
    Set<String> names) {

  static UnitResult failed(String path, Diagnostic... problems) {
    return new UnitResult(
        Optional.empty(), List.of(), List.of(problems), List.of(), Set.of(name(path)));
  }

  /** The name by which a path is compared. */
  static String name(String path) {
    String slashed = path.replace('\\', '/');
    return slashed.substring(slashed.lastIndexOf('/') + 1).toLowerCase(java.util.Locale.ROOT);
  }

  /** What remains to be told of it once its declarations are let go. */
  Summary summary(List<Diagnostic> more) {
    List<Diagnostic> all = new java.util.ArrayList<>(problems);
    unit.ifPresent(read -> all.addAll(read.diagnostics()));
    all.addAll(more);
    return new Summary(
        unit.map(ReadUnit::functions).orElse(List.of()).stream()
            .filter(status -> status.span().file().place() == SourceFile.Place.FOLDER)
            .toList(),
        inactive.stream()
            .filter(region -> region.span().file().place() == SourceFile.Place.FOLDER)
            .toList(),
        all,
        missing,
        names);
  }

  /** What coverage needs of a file. */
  record Summary(
      List<FunctionStatus> functions,
      List<InactiveRegion> inactive,
      List<Diagnostic> diagnostics,
      List<MissingHeader> missing,
      Set<String> names) {
    Summary {
      diagnostics = List.copyOf(diagnostics);
      missing = List.copyOf(missing);
    }

    /**
     * As it is told of a program in which no rule is checked: that the headers of user mode are not
     * there troubles nobody.
     */
    Summary ofProgram() {
      List<Diagnostic> others =
          diagnostics.stream().filter(d -> !d.code().equals(MissingHeader.NOT_FOUND)).toList();
      return new Summary(functions, inactive, others, List.of(), names);
    }
  }
}
