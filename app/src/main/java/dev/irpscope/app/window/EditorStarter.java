package dev.irpscope.app.window;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Starts the user's editor. */
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

  /**
   * @return why it could not be started; empty if it was
   */
  Optional<String> start(List<String> words);
}
