package dev.irpscope.app.view;

import dev.irpscope.analysis.AnalysedFolder;
import dev.irpscope.analysis.cfg.ControlFlowGraph;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import dev.irpscope.analysis.trace.Step;
import dev.irpscope.app.viewmodel.Selection;
import dev.irpscope.app.viewmodel.drawing.BackgroundWork;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds where a function or macro is defined that a step or a line names. */
final class NameFinder {
  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");

  private final Supplier<Selection> now;
  private final BackgroundWork work;
  private final Consumer<Span> leave;

  /**
   * @param work where macro calls are looked up
   * @param leave shows a definition
   */
  NameFinder(Supplier<Selection> now, BackgroundWork work, Consumer<Span> leave) {
    this.now = now;
    this.work = work;
    this.leave = leave;
  }

  /** To where the first function or macro that the step's line names is defined. */
  boolean ofStep() {
    Optional<Step> step = now.get().step();
    if (step.isEmpty() || now.get().folder().isEmpty()) {
      return false;
    }
    Span site = step.get().origin().site();
    Matcher words = WORD.matcher(site.file().lineText(site.line()));
    while (words.find()) {
      String word = words.group();
      if (!word.equals(step.get().function().name()) && definition(word).isPresent()) {
        of(word);
        return true;
      }
    }
    return goToMacro(site);
  }

  void of(String name) {
    Optional<Span> found = definition(name);
    if (found.isPresent()) {
      leave.accept(found.get());
    } else {
      now.get().step().ifPresent(s -> macro(s.origin().site().file(), name));
    }
  }

  private Optional<Span> definition(String name) {
    return now.get()
        .folder()
        .flatMap(f ->
            f.functions().stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .flatMap(f::graph)
                .map(ControlFlowGraph::nameSpan));
  }

  private boolean goToMacro(Span site) {
    Optional<Span> definition =
        now.get()
            .step()
            .flatMap(s -> s.origin().chain().stream().findFirst())
            .flatMap(Origin.Expansion::definition)
            .filter(d -> d.file().place() == SourceFile.Place.FOLDER);
    definition.ifPresent(leave);
    return definition.isPresent() || macro(site.file(), "");
  }

  /**
   * To the definition of a macro that is called in the shown file; any of the step's if no name.
   */
  private boolean macro(SourceFile file, String name) {
    Optional<AnalysedFolder> folder = now.get().folder();
    int line = now.get().step().map(Step::line).orElse(0);
    folder.ifPresent(f ->
        work.run(
            () -> f.macroCalls(file),
            calls ->
                calls.stream()
                    .filter(c ->
                        name.isEmpty() ? c.invocation().line() == line : c.macro().equals(name))
                    .flatMap(c -> c.definition().stream())
                    .filter(d -> d.file().place() == SourceFile.Place.FOLDER)
                    .findFirst()
                    .ifPresent(leave),
            _ -> {}));
    return folder.isPresent();
  }
}
