package dev.irpscope.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The streams a command talks to.
 *
 * @param out carries the result and nothing else
 * @param terminal whether somebody watches {@code err}: then progress is shown there
 */
record Console(PrintStream out, PrintStream err, boolean terminal) {
  /** Set by the launcher script, which can ask the system. */
  private static final String TERMINAL = "irpscope.terminal";

  /** The process's own streams, written as UTF-8 whatever the system's encoding. */
  static Console standard() {
    return new Console(stream(FileDescriptor.out), stream(FileDescriptor.err), watched());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  private static boolean watched() {
    String told = System.getProperty(TERMINAL, "");
    if (!told.isEmpty()) {
      return told.equals("true");
    }
    return Optional.ofNullable(System.console())
        .filter(console -> console.isTerminal())
        .isPresent();
  }

  /** One line for the user that is not part of the result. */
  void tell(String sentence) {
    err.println("irpscope: " + sentence);
    err.flush();
  }
}
