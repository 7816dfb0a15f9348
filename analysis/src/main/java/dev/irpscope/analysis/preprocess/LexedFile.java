package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A file as tokens, grouped into directive lines and the runs of text lines between them. Immutable
 * but for the macros of its {@code #define} lines, which are read on first use; shared by the units
 * that include the file.
 */
final class LexedFile {
  /** What a group of tokens is. */
  enum GroupKind {
    TEXT,
    IF,
    IFDEF,
    IFNDEF,
    ELIF,
    ELIFDEF,
    ELIFNDEF,
    ELSE,
    ENDIF,
    DEFINE,
    UNDEF,
    INCLUDE,
    INCLUDE_NEXT,
    PRAGMA,
    ERROR,
    WARNING,
    /** Changes nothing here: {@code #line}, {@code #ident}, a lone {@code #}. */
    IGNORED,
    UNKNOWN;

    boolean opensConditional() {
      return this == IF || this == IFDEF || this == IFNDEF;
    }

    boolean isLaterArm() {
      return this == ELIF || this == ELIFDEF || this == ELIFNDEF || this == ELSE;
    }
  }

  /**
   * One directive line or one run of text.
   *
   * @param first index of its first token: the {@code #} of a directive
   * @param arguments index of the first token after the directive's name; {@code first} for text
   * @param last index past its last token
   */
  record Group(GroupKind kind, int first, int arguments, int last) {}

  private final SourceFile file;
  private final Token[] tokens;
  private final Group[] groups;
  private final int[] nextArm;
  private final Optional<String> guard;
  private final List<Diagnostic> diagnostics;
  private final AtomicReferenceArray<@Nullable Macro> macros;

  LexedFile(
      SourceFile file,
      Token[] tokens,
      Group[] groups,
      int[] nextArm,
      Optional<String> guard,
      List<Diagnostic> diagnostics) {
    this.file = file;
    this.tokens = tokens;
    this.groups = groups;
    this.nextArm = nextArm;
    this.guard = guard;
    this.diagnostics = List.copyOf(diagnostics);
    this.macros = new AtomicReferenceArray<>(groups.length);
  }

  SourceFile file() {
    return file;
  }

  /** All tokens, directives included; not to be changed. */
  Token[] tokens() {
    return tokens;
  }

  int groupCount() {
    return groups.length;
  }

  Group group(int index) {
    return groups[index];
  }

  /**
   * The group of the next arm, or of the {@code #endif}, of a conditional; the count if it is
   * missing.
   */
  int nextArm(int index) {
    return nextArm[index];
  }

  /** The macro that guards the whole file against being read twice. */
  Optional<String> guard() {
    return guard;
  }

  List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** From the {@code #} to the last token of the line. */
  Span span(Group group) {
    int from = tokens[group.first()].origin().written().start();
    return new Span(file, from, tokens[group.last() - 1].origin().written().end());
  }

  /** The macro that the {@code #define} at {@code index} defines; the same object each time. */
  Macro macro(int index) {
    Macro known = macros.get(index);
    if (known != null) {
      return known;
    }
    Group group = groups[index];
    Macro read = MacroReader.read(tokens, group.arguments(), group.last(), span(group));
    return macros.compareAndSet(index, null, read)
        ? read
        : java.util.Objects.requireNonNull(macros.get(index));
  }
}
