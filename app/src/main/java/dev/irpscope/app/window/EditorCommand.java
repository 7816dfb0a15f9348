package dev.irpscope.app.window;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A command line of the user's with {@code {file}} and {@code {line}} in it. */
final class EditorCommand {
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private EditorCommand() {}

  /**
   * The words to start, blanks in quotes kept together; a command without {@code {file}} gets it.
   */
  static List<String> words(String command, Path file, int line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(command);
    while (matcher.find()) {
      String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      words.add(word.replace("{file}", file.toString()).replace("{line}", Integer.toString(line)));
    }
    if (!command.contains("{file}")) {
      words.add(file.toString());
    }
    return words;
  }
}
