package dev.irpscope.app.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process of its own that lets the application use itself without a screen, has the runtime keep
 * what that loaded, and puts the result in place when it is whole. One at a time.
 */
final class CacheTraining {
  private static final long MINUTES = 10;

  /** Of the samples, the one to use it on. */
  private static final String SAMPLE = "gauge-filter";

  private CacheTraining() {}

  /**
   * Makes a cache.
   *
   * @param args the file to make
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    RuntimeCache cache = new RuntimeCache(Path.of(args[0]));
    Path lock = cache.file().resolveSibling(cache.file().getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock mine = channel.tryLock()) {
      String content = RuntimeCache.content();
      if (mine != null && !cache.isMadeFrom(content)) {
        removeThoseOfOthers(cache.file().toAbsolutePath().resolveSibling(""));
        make(cache);
        Files.writeString(cache.note(), content);
      }
    }
  }

  private static void make(RuntimeCache cache) throws IOException, InterruptedException {
    Path part = cache.file().resolveSibling(cache.file().getFileName() + ".part");
    Files.deleteIfExists(cache.file());
    Process process =
        new ProcessBuilder(command(part))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly().waitFor();
    }
    if (ended && process.exitValue() == 0 && Files.exists(part)) {
      Files.move(part, cache.file(), StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(part);
    }
  }

  /** Without profiles: they would have methods compiled early that a short run needs once. */
  private static List<String> command(Path part) {
    String home = System.getProperty("irpscope.home", "");
    return List.of(
        RuntimeCache.java(),
        "-Xmx1g",
        "-XX:+IgnoreUnrecognizedVMOptions",
        "-XX:+UnlockDiagnosticVMOptions",
        "-XX:-AOTRecordTraining",
        "-XX:AOTCacheOutput=" + part,
        "-Dglass.platform=Headless",
        "-Dprism.order=sw",
        "-Dirpscope.rehearsal=true",
        "-Dirpscope.home=" + home,
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path", ""),
        "dev.irpscope.app.Launcher",
        Path.of(home, "samples", SAMPLE).toString());
  }

  /** Caches of installations that are not there any more. */
  private static void removeThoseOfOthers(Path folder) throws IOException {
    List<Path> notes;
    try (Stream<Path> files = Files.list(folder)) {
      notes = files.filter(f -> f.toString().endsWith(".aot.txt")).sorted().toList();
    }
    for (Path note : notes) {
      String home = Files.readString(note).lines().findFirst().orElse("");
      if (!home.isBlank() && !Files.isDirectory(Path.of(home))) {
        String name = String.valueOf(note.getFileName());
        String cache = name.substring(0, name.length() - ".txt".length());
        Files.deleteIfExists(note.resolveSibling(cache));
        Files.deleteIfExists(note.resolveSibling(cache + ".lock"));
        Files.deleteIfExists(note);
      }
    }
  }
}
