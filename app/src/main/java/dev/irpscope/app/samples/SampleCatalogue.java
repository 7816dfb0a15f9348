package dev.irpscope.app.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the sample drivers and reads what their README files and marks say. */
public final class SampleCatalogue {
  private static final Pattern MARK = Pattern.compile("//\\s*expect:\\s*(\\w+)(?:\\s+x(\\d+))?");

  private SampleCatalogue() {}

  /**
   * The folder of the samples: {@code samples} beside the folder of our jar in the packaged
   * application, else {@code sample-drivers} in the working directory or a folder above it.
   */
  public static Optional<Path> locate() {
    return locate(codeLocation(), Path.of("").toAbsolutePath());
  }

  static Optional<Path> locate(Optional<Path> code, Path workingDirectory) {
    Optional<Path> packaged =
        code.map(Path::getParent)
            .map(Path::getParent)
            .map(p -> p.resolve("samples"))
            .filter(Files::isDirectory);
    if (packaged.isPresent()) {
      return packaged;
    }
    for (Path at = workingDirectory; at != null; at = at.getParent()) {
      Path samples = at.resolve("sample-drivers");
      if (Files.isDirectory(samples)) {
        return Optional.of(samples);
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> codeLocation() {
    CodeSource source = SampleCatalogue.class.getProtectionDomain().getCodeSource();
    try {
      return source == null || source.getLocation() == null
          ? Optional.empty()
          : Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The samples in a folder, by name; those without a README are passed over.
   *
   * @throws IOException if the folder cannot be listed
   */
  public static List<Sample> read(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> candidates =
          entries.filter(p -> Files.isRegularFile(p.resolve("README.md"))).sorted().toList();
      List<Sample> samples = new ArrayList<>();
      for (Path candidate : candidates) {
        samples.add(readOne(candidate));
      }
      return List.copyOf(samples);
    }
  }

  private static Sample readOne(Path folder) throws IOException {
    String title = String.valueOf(folder.getFileName());
    List<String> paragraph = new ArrayList<>();
    boolean titled = false;
    for (String line : text(folder.resolve("README.md")).lines().toList()) {
      if (!titled) {
        titled = line.startsWith("# ");
        title = titled ? line.substring(2).strip() : title;
      } else if (line.isBlank() || line.startsWith("#")) {
        if (!paragraph.isEmpty()) {
          break;
        }
      } else {
        paragraph.add(line.strip());
      }
    }
    String summary = String.join(" ", paragraph).replace("`", "");
    return new Sample(folder, title.replace("`", ""), summary, marks(folder));
  }

  private static SortedMap<String, Integer> marks(Path folder) throws IOException {
    SortedMap<String, Integer> counts = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder, 4)) {
      for (Path file : files.filter(SampleCatalogue::isSource).sorted().toList()) {
        Matcher mark = MARK.matcher(text(file));
        while (mark.find()) {
          int times = mark.group(2) == null ? 1 : Integer.parseInt(mark.group(2));
          counts.merge(mark.group(1), times, Integer::sum);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return Collections.unmodifiableSortedMap(counts);
  }

  private static boolean isSource(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && (name.endsWith(".c") || name.endsWith(".cpp") || name.endsWith(".h"));
  }

  /** Never fails on odd bytes: the samples are ours, but a user may have edited them. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
