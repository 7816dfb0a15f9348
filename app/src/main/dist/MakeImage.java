import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the application image: the packaged folder's jars for this platform, a runtime with only
 * the modules they need, a launcher, and a cache that lets the Java runtime start with what a
 * rehearsal of the window has loaded and compiled. Run by the profile {@code dist} with the JDK
 * that compiles; arguments: the packaged folder, where the image goes, name of the application's
 * jar, version.
 */
final class MakeImage {
  private static final String NAME = "irpscope";
  private static final String CACHE = "irpscope.aot";

  /**
   * What the launcher gives every start; the cache is only used with the collector of its training.
   * The quick compiler alone has the first picture there a third sooner, because what it makes
   * counts nothing for the optimising one; a search of minutes takes a third longer.
   * Garbage is looked for only when most of the memory is taken, because half of it is in use all
   * the time while a large folder is searched. The young generation is large from the start, so that
   * there are fewer collections before the first picture.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-Xms512m",
          "-Xmx1g",
          "-XX:NewSize=160m",
          "-XX:+UseG1GC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-G1UseAdaptiveIHOP",
          "-XX:InitiatingHeapOccupancyPercent=72",
          "--enable-native-access=ALL-UNNAMED");

  private final Path folder;
  private final Path target;
  private final String mainJar;
  private final String version;

  private MakeImage(Path folder, Path target, String mainJar, String version) {
    this.folder = folder;
    this.target = target;
    this.mainJar = mainJar;
    this.version = version;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 4) {
      throw new IllegalArgumentException("FOLDER IMAGE JAR VERSION");
    }
    new MakeImage(Path.of(args[0]), Path.of(args[1]), args[2], args[3]).make();
  }

  private void make() throws IOException, InterruptedException {
    delete(target);
    Path work = target.resolveSibling("image-work");
    delete(work);
    Path input = Files.createDirectories(work.resolve("input"));
    copyJars(folder.resolve("lib"), input);
    copyJars(folder.resolve("lib").resolve("javafx-" + platform()), input);

    Path runtime = work.resolve("runtime");
    run(
        "jlink",
        "--add-modules", modules(input),
        "--strip-debug", "--no-header-files", "--no-man-pages", "--compress", "zip-6",
        "--output", runtime.toString());

    List<String> command =
        new ArrayList<>(
            List.of(
                "--type", "app-image",
                "--name", NAME,
                "--app-version", numbers(version),
                "--vendor", "IrpScope",
                "--description", "Steps through the violations of IRP rules in WDM drivers",
                "--input", input.toString(),
                "--main-jar", mainJar,
                "--main-class", "dev.irpscope.app.Launcher",
                "--runtime-image", runtime.toString(),
                "--dest", target.toString()));
    for (String option : OPTIONS) {
      command.addAll(List.of("--java-options", option));
    }
    command.addAll(List.of("--java-options", "-XX:AOTCache=$APPDIR/" + CACHE));
    // A cache that does not fit is passed over; that is nothing to tell the user, least of all
    // between the lines of a report on the standard output.
    command.addAll(List.of("--java-options", "-Xlog:disable"));
    command.addAll(List.of("--java-options", "-Xlog:all=error,aot*=off,cds*=off:stderr"));
    if (isWindows()) {
      // Without a console the command line would have nowhere to write to.
      command.add("--win-console");
    }
    run("jpackage", command.toArray(String[]::new));

    Path app = appFolder();
    unpackNatives(app);
    // The cache asks whether a jar is as old as it was; archives keep even seconds.
    try (Stream<Path> jars = Files.list(app)) {
      for (Path jar : jars.toList()) {
        Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
      }
    }
    copyTree(folder.resolve("samples"), app.resolveSibling("samples"));
    train(app);
    delete(work);
  }

  /**
   * Puts JavaFX's native libraries where it looks for them first, seen from its jars. Otherwise it
   * copies them to the user's folder at the first start, and compares all their bytes at every one.
   */
  private static void unpackNatives(Path app) throws IOException {
    Path to = Files.createDirectories(isWindows() ? app.resolveSibling("bin") : app);
    List<Path> jars;
    try (Stream<Path> files = Files.list(app)) {
      jars = files.filter(f -> f.getFileName().toString().startsWith("javafx-")).sorted().toList();
    }
    for (Path jar : jars) {
      try (FileSystem zip = FileSystems.newFileSystem(jar);
          Stream<Path> files = Files.list(zip.getPath("/"))) {
        for (Path library : files.filter(MakeImage::isNative).sorted().toList()) {
          Files.copy(library, to.resolve(library.getFileName().toString()));
        }
      }
    }
  }

  private static boolean isNative(Path file) {
    return file.toString().matches(".*\\.(so|dylib|dll)");
  }

  /** Where the launcher looks for jars; it differs by platform. */
  private Path appFolder() throws IOException {
    try (Stream<Path> all = Files.walk(target)) {
      return all.filter(p -> p.getFileName().toString().equals(mainJar))
          .findFirst()
          .orElseThrow()
          .getParent();
    }
  }

  /** Lets the window use itself with the image's own runtime, and keeps what that loaded. */
  private void train(Path app) throws IOException, InterruptedException {
    Path runtime;
    try (Stream<Path> all = Files.walk(target)) {
      runtime =
          all.filter(p -> p.endsWith(Path.of("bin", isWindows() ? "java.exe" : "java")))
              .findFirst()
              .orElseThrow();
    }
    Path cache = app.resolve(CACHE);
    List<String> command = new ArrayList<>(List.of(runtime.toString()));
    command.addAll(OPTIONS);
    command.addAll(
        List.of(
            // Profiles would have methods compiled early that a short run needs once.
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-AOTRecordTraining",
            "-XX:AOTCacheOutput=" + cache,
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Dglass.platform=Headless",
            "-Dprism.order=sw",
            "-Dirpscope.rehearsal=true",
            "-cp",
            classPath(app),
            "dev.irpscope.app.Launcher",
            app.resolveSibling("samples").resolve("gauge-filter").toString()));
    Path told = target.resolveSibling("image-training.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(told.toFile())
            .start();
    boolean ended = process.waitFor(10, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(told);
    if (!ended || process.exitValue() != 0 || !Files.exists(cache)) {
      throw new IllegalStateException("the rehearsal failed, so the image has no cache: " + said);
    }
    if (said.contains("NoClassDefFoundError") || said.contains("ClassNotFoundException")) {
      throw new IllegalStateException("the image's runtime lacks a module: " + said);
    }
  }

  /** In the launcher's order, which the cache remembers. */
  private static String classPath(Path app) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String line : Files.readAllLines(app.resolve(NAME + ".cfg"))) {
      if (line.startsWith("app.classpath=")) {
        String jar = line.substring("app.classpath=".length());
        jars.add(jar.replace("$APPDIR", app.toString()).replace('/', File.separatorChar));
      }
    }
    return String.join(File.pathSeparator, jars);
  }

  /** What the jars use of the JDK; as a class path, because that is how they are started. */
  private String modules(Path input) throws IOException {
    String jars;
    try (Stream<Path> all = Files.list(input)) {
      jars = all.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
    }
    return run(
            "jdeps",
            "--multi-release", "25", "--ignore-missing-deps", "--print-module-deps", "--recursive",
            "--class-path", jars, input.resolve(mainJar).toString())
        .strip();
  }

  private static String run(String tool, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IllegalStateException("this JDK has no " + tool))
            .run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    if (code != 0) {
      throw new IllegalStateException(tool + " failed: " + out + err);
    }
    return out.toString();
  }

  private static void copyJars(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        Files.copy(jar, to.resolve(jar.getFileName()));
      }
    }
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Files.copy(one, to.resolve(from.relativize(one).toString()));
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    Files.walkFileTree(
        tree,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            // What jlink makes read-only could not be deleted on Windows.
            file.toFile().setWritable(true);
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException problem)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** The classifier of JavaFX for this machine, as the launchers of the packaged folder choose it. */
  private static String platform() {
    String arch = System.getProperty("os.arch", "");
    String suffix = arch.equals("aarch64") ? "-aarch64" : "";
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.contains("mac")) {
      return "mac" + suffix;
    }
    return isWindows() ? "win" : "linux" + suffix;
  }

  private static boolean isWindows() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("win")
        && !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("darwin");
  }

  /** Installers know no qualifiers, and the first number of a version must not be 0 on macOS. */
  private static String numbers(String version) {
    String plain = version.replaceAll("[^0-9.].*", "");
    return plain.startsWith("0.") ? "1" + plain.substring(1) : plain;
  }
}
