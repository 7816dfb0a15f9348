package dev.irpscope.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a command's result goes: standard output, or a file. */
final class Output {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the result to FILE instead of standard output.")
  private @Nullable Path file;

  private Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Called before the work, so that nobody waits for a result that cannot be kept. */
  void check() throws InputException {
    if (file().isEmpty()) {
      return;
    }
    Path target = file().get();
    Path folder = target.toAbsolutePath().getParent();
    if (Files.isDirectory(target)) {
      throw new InputException("-o " + target + " is a folder; name a file in it.");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new InputException(
          "cannot write " + target + ": there is no folder " + folder + "; create it first.");
    }
    if (Files.exists(target) ? !Files.isWritable(target) : !Files.isWritable(folder)) {
      throw new InputException("cannot write " + target + ": you may not write there.");
    }
  }

  /** Writes the whole result as UTF-8. */
  void write(Console console, String text) throws InputException {
    if (file().isEmpty()) {
      console.out().print(text);
      console.out().flush();
      return;
    }
    try {
      Files.write(file().get(), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputException(
          "cannot write " + file().get() + ": " + e.getClass().getSimpleName() + ".");
    }
  }
}
