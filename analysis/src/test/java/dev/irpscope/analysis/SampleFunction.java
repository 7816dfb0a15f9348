package dev.irpscope.analysis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Cuts one function out of a sample driver, with the comment above it. Relies on how the samples
 * are laid out, not on our parser: what starts a definition, and the braces of its body, stand in
 * the first column.
 */
final class SampleFunction {
  private final List<String> lines;

  private SampleFunction(String source) {
    this.lines = source.lines().toList();
  }

  /** The lines of the function {@code name}, without a line feed at the end. */
  static Optional<String> in(String source, String name) {
    return new SampleFunction(source).find(name);
  }

  private Optional<String> find(String name) {
    Pattern header = Pattern.compile("(?=\\S)([^#/].*[\\s*])?" + Pattern.quote(name) + "\\s*\\(.*");
    for (int i = 0; i < lines.size(); i++) {
      if (header.matcher(lines.get(i)).matches()) {
        int body = i;
        while (body < lines.size() && !opensBody(body) && !lines.get(body).endsWith(";")) {
          body++;
        }
        if (body < lines.size() && opensBody(body)) {
          return Optional.of(String.join("\n", lines.subList(start(i), end(body))));
        }
      }
    }
    return Optional.empty();
  }

  private boolean opensBody(int line) {
    return lines.get(line).equals("{");
  }

  /** The first line of the comment or type that stands above the line with the name. */
  private int start(int named) {
    int first = named;
    while (first > 0 && continues(lines.get(first - 1))) {
      first--;
    }
    if (first > 0 && lines.get(first - 1).endsWith("*/")) {
      first--;
      while (first > 0 && !lines.get(first).startsWith("/*")) {
        first--;
      }
    }
    return first;
  }

  private static boolean continues(String line) {
    return !line.isBlank()
        && !line.startsWith("#")
        && !line.endsWith(";")
        && !line.endsWith("*/")
        && !line.equals("}");
  }

  /** Behind the closing brace. */
  private int end(int body) {
    int last = body;
    while (last < lines.size() - 1 && !lines.get(last).equals("}")) {
      last++;
    }
    return last + 1;
  }
}
