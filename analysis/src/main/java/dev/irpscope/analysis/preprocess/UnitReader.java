package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.LexedFile.Group;
import dev.irpscope.analysis.preprocess.LexedFile.GroupKind;
import dev.irpscope.analysis.preprocess.MacroTable.Entry;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Diagnostic.Severity;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one unit: its files, the directives in them, and the text between through the expander. */
final class UnitReader implements Expander.Surroundings {
  private static final int MAX_INCLUDE_DEPTH = 64;
  private static final int MAX_INCLUDES = 20_000;
  private static final int MAX_TOKENS = 20_000_000;
  private static final SourceFile CPLUSPLUS =
      new SourceFile(
          MacroReader.OPTIONS_PATH,
          SourceFile.Place.BUILT_IN,
          "#ifndef __cplusplus\n#define __cplusplus 201402L\n#endif\n");
  private static final Token[] NOTHING = {};
  private static final List<Macro> BUILT_INS =
      Stream.of(
              "__FILE__",
              "__LINE__",
              "__COUNTER__",
              "__DATE__",
              "__TIME__",
              "__TIMESTAMP__",
              "__pragma",
              "_Pragma")
          .map(Macro::builtIn)
          .toList();

  private final HeaderSearch headers;
  private final PreprocessorCache cache;
  private final SourceFile options;
  private final Spellings spellings;
  private final MacroTable macros = new MacroTable();
  private final List<FileFrame> frames = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private final List<SourceFile> opened = new ArrayList<>();
  private final List<HeaderSegment> segments = new ArrayList<>();
  private final Set<SourceFile> cyclic = new LinkedHashSet<>();
  private final List<MissingHeader> missing = new ArrayList<>();
  private final List<InactiveRegion> inactive = new ArrayList<>();
  private final Map<SourceFile, Integer> nested = new HashMap<>();
  private TokenBuffer out = new TokenBuffer(0);
  private Token end;
  private Expander expander;
  private List<Diagnostic> mainDiagnostics = List.of();
  private int floor;
  private int floorBefore;
  private int includes;
  private int deepest;
  private boolean reading;
  private int counter;

  UnitReader(HeaderSearch headers, PreprocessorCache cache, SourceFile options) {
    this.headers = headers;
    this.cache = cache;
    this.options = options;
    this.spellings = cache.spellings();
    this.end = endOf(options);
    this.expander = new Expander(macros, this, spellings, end);
  }

  PreprocessedUnit read(SourceFile main) {
    end = endOf(main);
    expander = new Expander(macros, this, spellings, end);
    out = new TokenBuffer(main.text().length() / 4 + 1024);
    BUILT_INS.forEach(macros::define);
    readWhole(cache.header(options));
    headers
        .predefined()
        .ifPresent(file -> {
          opened.add(file);
          readWhole(cache.header(file));
        });
    if (isCplusplus(main)) {
      readWhole(cache.header(CPLUSPLUS));
    }
    opened.add(main);
    LexedFile lexed = FileLexer.lex(main, spellings);
    mainDiagnostics = lexed.diagnostics();
    readWhole(lexed);
    out.add(end);
    return new PreprocessedUnit(
        main,
        Arrays.asList(out.toArray()),
        allDiagnostics(),
        List.copyOf(new LinkedHashSet<>(opened)),
        missing,
        inactive,
        segments,
        macros.consulted());
  }

  /** What was wrong with the files themselves, then what was wrong with their directives. */
  private List<Diagnostic> allDiagnostics() {
    Set<Diagnostic> all = new LinkedHashSet<>(mainDiagnostics);
    for (SourceFile file : new LinkedHashSet<>(opened)) {
      all.addAll(cache.lexed(file).map(LexedFile::diagnostics).orElse(List.of()));
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

  private static boolean isCplusplus(SourceFile main) {
    String name = main.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".cpp") || name.endsWith(".cc") || name.endsWith(".cxx");
  }

  private static Token endOf(SourceFile file) {
    int length = file.text().length();
    return new Token(Token.Kind.END, "", Origin.plain(new Span(file, length, length)), true);
  }

  private void readWhole(LexedFile file) {
    open(file, Optional.empty());
    floor = frames.size();
    while (true) {
      Token token = nextFromFile();
      if (token.kind() == Token.Kind.END) {
        break;
      }
      Entry entry = token.kind() == Token.Kind.IDENTIFIER ? macros.lookup(token.text()) : null;
      if (entry == null) {
        emit(token);
      } else {
        expandOutermost(token, entry);
      }
      if (out.size() > MAX_TOKENS) {
        report(
            "UNIT-TOO-LARGE",
            Severity.ERROR,
            token.origin().site(),
            "The file grows to more than " + MAX_TOKENS + " tokens; the rest is not read.");
        break;
      }
    }
    while (frames.size() > 1) {
      macros.giveUpRecording();
      close();
    }
    close();
  }

  private void expandOutermost(Token name, Entry entry) {
    int mark = out.size();
    expander.beginInvocation();
    try {
      Optional<Token> unchanged = expander.expand(name, entry);
      unchanged.ifPresent(this::emit);
      for (Token token = expander.next(); token.kind() != Token.Kind.END; token = expander.next()) {
        emit(token);
      }
    } catch (Expander.TooLarge tooLarge) {
      expander.abandon();
      out.truncate(mark);
      emit(name);
      report(
          "EXPANSION-TOO-LARGE",
          Severity.WARNING,
          name.origin().site(),
          "The macro '%s' %s; it is left as it stands."
              .formatted(name.text(), tooLarge.getMessage()));
    }
  }

  private void emit(Token token) {
    if (token.kind() == Token.Kind.OTHER && (token.is("'") || token.is("\""))) {
      report(
          "UNTERMINATED-LITERAL",
          Severity.WARNING,
          token.origin().site(),
          "The closing quote is missing on this line.");
    }
    out.add(token);
  }

  // --- what the expander asks for

  @Override
  public Token nextFromFile() {
    while (true) {
      FileFrame frame = frames.getLast();
      if (frame.at < frame.end) {
        return frame.tokens[frame.at++];
      }
      if (!frame.advance()) {
        frame.group--;
        if (frames.size() <= floor) {
          return end;
        }
        close();
        continue;
      }
      if (frame.current().kind() == GroupKind.TEXT) {
        frame.readText();
      } else {
        Token[] left = obey(frame, frame.current());
        if (left.length > 0) {
          return left[0];
        }
      }
    }
  }

  @Override
  public boolean parenthesisFollows() {
    return frames.getLast().parenthesisFollows();
  }

  @Override
  public void readingArguments(boolean begins) {
    reading = begins;
    if (begins) {
      floorBefore = floor;
      floor = frames.size();
    } else {
      floor = floorBefore;
    }
  }

  @Override
  public Token[] builtIn(Token name) {
    Span site = name.origin().site();
    return switch (name.text()) {
      case "__LINE__" -> one(name, Token.Kind.NUMBER, Integer.toString(site.line()));
      case "__COUNTER__" -> one(name, Token.Kind.NUMBER, nextCounter());
      case "__FILE__" -> one(name, Token.Kind.STRING, Literals.quoted(site.file().path()));
      // fixed, so that the same input gives the same output
      case "__DATE__" -> one(name, Token.Kind.STRING, "\"Jan  1 2000\"");
      case "__TIME__" -> one(name, Token.Kind.STRING, "\"00:00:00\"");
      case "__TIMESTAMP__" -> one(name, Token.Kind.STRING, "\"Sat Jan  1 00:00:00 2000\"");
      default -> NOTHING;
    };
  }

  private String nextCounter() {
    macros.giveUpRecording();
    return Integer.toString(counter++);
  }

  private static Token[] one(Token name, Token.Kind kind, String text) {
    return new Token[] {new Token(kind, text, name.origin(), name.spaceBefore())};
  }

  @Override
  public Token[] pragma(Token name, Token[] tokens) {
    if (name.is("__pragma") || tokens.length != 1 || tokens[0].kind() != Token.Kind.STRING) {
      return packToken(tokens, name.origin());
    }
    SourceFile text =
        new SourceFile(
            MacroReader.OPTIONS_PATH,
            SourceFile.Place.BUILT_IN,
            Literals.unquoted(tokens[0].text()));
    return packToken(FileLexer.lex(text, spellings).tokens(), name.origin());
  }

  /** A {@code #pragma pack} as the one token that it leaves; nothing for any other pragma. */
  private Token[] packToken(Token[] tokens, Origin origin) {
    if (tokens.length < 3 || !tokens[0].is("pack") || !tokens[1].is("(")) {
      return NOTHING;
    }
    StringBuilder text = new StringBuilder("#pragma pack");
    for (int i = 1; i < tokens.length; i++) {
      text.append(tokens[i].text()).append(tokens[i].is(",") ? " " : "");
    }
    return new Token[] {new Token(Token.Kind.OTHER, spellings.of(text.toString()), origin, true)};
  }

  @Override
  public void report(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  private void report(String code, Severity severity, Span span, String message) {
    diagnostics.add(Diagnostic.at(code, severity, span, message));
  }

  // --- directives

  /** Does what a directive says; returns the token it leaves in the text, if any. */
  private Token[] obey(FileFrame frame, Group group) {
    switch (group.kind()) {
      case TEXT, IGNORED -> {}
      case IF, IFDEF, IFNDEF -> {
        frame.openConditional();
        if (!holds(frame, group)) {
          skipToTakenArm(frame);
        }
      }
      case ELIF, ELIFDEF, ELIFNDEF, ELSE -> {
        if (frame.inConditional()) {
          skipToEnd(frame);
        } else {
          unbalanced(frame, group);
        }
      }
      case ENDIF -> {
        if (!frame.closeConditional()) {
          unbalanced(frame, group);
        }
      }
      case DEFINE -> define(frame);
      case UNDEF -> undefine(frame, group);
      case INCLUDE, INCLUDE_NEXT -> include(frame, group);
      case PRAGMA -> {
        return pragmaLine(frame, group);
      }
      case ERROR ->
          report(
              "ERROR-DIRECTIVE",
              Severity.WARNING,
              frame.file.span(group),
              "This #error is reached with the chosen configuration: " + rest(frame, group));
      case WARNING ->
          report(
              "WARNING-DIRECTIVE",
              Severity.NOTE,
              frame.file.span(group),
              "This #warning is reached with the chosen configuration: " + rest(frame, group));
      case UNKNOWN ->
          report(
              "UNKNOWN-DIRECTIVE",
              Severity.WARNING,
              frame.file.span(group),
              "'#"
                  + frame.tokens[group.first() + 1].text()
                  + "' is not a preprocessing directive; the line is ignored.");
    }
    return NOTHING;
  }

  private static String rest(FileFrame frame, Group group) {
    if (group.arguments() >= group.last()) {
      return "(no text)";
    }
    int from = frame.tokens[group.arguments()].origin().written().start();
    int to = frame.tokens[group.last() - 1].origin().written().end();
    String text = frame.file.file().text().substring(from, to);
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }

  private void unbalanced(FileFrame frame, Group group) {
    report(
        "UNBALANCED-CONDITIONAL",
        Severity.WARNING,
        frame.file.span(group),
        "There is no open #if for this #" + frame.tokens[group.first() + 1].text() + ".");
  }

  /** From a condition that does not hold to the arm that is taken, or past the conditional. */
  private void skipToTakenArm(FileFrame frame) {
    while (true) {
      int from = frame.group;
      int next = frame.file.nextArm(from);
      noteInactive(frame, from, next);
      frame.group = next;
      if (next >= frame.file.groupCount()) {
        frame.group = frame.file.groupCount() - 1;
        return;
      }
      Group arm = frame.current();
      if (arm.kind() == GroupKind.ENDIF) {
        frame.closeConditional();
        return;
      }
      if (arm.kind() == GroupKind.ELSE || holds(frame, arm)) {
        return;
      }
    }
  }

  /** From the end of the arm taken past the conditional. */
  private void skipToEnd(FileFrame frame) {
    while (frame.group < frame.file.groupCount()) {
      if (frame.current().kind() == GroupKind.ENDIF) {
        frame.closeConditional();
        return;
      }
      int next = frame.file.nextArm(frame.group);
      noteInactive(frame, frame.group, next);
      frame.group = next;
    }
    frame.group = frame.file.groupCount() - 1;
  }

  private void noteInactive(FileFrame frame, int arm, int nextArm) {
    SourceFile file = frame.file.file();
    if (file.place() == SourceFile.Place.BUILT_IN || nextArm == arm + 1) {
      return;
    }
    Group directive = frame.file.group(arm);
    Group last = frame.file.group(Math.min(nextArm, frame.file.groupCount()) - 1);
    if (last.last() <= directive.last()) {
      return;
    }
    Span first = frame.tokens[directive.last()].origin().written();
    Span end = frame.tokens[last.last() - 1].origin().written();
    String reason =
        switch (directive.kind()) {
          case ELSE -> "an earlier arm of the conditional is taken";
          default ->
              "'#"
                  + frame.tokens[directive.first() + 1].text()
                  + " "
                  + rest(frame, directive)
                  + "' is not chosen";
        };
    inactive.add(new InactiveRegion(first.join(end), reason));
  }

  private boolean holds(FileFrame frame, Group group) {
    return switch (group.kind()) {
      case IFDEF, ELIFDEF -> isDefined(frame, group);
      case IFNDEF, ELIFNDEF -> !isDefined(frame, group);
      default -> evaluate(frame, group);
    };
  }

  private boolean isDefined(FileFrame frame, Group group) {
    if (group.arguments() >= group.last()
        || frame.tokens[group.arguments()].kind() != Token.Kind.IDENTIFIER) {
      badCondition(frame, group, "the name of a macro is missing");
      return false;
    }
    String name = frame.tokens[group.arguments()].text();
    return name.equals("__has_include") || macros.consult(name);
  }

  private boolean evaluate(FileFrame frame, Group group) {
    if (!reading) {
      expander.beginInvocation();
    }
    try {
      Token[] condition =
          new ConditionTokens(expander, macros, this::headerExists)
              .expand(Arrays.copyOfRange(frame.tokens, group.arguments(), group.last()));
      return ConditionReader.isTrue(condition);
    } catch (ConditionReader.BadCondition bad) {
      badCondition(frame, group, String.valueOf(bad.getMessage()));
      return false;
    }
  }

  private void badCondition(FileFrame frame, Group group, String why) {
    report(
        "BAD-CONDITION",
        Severity.WARNING,
        frame.file.span(group),
        "This condition has no value, so it counts as false: " + why + ".");
  }

  private boolean headerExists(HeaderName name) {
    return headers.find(name.text(), name.form(), frames.getLast().file.file())
        instanceof HeaderSearch.Result.Found;
  }

  private void define(FileFrame frame) {
    Macro macro = frame.file.macro(frame.group);
    if (macro.problem().isPresent()) {
      report(
          "BAD-DEFINE",
          Severity.WARNING,
          frame.file.span(frame.current()),
          "The macro is not defined as written: " + macro.problem().get() + ".");
      if (macro.name().isEmpty() || macro.name().equals("defined")) {
        return;
      }
    }
    Entry before = macros.lookup(macro.name());
    if (before != null && !before.macro.sameAs(macro)) {
      if (before.macro.shape() == Macro.Shape.BUILT_IN) {
        return;
      }
      redefined(frame, before.macro, macro);
    }
    macros.define(macro);
  }

  private void redefined(FileFrame frame, Macro before, Macro now) {
    Span here = frame.file.span(frame.current());
    boolean ours =
        before
            .definition()
            .filter(at -> at.file().place() == SourceFile.Place.BUILT_IN)
            .isPresent();
    if (ours || here.file().place() == SourceFile.Place.BUILT_IN) {
      return;
    }
    List<Diagnostic.Related> related =
        before.definition().stream()
            .map(span -> new Diagnostic.Related(span, "defined here before"))
            .toList();
    report(
        new Diagnostic(
            "MACRO-REDEFINED",
            Severity.NOTE,
            here.file().path(),
            Optional.of(here),
            "The macro '" + now.name() + "' is defined anew with another meaning.",
            related));
  }

  private void undefine(FileFrame frame, Group group) {
    if (group.arguments() >= group.last()
        || frame.tokens[group.arguments()].kind() != Token.Kind.IDENTIFIER) {
      report(
          "BAD-DIRECTIVE",
          Severity.WARNING,
          frame.file.span(group),
          "#undef needs the name of a macro.");
      return;
    }
    String name = frame.tokens[group.arguments()].text();
    Entry entry = macros.lookup(name);
    if (entry == null || entry.macro.shape() != Macro.Shape.BUILT_IN) {
      macros.undefine(name);
    }
  }

  private Token[] pragmaLine(FileFrame frame, Group group) {
    if (group.arguments() >= group.last()) {
      return NOTHING;
    }
    Token first = frame.tokens[group.arguments()];
    switch (first.text()) {
      case "once" -> macros.define(Macro.builtIn(onceMark(frame.file.file())));
      case "pack" -> {
        Token[] tokens =
            expandAll(Arrays.copyOfRange(frame.tokens, group.arguments(), group.last()));
        return packToken(tokens, Origin.plain(frame.file.span(group)));
      }
      case "push_macro", "pop_macro" -> {
        if (group.arguments() + 2 < group.last()
            && frame.tokens[group.arguments() + 2].kind() == Token.Kind.STRING) {
          String name = Literals.unquoted(frame.tokens[group.arguments() + 2].text());
          if (first.is("push_macro")) {
            macros.push(name);
          } else {
            macros.pop(name);
          }
        }
      }
      default -> {}
    }
    return NOTHING;
  }

  private Token[] expandAll(Token[] tokens) {
    Expander.Mark mark = expander.enter(tokens);
    try {
      TokenBuffer result = new TokenBuffer(tokens.length + 4);
      for (Token token = expander.next(); token.kind() != Token.Kind.END; token = expander.next()) {
        result.add(token);
      }
      return result.toArray();
    } catch (Expander.TooLarge _) {
      return tokens;
    } finally {
      expander.leave(mark);
    }
  }

  // --- files

  private void include(FileFrame frame, Group group) {
    Span place = frame.file.span(group);
    Optional<HeaderName> read = HeaderName.read(frame.file, group, this::expandAll);
    if (read.isEmpty()) {
      report(
          "BAD-INCLUDE",
          Severity.WARNING,
          place,
          "This #include names no file in quotes or angle brackets.");
      return;
    }
    HeaderName name = read.get();
    if (frames.size() > MAX_INCLUDE_DEPTH || includes >= MAX_INCLUDES) {
      macros.giveUpRecording();
      report(
          "INCLUDE-TOO-DEEP",
          Severity.WARNING,
          place,
          "'%s' is not read: files are included more than %d deep or too often."
              .formatted(name.text(), MAX_INCLUDE_DEPTH));
      return;
    }
    switch (headers.find(name.text(), name.form(), frame.file.file())) {
      case HeaderSearch.Result.Missing _ -> {
        missing.add(new MissingHeader(name.text(), place));
        report(
            "HEADER-NOT-FOUND",
            Severity.WARNING,
            place,
            "The header '%s' was not found, so what it declares is unknown."
                .formatted(name.text()));
      }
      case HeaderSearch.Result.Unreadable(Diagnostic problem) -> {
        missing.add(new MissingHeader(name.text(), place));
        report(problem);
      }
      case HeaderSearch.Result.Found(SourceFile file) -> enterHeader(file, place);
    }
  }

  private void enterHeader(SourceFile file, Span place) {
    opened.add(file);
    LexedFile header = cache.header(file);
    boolean guarded = header.guard().isPresent() && macros.consult(header.guard().get());
    if (guarded || macros.lookup(onceMark(file)) != null) {
      return;
    }
    int around = nested.getOrDefault(file, 0);
    if (around > 0) {
      macros.giveUpRecording();
    }
    if (around >= 2) {
      if (cyclic.add(file)) {
        report(
            "INCLUDE-CYCLE",
            Severity.WARNING,
            place,
            "'%s' includes itself without end; it is read twice and then no more."
                .formatted(file.path()));
      }
      return;
    }
    includes++;
    if (reading || around > 0) {
      open(header, Optional.empty());
      return;
    }
    Optional<HeaderContent> known = cache.content(file, macros);
    if (known.isPresent() && frames.size() + known.get().added().depth() <= MAX_INCLUDE_DEPTH) {
      replay(known.get());
      return;
    }
    open(header, cache.takesMore(file) ? Optional.of(startOfHeader()) : Optional.empty());
  }

  /** The name of a macro that stands for {@code #pragma once} seen in the file. */
  private static String onceMark(SourceFile file) {
    return "#pragma once " + file.place() + " " + file.path();
  }

  private void replay(HeaderContent content) {
    HeaderContent.Added added = content.added();
    macros.replay(content);
    int from = out.size();
    out.addAll(content.tokens());
    segments.add(new HeaderSegment(content, from, out.size()));
    added.segments().forEach(segment -> segments.add(segment.shifted(from)));
    diagnostics.addAll(added.diagnostics());
    opened.addAll(added.opened());
    missing.addAll(added.missing());
    inactive.addAll(added.inactive());
    deepest = Math.max(deepest, frames.size() + added.depth());
    includes += added.opened().size();
  }

  private FileFrame.HeaderStart startOfHeader() {
    HeaderRecording recording = new HeaderRecording();
    macros.beginRecording(recording);
    return new FileFrame.HeaderStart(
        recording,
        out.size(),
        segments.size(),
        diagnostics.size(),
        opened.size(),
        missing.size(),
        inactive.size());
  }

  private void open(LexedFile file, Optional<FileFrame.HeaderStart> start) {
    nested.merge(file.file(), 1, Integer::sum);
    frames.add(new FileFrame(file, start));
    deepest = Math.max(deepest, frames.size());
  }

  private void close() {
    FileFrame frame = frames.removeLast();
    nested.merge(frame.file.file(), -1, Integer::sum);
    for (int group : frame.stillOpen()) {
      report(
          "UNBALANCED-CONDITIONAL",
          Severity.WARNING,
          frame.file.span(frame.file.group(group)),
          "This conditional has no #endif.");
    }
    frame.start.ifPresent(start -> endHeader(frame, start));
  }

  private void endHeader(FileFrame frame, FileFrame.HeaderStart start) {
    macros.endRecording();
    if (!start.recording().isUsable()) {
      macros.recording().ifPresent(outer -> outer.merge(start.recording()));
      return;
    }
    List<HeaderSegment> inner =
        segments.subList(start.segments(), segments.size()).stream()
            .map(segment -> segment.shifted(-start.tokens()))
            .toList();
    HeaderContent content =
        start
            .recording()
            .finish(
                frame.file.file(),
                out.slice(start.tokens(), out.size()),
                new HeaderContent.Added(
                    inner,
                    copyFrom(diagnostics, start.diagnostics()),
                    copyFrom(opened, start.opened()),
                    copyFrom(missing, start.missing()),
                    copyFrom(inactive, start.inactive()),
                    Math.max(1, deepest - frames.size())));
    macros.recording().ifPresent(outer -> outer.merge(content));
    segments.add(start.segments(), new HeaderSegment(content, start.tokens(), out.size()));
    cache.keep(content);
  }

  private static <T> List<T> copyFrom(List<T> list, int from) {
    return List.copyOf(list.subList(from, list.size()));
  }
}
