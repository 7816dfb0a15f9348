package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the macro calls of a file by reading it once more, so that an analysis need not keep every
 * token of a folder. Not safe for use by several threads.
 */
public final class MacroCallReader {
  private final Function<SourceFile, PreprocessedUnit> preprocess;
  private final List<String> sources;
  private final Function<String, Optional<SourceFile>> file;
  private final Map<String, List<MacroCall>> known = new LinkedHashMap<>();

  /**
   * @param preprocess reads a source file anew
   * @param sources paths of source files, in which a header is looked for
   * @param file a source file by its path
   */
  public MacroCallReader(
      Function<SourceFile, PreprocessedUnit> preprocess,
      List<String> sources,
      Function<String, Optional<SourceFile>> file) {
    this.preprocess = preprocess;
    this.sources = List.copyOf(sources);
    this.file = file;
  }

  /**
   * The macro calls of a file in the order of its text; for a header, as the first source that
   * includes it has them. Costs reading the file, and for a header the sources before that one.
   */
  public List<MacroCall> in(SourceFile file) {
    List<MacroCall> calls = known.get(file.path());
    if (calls == null) {
      calls = read(file);
      known.put(file.path(), calls);
    }
    return calls;
  }

  private List<MacroCall> read(SourceFile file) {
    if (sources.contains(file.path())) {
      return calls(preprocess.apply(file), file, file);
    }
    for (String path : sources) {
      Optional<PreprocessedUnit> unit = this.file.apply(path).map(preprocess);
      Optional<SourceFile> opened =
          unit.flatMap(
              u -> u.opened().stream().filter(one -> one.path().equals(file.path())).findFirst());
      if (opened.isPresent()) {
        return calls(unit.orElseThrow(), opened.get(), file);
      }
    }
    return List.of();
  }

  /** The calls in {@code opened}, told as places of {@code file}, which is the same file. */
  private static List<MacroCall> calls(PreprocessedUnit unit, SourceFile opened, SourceFile file) {
    ExpansionTexts texts = new ExpansionTexts(unit, opened);
    List<MacroCall> calls = new ArrayList<>();
    for (Span invocation : texts.invocations()) {
      Optional<Origin.Expansion> outermost =
          texts.tokens(invocation).stream()
              .map(token -> token.origin().chain())
              .filter(chain -> !chain.isEmpty())
              .map(List::getFirst)
              .findFirst();
      if (outermost.isPresent() && invocation.end() <= file.text().length()) {
        calls.add(
            new MacroCall(
                new Span(file, invocation.start(), invocation.end()),
                outermost.get().macro(),
                outermost.get().definition(),
                texts.lines(invocation)));
      }
    }
    calls.sort(Comparator.comparingInt(call -> call.invocation().start()));
    return List.copyOf(calls);
  }
}
