package dev.irpscope.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command line that was run in this process. */
record Ran(int exit, String out, String err) {
  static Ran of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false),
            args);
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** Whether the user was told one sentence and no more. */
  boolean isRefusal() {
    return exit == ExitCode.USAGE_OR_INPUT
        && out.isEmpty()
        && err.startsWith("irpscope: ")
        && err.strip().lines().count() == 1
        && !err.contains("\tat ")
        && !err.contains("Exception");
  }
}
