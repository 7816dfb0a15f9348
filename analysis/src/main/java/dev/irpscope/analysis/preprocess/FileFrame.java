package dev.irpscope.analysis.preprocess;

import dev.irpscope.analysis.preprocess.LexedFile.Group;
import java.util.Arrays;
import java.util.Optional;

/** How far one open file has been read, and the conditionals that are open there. */
final class FileFrame {
  final LexedFile file;
  final Token[] tokens;
  final Optional<HeaderStart> start;
  int group = -1;
  int at;
  int end;
  private int[] open = new int[8];
  private int openCount;

  /** How far the unit was when a header began whose content is being recorded. */
  record HeaderStart(HeaderRecording recording, UnitOutput.Mark out, MacroTable.Position macros) {}

  FileFrame(LexedFile file, Optional<HeaderStart> start) {
    this.file = file;
    this.start = start;
    this.tokens = file.tokens();
  }

  /** Moves to the next group, which may be text or a directive; false at the end of the file. */
  boolean advance() {
    group++;
    return group < file.groupCount();
  }

  Group current() {
    return file.group(group);
  }

  /** Makes the tokens of the current group those to be read. */
  void readText() {
    at = current().first();
    end = current().last();
  }

  void openConditional() {
    if (openCount == open.length) {
      open = Arrays.copyOf(open, openCount * 2);
    }
    open[openCount++] = group;
  }

  /** False if none is open. */
  boolean closeConditional() {
    if (openCount == 0) {
      return false;
    }
    openCount--;
    return true;
  }

  boolean inConditional() {
    return openCount > 0;
  }

  /** The groups that opened conditionals which are still open, outermost first. */
  int[] stillOpen() {
    return Arrays.copyOf(open, openCount);
  }

  /** Whether the parenthesis that starts a macro's arguments is the next token of this text. */
  boolean parenthesisFollows() {
    return at < end && tokens[at].is("(");
  }

  /** The text of a directive behind its name, shortened. */
  String rest(Group group) {
    if (group.arguments() >= group.last()) {
      return "(no text)";
    }
    int from = tokens[group.arguments()].origin().written().start();
    int to = tokens[group.last() - 1].origin().written().end();
    String text = file.file().text().substring(from, to);
    return text.length() > 200 ? text.substring(0, 200) + "..." : text;
  }
}
