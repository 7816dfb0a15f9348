package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the reading of one unit gives, while it is being read. */
final class UnitOutput {
  private final List<UnitPart> parts = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<SourceFile> opened = new ArrayList<>();
  private final List<MissingHeader> missing = new ArrayList<>();
  private final List<InactiveRegion> inactive = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private TokenBuffer run = new TokenBuffer(0);
  private long before;

  /** How far everything was at some point. */
  record Mark(int parts, int diagnostics, int opened, int missing, int inactive, int asked) {}

  /** The number of tokens so far. */
  long size() {
    return before + run.size();
  }

  void add(Token token) {
    run.add(token);
  }

  /** Drops tokens down to an earlier {@link #size}; no header was added since. */
  void truncate(long size) {
    run.truncate((int) (size - before));
  }

  void add(HeaderContent content) {
    endRun();
    addPart(content);
    before += content.tokenCount();
    HeaderContent.Added added = content.added();
    diagnostics.addAll(added.diagnostics());
    opened.addAll(added.opened());
    missing.addAll(added.missing());
    inactive.addAll(added.inactive());
    asked.addAll(added.asked());
  }

  void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  void report(String code, Diagnostic.Severity severity, Span span, String message) {
    diagnostics.add(Diagnostic.at(code, severity, span, message));
  }

  void opened(SourceFile file) {
    opened.add(file);
  }

  void add(MissingHeader header) {
    missing.add(header);
  }

  /** A header that a condition asked for without reading it. */
  void asked(String name) {
    asked.add(name);
  }

  void add(InactiveRegion region) {
    inactive.add(region);
  }

  Mark mark() {
    endRun();
    return new Mark(
        parts.size(),
        diagnostics.size(),
        opened.size(),
        missing.size(),
        inactive.size(),
        asked.size());
  }

  List<UnitPart> partsSince(Mark mark) {
    endRun();
    return List.copyOf(parts.subList(mark.parts(), parts.size()));
  }

  HeaderContent.Added since(Mark mark, int depth) {
    return new HeaderContent.Added(
        copyFrom(diagnostics, mark.diagnostics()),
        copyFrom(opened, mark.opened()),
        copyFrom(missing, mark.missing()),
        copyFrom(inactive, mark.inactive()),
        copyFrom(asked, mark.asked()),
        depth);
  }

  /** Makes the tokens since {@code mark} one header. */
  void enclose(Mark mark, HeaderContent content) {
    endRun();
    parts.subList(mark.parts(), parts.size()).clear();
    addPart(content);
  }

  private void addPart(HeaderContent content) {
    if (content.tokenCount() > 0) {
      parts.add(new UnitPart.Header(content));
    }
  }

  private void endRun() {
    if (run.size() > 0) {
      parts.add(UnitPart.run(run.toArray()));
      before += run.size();
      run = new TokenBuffer(0);
    }
  }

  private static <T> List<T> copyFrom(List<T> list, int from) {
    return List.copyOf(list.subList(from, list.size()));
  }

  /** The unit as read, with what was wrong with {@code main} itself. */
  PreprocessedUnit finish(LexedFile main, PreprocessorCache cache, NotedMacros noted) {
    endRun();
    Set<SourceFile> files = new LinkedHashSet<>(opened);
    return new PreprocessedUnit(
        main.file(),
        parts,
        allDiagnostics(main, files, cache),
        List.copyOf(files),
        missing,
        inactive,
        asked,
        noted);
  }

  /** What was wrong with the files themselves, then what was wrong with their directives. */
  private List<Diagnostic> allDiagnostics(
      LexedFile main, Set<SourceFile> files, PreprocessorCache cache) {
    Set<Diagnostic> all = new LinkedHashSet<>(main.diagnostics());
    for (SourceFile file : files) {
      cache.lexed(file).ifPresent(lexed -> all.addAll(lexed.diagnostics()));
    }
    Set<String> pasting = new HashSet<>();
    for (Diagnostic diagnostic : diagnostics) {
      // one for each macro: some are used in every other line
      if (!diagnostic.code().equals("BAD-PASTE") || pasting.add(diagnostic.message())) {
        all.add(diagnostic);
      }
    }
    return List.copyOf(all);
  }
}
