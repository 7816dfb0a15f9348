package dev.irpscope.analysis.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One command of a CMake file.
 *
 * @param name in lower case
 */
record CmakeCommand(String name, List<String> arguments) {
  CmakeCommand {
    arguments = List.copyOf(arguments);
  }

  static List<CmakeCommand> parse(String text) {
    List<CmakeCommand> commands = new ArrayList<>();
    List<String> arguments = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    String name = "";
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '#') {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end - 1;
      } else if (c == '"' && depth > 0) {
        int end = text.indexOf('"', i + 1);
        end = end < 0 ? text.length() : end;
        word.append(text, i + 1, end);
        i = end;
      } else if (c == '(') {
        if (depth++ == 0) {
          name = word.toString().strip().toLowerCase(Locale.ROOT);
          word.setLength(0);
        }
      } else if (c == ')' && depth > 0) {
        flush(word, arguments);
        if (--depth == 0) {
          commands.add(new CmakeCommand(name, arguments));
          arguments.clear();
        }
      } else if (Character.isWhitespace(c) || c == ';') {
        flush(word, arguments);
        if (depth == 0) {
          String last = arguments.isEmpty() ? "" : arguments.removeLast();
          arguments.clear();
          word.append(last);
          if (c == '\n') {
            word.setLength(0);
          }
        }
      } else {
        word.append(c);
      }
    }
    return commands;
  }

  private static void flush(StringBuilder word, List<String> arguments) {
    if (!word.isEmpty()) {
      arguments.add(word.toString());
      word.setLength(0);
    }
  }

  /** The arguments with the variables known so far put in. */
  List<String> expanded(Map<String, List<String>> variables) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      int end = argument.indexOf('}');
      if (argument.startsWith("${") && end == argument.length() - 1) {
        String variable = argument.substring(2, end);
        if (variables.containsKey(variable)) {
          all.addAll(variables.get(variable));
          continue;
        }
      }
      all.add(withoutSourceDir(argument));
    }
    return all;
  }

  private static String withoutSourceDir(String argument) {
    for (String folder : List.of("${CMAKE_CURRENT_SOURCE_DIR}/", "${CMAKE_CURRENT_LIST_DIR}/")) {
      if (argument.startsWith(folder)) {
        return argument.substring(folder.length());
      }
    }
    return argument;
  }

  /** Those words of a list that name C or C++ source. */
  static List<String> sources(List<String> words) {
    return words.stream()
        .filter(word -> {
          String lower = word.toLowerCase(Locale.ROOT);
          return lower.endsWith(".c")
              || lower.endsWith(".cpp")
              || lower.endsWith(".cc")
              || lower.endsWith(".cxx");
        })
        .toList();
  }
}
