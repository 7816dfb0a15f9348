package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.LexedFile.Group;
import dev.irpscope.analysis.preprocess.LexedFile.GroupKind;
import dev.irpscope.analysis.source.Diagnostic;
import dev.irpscope.analysis.source.Origin;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a file into a {@link LexedFile}: tokens, groups, and where each conditional goes on. */
final class FileLexer {
  private static final Map<String, GroupKind> DIRECTIVES =
      Map.ofEntries(
          Map.entry("if", GroupKind.IF),
          Map.entry("ifdef", GroupKind.IFDEF),
          Map.entry("ifndef", GroupKind.IFNDEF),
          Map.entry("elif", GroupKind.ELIF),
          Map.entry("elifdef", GroupKind.ELIFDEF),
          Map.entry("elifndef", GroupKind.ELIFNDEF),
          Map.entry("else", GroupKind.ELSE),
          Map.entry("endif", GroupKind.ENDIF),
          Map.entry("define", GroupKind.DEFINE),
          Map.entry("undef", GroupKind.UNDEF),
          Map.entry("include", GroupKind.INCLUDE),
          Map.entry("include_next", GroupKind.INCLUDE_NEXT),
          Map.entry("import", GroupKind.IGNORED),
          Map.entry("using", GroupKind.IGNORED),
          Map.entry("pragma", GroupKind.PRAGMA),
          Map.entry("error", GroupKind.ERROR),
          Map.entry("warning", GroupKind.WARNING),
          Map.entry("line", GroupKind.IGNORED),
          Map.entry("ident", GroupKind.IGNORED),
          Map.entry("sccs", GroupKind.IGNORED));

  private final SourceFile file;
  private final Scanner scanner;
  private final List<Group> groups = new ArrayList<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private Token[] tokens;
  private int count;

  private FileLexer(SourceFile file, Spellings spellings) {
    this.file = file;
    this.scanner = new Scanner(file.text(), spellings);
    this.tokens = new Token[Math.max(16, file.text().length() / 6)];
  }

  static LexedFile lex(SourceFile file, Spellings spellings) {
    return new FileLexer(file, spellings).run();
  }

  private LexedFile run() {
    boolean lineStart = true;
    boolean inDirective = false;
    boolean space = true;
    int groupStart = 0;
    while (true) {
      Scanner.Found found = scanner.next();
      if (found == Scanner.Found.END) {
        break;
      }
      if (found == Scanner.Found.COMMENT) {
        space = true;
        if (!scanner.terminated()) {
          diagnostics.add(
              Diagnostic.at(
                  "UNTERMINATED-COMMENT",
                  Diagnostic.Severity.WARNING,
                  new Span(file, scanner.start(), scanner.start() + 2),
                  "This comment has no end, so the rest of the file is not read as code."));
        }
        continue;
      }
      if (found == Scanner.Found.NEWLINE) {
        if (inDirective) {
          addDirective(groupStart);
          groupStart = count;
          inDirective = false;
        }
        lineStart = true;
        space = true;
        continue;
      }
      if (lineStart && found == Scanner.Found.PUNCTUATOR && scanner.spelling().equals("#")) {
        if (count > groupStart) {
          groups.add(new Group(GroupKind.TEXT, groupStart, groupStart, count));
          groupStart = count;
        }
        inDirective = true;
      }
      add(found, space || scanner.spaceBefore());
      lineStart = false;
      space = false;
    }
    if (inDirective) {
      addDirective(groupStart);
    } else if (count > groupStart) {
      groups.add(new Group(GroupKind.TEXT, groupStart, groupStart, count));
    }
    Group[] all = groups.toArray(Group[]::new);
    int[] nextArm = linkArms(all);
    return new LexedFile(
        file, Arrays.copyOf(tokens, count), all, nextArm, guard(all, nextArm), diagnostics);
  }

  private void add(Scanner.Found found, boolean space) {
    Token.Kind kind =
        switch (found) {
          case IDENTIFIER -> Token.Kind.IDENTIFIER;
          case NUMBER -> Token.Kind.NUMBER;
          case CHARACTER -> Token.Kind.CHARACTER;
          case STRING -> Token.Kind.STRING;
          case PUNCTUATOR -> Token.Kind.PUNCTUATOR;
          case OTHER, COMMENT, NEWLINE, END -> Token.Kind.OTHER;
        };
    if (count == tokens.length) {
      tokens = Arrays.copyOf(tokens, count * 2);
    }
    Origin origin = Origin.plain(new Span(file, scanner.start(), scanner.end()));
    tokens[count++] = new Token(kind, scanner.spelling(), origin, space);
  }

  private void addDirective(int first) {
    GroupKind kind = GroupKind.IGNORED;
    int arguments = Math.min(first + 2, count);
    if (first + 1 < count) {
      Token name = tokens[first + 1];
      if (name.kind() == Token.Kind.IDENTIFIER) {
        kind = DIRECTIVES.getOrDefault(name.text(), GroupKind.UNKNOWN);
      } else if (name.kind() != Token.Kind.NUMBER) {
        kind = GroupKind.UNKNOWN;
      }
    }
    groups.add(new Group(kind, first, arguments, count));
  }

  private static int[] linkArms(Group[] groups) {
    int[] nextArm = new int[groups.length];
    Arrays.fill(nextArm, groups.length);
    int[] open = new int[groups.length];
    int depth = 0;
    for (int i = 0; i < groups.length; i++) {
      GroupKind kind = groups[i].kind();
      if (kind.opensConditional()) {
        open[depth++] = i;
      } else if (depth > 0 && kind.isLaterArm()) {
        nextArm[open[depth - 1]] = i;
        open[depth - 1] = i;
      } else if (depth > 0 && kind == GroupKind.ENDIF) {
        nextArm[open[--depth]] = i;
      }
    }
    return nextArm;
  }

  private Optional<String> guard(Group[] groups, int[] nextArm) {
    int last = groups.length - 1;
    if (last < 1 || nextArm[0] != last || groups[last].kind() != GroupKind.ENDIF) {
      return Optional.empty();
    }
    Group first = groups[0];
    int from = first.arguments();
    int length = first.last() - from;
    if (first.kind() == GroupKind.IFNDEF && length == 1) {
      return Optional.of(tokens[from].text());
    }
    if (first.kind() == GroupKind.IF && length >= 3 && tokens[from].is("!")) {
      boolean plain = length == 3 && tokens[from + 1].is("defined");
      boolean parenthesised =
          length == 5
              && tokens[from + 1].is("defined")
              && tokens[from + 2].is("(")
              && tokens[from + 4].is(")");
      if (plain || parenthesised) {
        return Optional.of(tokens[parenthesised ? from + 3 : from + 2].text());
      }
    }
    return Optional.empty();
  }
}
