package dev.irpscope.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Starts the user's editor, or another program that opens a file. */
@FunctionalInterface
interface EditorStarter {
  /** A program of the system, which goes on by itself. */
  EditorStarter PROCESS =
      words -> {
        try {
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
          return Optional.empty();
        } catch (IOException e) {
          return Optional.of(String.valueOf(e.getMessage()));
        }
      };

  /** What opens a file with the program that the system has for it. */
  static List<String> opening(Path file, String system) {
    String name = system.toLowerCase(Locale.ROOT);
    String program =
        name.contains("mac") ? "open" : name.contains("windows") ? "explorer" : "xdg-open";
    return List.of(program, file.toAbsolutePath().toString());
  }

  /**
   * @return why it could not be started; empty if it was
   */
  Optional<String> start(List<String> words);
}
