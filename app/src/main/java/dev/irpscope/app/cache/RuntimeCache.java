package dev.irpscope.app.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A file with the classes that a start loads, which later starts map into memory. The runtime
 * itself passes over one that does not fit; a note beside it says what it was made from, so that it
 * is made again then.
 */
public final class RuntimeCache {
  /** Set by the launchers: where the cache of this installation is or will be. */
  private static final String PLACE = "irpscope.cache";

  private final Path file;

  RuntimeCache(Path file) {
    this.file = file;
  }

  /** The one the launcher named; empty if it did not, as when the user wants none. */
  public static Optional<RuntimeCache> ofThisStart() {
    String place = System.getProperty(PLACE, "");
    return place.isBlank() ? Optional.empty() : Optional.of(new RuntimeCache(Path.of(place)));
  }

  Path file() {
    return file;
  }

  /** Says what the cache was made from, even if no cache could be made from it. */
  Path note() {
    return file.resolveSibling(file.getFileName() + ".txt");
  }

  /** Whether there is nothing to do until the program or the runtime is another one. */
  boolean isMadeFrom(String content) {
    try {
      return Files.readString(note()).equals(content);
    } catch (IOException none) {
      return false;
    }
  }

  /**
   * Starts making the cache if there is none that fits. Returns at once; that goes on when this
   * process has ended, and only while nothing else wants the processors.
   */
  public void makeForLaterStarts() {
    if (isMadeFrom(content())) {
      return;
    }
    List<String> command = new ArrayList<>(atLowPriority());
    command.addAll(
        List.of(
            java(),
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dirpscope.home=" + System.getProperty("irpscope.home", ""),
            "-cp",
            System.getProperty("java.class.path", ""),
            CacheTraining.class.getName(),
            file.toString()));
    try {
      Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
      new ProcessBuilder(command)
          .redirectInput(ProcessBuilder.Redirect.PIPE)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .getOutputStream()
          .close();
    } catch (IOException unwritable) {
      // The next start takes as long as this one did, which is nothing to report.
      System.getLogger(RuntimeCache.class.getName())
          .log(System.Logger.Level.DEBUG, "no cache: {0}", unwritable.getMessage());
    }
  }

  /** What a cache depends on: the runtime, and the jars as they lie there. */
  static String content() {
    StringBuilder content = new StringBuilder(System.getProperty("irpscope.home", ""));
    content.append('\n').append(Runtime.version()).append(' ').append(java()).append('\n');
    for (String jar : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      content.append(jar);
      try {
        BasicFileAttributes now = Files.readAttributes(Path.of(jar), BasicFileAttributes.class);
        content.append(' ').append(now.size()).append(' ').append(now.lastModifiedTime());
      } catch (IOException gone) {
        content.append(" is gone");
      }
      content.append('\n');
    }
    return content.toString();
  }

  static String java() {
    return Path.of(System.getProperty("java.home", ""), "bin", isWindows() ? "java.exe" : "java")
        .toString();
  }

  private static List<String> atLowPriority() {
    Path nice = Path.of("/usr/bin/nice");
    return Files.isExecutable(nice) ? List.of(nice.toString(), "-n", "19") : List.of();
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
