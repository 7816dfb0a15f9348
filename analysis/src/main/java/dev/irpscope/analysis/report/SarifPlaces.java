package dev.irpscope.analysis.report;

import dev.irpscope.analysis.source.LineMap;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.Span;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Files and places of a report, in the terms of SARIF. Holds no absolute path. */
final class SarifPlaces {
  static final String ROOT = "SRCROOT";
  private static final String INCLUDED = "INCLUDED";
  private static final String BUILT_IN = "WDKHEADERS";
  private static final int LONGEST_SNIPPET = 2_000;
  private static final String UNRESERVED = "-._~!$&'()*+,;=@/";

  private final Map<Key, Integer> indices = new TreeMap<>();

  private record Key(SourceFile.Place place, String path) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byPlace = place.compareTo(other.place);
      return byPlace != 0 ? byPlace : path.compareTo(other.path);
    }
  }

  SarifPlaces(AnalysisReport report) {
    Map<Key, Integer> found = new TreeMap<>();
    for (FunctionCoverage function : report.coverage().functions()) {
      found.put(key(function.span()), 0);
    }
    report
        .coverage()
        .diagnostics()
        .forEach(diagnostic -> diagnostic.span().ifPresent(span -> found.put(key(span), 0)));
    for (Violation violation : report.violations()) {
      found.put(key(violation.site()), 0);
      violation.opening().ifPresent(span -> found.put(key(span), 0));
      violation.shortest().steps().forEach(step -> found.put(key(step.origin().site()), 0));
    }
    int index = 0;
    for (Key key : found.keySet()) {
      indices.put(key, index++);
    }
  }

  private static Key key(Span span) {
    return new Key(span.file().place(), span.file().path());
  }

  /** Every file that the report points into, by index. */
  List<Sarif.Artifact> artifacts() {
    return indices.keySet().stream()
        .map(key ->
            new Sarif.Artifact(location(key), List.of("analysisTarget"), language(key.path())))
        .toList();
  }

  private static String language(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    boolean cpp =
        List.of(".cpp", ".cc", ".cxx", ".hpp", ".hh", ".hxx").stream().anyMatch(name::endsWith);
    return cpp ? "cplusplus" : "c";
  }

  /** What the bases of relative paths mean; their own place is not part of a report. */
  Map<String, Sarif.ArtifactLocation> bases() {
    Map<String, Sarif.ArtifactLocation> bases = new LinkedHashMap<>();
    bases.put(ROOT, base("The opened folder."));
    for (Key key : indices.keySet()) {
      switch (key.place()) {
        case FOLDER -> {}
        case INCLUDED -> bases.put(INCLUDED, base("A header folder that the user added."));
        case BUILT_IN -> bases.put(BUILT_IN, base("The built-in headers of IrpScope."));
      }
    }
    return bases;
  }

  private static Sarif.ArtifactLocation base(String description) {
    return new Sarif.ArtifactLocation(
        "", "", Optional.empty(), Optional.of(Sarif.Text.plain(description)));
  }

  private Sarif.ArtifactLocation location(Key key) {
    return switch (key.place()) {
      case FOLDER -> location(key, key.path(), ROOT);
      case INCLUDED -> location(key, withoutRoot(key.path()), INCLUDED);
      case BUILT_IN -> location(key, key.path(), BUILT_IN);
    };
  }

  private Sarif.ArtifactLocation location(Key key, String path, String base) {
    return new Sarif.ArtifactLocation(
        encoded(path), base, Optional.ofNullable(indices.get(key)), Optional.empty());
  }

  /** The path as given when that is relative; else the file's name, to give no place away. */
  private static String withoutRoot(String path) {
    boolean absolute = path.startsWith("/") || path.contains(":");
    return absolute ? path.substring(path.lastIndexOf('/') + 1) : path;
  }

  Sarif.PhysicalLocation physical(Span span) {
    return new Sarif.PhysicalLocation(location(key(span)), Optional.of(region(span)));
  }

  /** A file of the opened folder that may never have been read. */
  Sarif.PhysicalLocation physical(String path) {
    return new Sarif.PhysicalLocation(
        location(new Key(SourceFile.Place.FOLDER, path)), Optional.empty());
  }

  private static Sarif.Region region(Span span) {
    LineMap lines = span.file().lines();
    Optional<Sarif.Text> snippet =
        span.end() - span.start() <= LONGEST_SNIPPET && span.end() > span.start()
            ? Optional.of(Sarif.Text.plain(span.text()))
            : Optional.empty();
    return new Sarif.Region(
        span.line(), span.column(), lines.line(span.end()), lines.column(span.end()), snippet);
  }

  /** A relative path as a URI reference (RFC 3986). */
  static String encoded(String path) {
    StringBuilder out = new StringBuilder();
    for (byte one : path.replace('\\', '/').getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        out.append(c);
      } else {
        out.append(String.format("%%%02X", (int) c));
      }
    }
    return out.toString();
  }

  static String decoded(String uri) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] text = uri.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < text.length; i++) {
      int high = i + 2 < text.length ? Character.digit(text[i + 1], 16) : -1;
      int low = i + 2 < text.length ? Character.digit(text[i + 2], 16) : -1;
      if (text[i] == '%' && high >= 0 && low >= 0) {
        bytes.write(high * 16 + low);
        i += 2;
      } else {
        bytes.write(text[i]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
