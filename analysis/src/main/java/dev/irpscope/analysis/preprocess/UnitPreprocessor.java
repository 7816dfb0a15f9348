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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads one unit: its files, the directives in them, and the text between through the expander. */
final class UnitPreprocessor implements Expander.Surroundings {
  private static final int MAX_INCLUDE_DEPTH = 64;
  private static final int MAX_INCLUDES = 20_000;
  private static final int MAX_OWN_INCLUDES = 256;
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
  private final Spellings spellings;
  private final SourceFile main;
  private final MacroTable macros;
  private final Expander expander;
  private final Conditionals conditionals;
  private final MacroDirectives directives;
  private final UnitOutput out = new UnitOutput();
  private final List<FileFrame> frames = new ArrayList<>();
  private final Set<SourceFile> cyclic = new HashSet<>();
  private final Map<SourceFile, Integer> nested = new HashMap<>();

  /** How often a file that is being read was included from within; gone when it is left. */
  private final Map<SourceFile, Integer> again = new HashMap<>();

  private final Token end;
  private int floor;
  private int floorBefore;
  private int includes;
  private int deepest;
  private boolean reading;
  private int counter;

  UnitPreprocessor(HeaderSearch headers, PreprocessorCache cache, SourceFile main) {
    this.headers = headers;
    this.cache = cache;
    this.main = main;
    this.spellings = cache.spellings();
    this.end = endOf(main);
    this.macros = new MacroTable(cache.start(), BUILT_INS);
    this.expander = new Expander(macros, this, spellings, end);
    this.conditionals = new Conditionals(macros, expander, out, this::headerExists);
    this.directives = new MacroDirectives(macros, headers, out);
  }

  /**
   * @param options the macros that the configuration defines
   * @param own further ones, for this file; they are taken as its own text, so that units with
   *     different ones still share headers that do not ask for them
   * @param first is read before the unit
   */
  PreprocessedUnit read(SourceFile options, SourceFile own, Optional<SourceFile> first) {
    readHeader(options);
    readWhole(cache.header(own), Optional.empty());
    headers
        .predefined()
        .ifPresent(file -> {
          out.opened(file);
          readHeader(file);
        });
    if (isCplusplus(main)) {
      readHeader(CPLUSPLUS);
    }
    first.ifPresent(file -> {
      out.opened(file);
      readHeader(file);
    });
    out.opened(main);
    LexedFile lexed = FileLexer.lex(main, spellings);
    readWhole(lexed, Optional.empty());
    out.add(end);
    return out.finish(lexed, cache, macros.noted());
  }

  private static boolean isCplusplus(SourceFile main) {
    String name = main.name().toLowerCase(Locale.ROOT);
    return name.endsWith(".cpp") || name.endsWith(".cc") || name.endsWith(".cxx");
  }

  private static Token endOf(SourceFile file) {
    int length = file.text().length();
    return new Token(Token.Kind.END, "", Origin.plain(new Span(file, length, length)), true);
  }

  /** Reads a file as if an {@code #include} stood before the unit. */
  private void readHeader(SourceFile file) {
    MacroTable.Position here = macros.position();
    Optional<HeaderContent> known = cache.content(file, macros, here);
    if (known.isPresent()) {
      replay(known.get(), here);
    } else {
      readWhole(cache.header(file), Optional.of(startOfHeader(here)));
    }
  }

  private void readWhole(LexedFile file, Optional<FileFrame.HeaderStart> start) {
    open(file, start);
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
    long mark = out.size();
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
    out.report(diagnostic);
  }

  private void report(String code, Severity severity, Span span, String message) {
    out.report(code, severity, span, message);
  }

  // --- directives

  /** Does what a directive says; returns the token it leaves in the text, if any. */
  private Token[] obey(FileFrame frame, Group group) {
    switch (group.kind()) {
      case TEXT, IGNORED -> {}
      case IF, IFDEF, IFNDEF -> conditionals.begin(frame, group);
      case ELIF, ELIFDEF, ELIFNDEF, ELSE -> conditionals.laterArm(frame, group);
      case ENDIF -> conditionals.end(frame, group);
      case DEFINE -> directives.define(frame);
      case UNDEF -> directives.undefine(frame, group);
      case INCLUDE, INCLUDE_NEXT -> include(frame, group);
      case PRAGMA -> {
        return pragmaLine(frame, group);
      }
      case ERROR ->
          report(
              "ERROR-DIRECTIVE",
              Severity.WARNING,
              frame.file.span(group),
              "This #error is reached with the chosen configuration: " + frame.rest(group));
      case WARNING ->
          report(
              "WARNING-DIRECTIVE",
              Severity.NOTE,
              frame.file.span(group),
              "This #warning is reached with the chosen configuration: " + frame.rest(group));
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

  private boolean headerExists(HeaderName name) {
    out.asked(name.text());
    return headers.find(name.text(), name.form(), frames.getLast().file.file())
        instanceof HeaderSearch.Result.Found;
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
      case "push_macro", "pop_macro" -> directives.pushOrPop(frame, group);
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
        out.add(new MissingHeader(name.text(), place));
        report(
            MissingHeader.NOT_FOUND,
            Severity.WARNING,
            place,
            "The header '%s' was not found, so what it declares is unknown."
                .formatted(name.text()));
      }
      case HeaderSearch.Result.Unreadable(Diagnostic problem) -> {
        out.add(new MissingHeader(name.text(), place));
        report(problem);
      }
      case HeaderSearch.Result.Found(SourceFile file) -> enterHeader(file, place);
    }
  }

  private void enterHeader(SourceFile file, Span place) {
    out.opened(file);
    LexedFile header = cache.header(file);
    boolean guarded = header.guard().isPresent() && macros.consult(header.guard().get());
    if (guarded || macros.lookup(onceMark(file)) != null) {
      return;
    }
    int around = nested.getOrDefault(file, 0);
    if (around > 0) {
      macros.dependOn(depthOf(file));
    }
    if (around >= 2 || (around == 1 && again.merge(file, 1, Integer::sum) > MAX_OWN_INCLUDES)) {
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
    MacroTable.Position here = macros.position();
    Optional<HeaderContent> known = cache.content(file, macros, here);
    if (known.isPresent() && frames.size() + known.get().added().depth() <= MAX_INCLUDE_DEPTH) {
      replay(known.get(), here);
      return;
    }
    open(header, cache.takesMore(file) ? Optional.of(startOfHeader(here)) : Optional.empty());
  }

  /** The number of files around the outermost one that reads {@code file}. */
  private int depthOf(SourceFile file) {
    int depth = 0;
    while (!frames.get(depth).file.file().equals(file)) {
      depth++;
    }
    return depth;
  }

  /** The name of a macro that stands for {@code #pragma once} seen in the file. */
  private static String onceMark(SourceFile file) {
    return "#pragma once " + file.place() + " " + file.path();
  }

  private void replay(HeaderContent content, MacroTable.Position before) {
    macros.replay(content);
    macros.passed(before, content);
    out.add(content);
    deepest = Math.max(deepest, frames.size() + content.added().depth());
    includes += content.added().opened().size();
  }

  private FileFrame.HeaderStart startOfHeader(MacroTable.Position here) {
    HeaderRecording recording = new HeaderRecording();
    macros.beginRecording(recording);
    return new FileFrame.HeaderStart(recording, out.mark(), here);
  }

  private void open(LexedFile file, Optional<FileFrame.HeaderStart> start) {
    nested.merge(file.file(), 1, Integer::sum);
    frames.add(new FileFrame(file, start));
    deepest = Math.max(deepest, frames.size());
  }

  private void close() {
    FileFrame frame = frames.removeLast();
    if (nested.merge(frame.file.file(), -1, Integer::sum) == 0) {
      again.remove(frame.file.file());
    }
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
    if (!start.recording().isUsable(frames.size())) {
      macros.recording().ifPresent(outer -> outer.merge(start.recording()));
      return;
    }
    HeaderContent content =
        cache.keep(
            start
                .recording()
                .finish(
                    frame.file.file(),
                    out.partsSince(start.out()),
                    out.since(start.out(), Math.max(1, deepest - frames.size()))),
            start.macros());
    macros.recording().ifPresent(outer -> outer.merge(content));
    macros.passed(start.macros(), content);
    out.enclose(start.out(), content);
  }
}
