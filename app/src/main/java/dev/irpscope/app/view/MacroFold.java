package dev.irpscope.app.view;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.preprocess.MacroCall;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;

/** The lines below which is shown what their macro calls became. */
final class MacroFold {
  private final Map<SourceFile, List<MacroCall>> known = new WeakHashMap<>();
  private final Map<SourceFile, Set<Integer>> lines = new WeakHashMap<>();
  private final BackgroundWork work;
  private final BiConsumer<SourceFile, Integer> changed;

  /**
   * @param work where macro calls are looked up
   * @param changed told when a line of a file is shown otherwise
   */
  MacroFold(BackgroundWork work, BiConsumer<SourceFile, Integer> changed) {
    this.work = work;
    this.changed = changed;
  }

  /** Shows the calls of a line, or hides them again; looks them up when that is needed. */
  void toggle(AnalysedFolder folder, SourceFile file, int line) {
    List<MacroCall> calls = known.get(file);
    if (calls != null) {
      toggle(file, line, calls);
    } else {
      work.run(
          () -> folder.macroCalls(file),
          found -> {
            List<MacroCall> telling = telling(found);
            known.put(file, telling);
            toggle(file, line, telling);
          },
          _ -> known.put(file, List.of()));
    }
  }

  /** What NULL and FALSE stand for is known; beside another call on the line it is only noise. */
  private static List<MacroCall> telling(List<MacroCall> calls) {
    Set<Integer> lines = new HashSet<>();
    calls.stream()
        .filter(call -> !isConstant(call))
        .forEach(call -> lines.add(call.invocation().line()));
    return calls.stream()
        .filter(call -> !isConstant(call) || !lines.contains(call.invocation().line()))
        .toList();
  }

  private static boolean isConstant(MacroCall call) {
    return !call.invocation().text().contains("(")
        && call.definition().filter(d -> d.file().place() == SourceFile.Place.BUILT_IN).isPresent();
  }

  private void toggle(SourceFile file, int line, List<MacroCall> calls) {
    Set<Integer> open = lines.computeIfAbsent(file, _ -> new HashSet<>());
    boolean any = calls.stream().anyMatch(call -> call.invocation().line() == line);
    if (!open.remove(line) && any) {
      open.add(line);
    }
    changed.accept(file, line);
  }

  /** The calls of a file that are shown. */
  List<MacroCall> shown(SourceFile file) {
    Set<Integer> open = lines.getOrDefault(file, Set.of());
    return known.getOrDefault(file, List.of()).stream()
        .filter(call -> open.contains(call.invocation().line()))
        .toList();
  }
}
