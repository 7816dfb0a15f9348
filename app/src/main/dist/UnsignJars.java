import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Takes the signatures out of the jars of a folder. The Java runtime's cache leaves out classes of
 * signed jars, and would check each of them again at every start. Argument: the folder.
 */
final class UnsignJars {
  private UnsignJars() {}

  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("FOLDER");
    }
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).sorted().toList()) {
        unsign(jar);
      }
    }
  }

  private static void unsign(Path jar) throws IOException {
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path folder = zip.getPath("META-INF");
      if (!Files.isDirectory(folder)) {
        return;
      }
      List<Path> signatures;
      try (Stream<Path> files = Files.list(folder)) {
        signatures = files.filter(UnsignJars::isSignature).toList();
      }
      for (Path signature : signatures) {
        Files.delete(signature);
      }
    }
  }

  /** As the JAR File Specification names them, "Signed JAR File". */
  private static boolean isSignature(Path file) {
    return String.valueOf(file.getFileName()).matches("(?i)(.+\\.(SF|RSA|DSA|EC)|SIG-.+)");
  }
}
