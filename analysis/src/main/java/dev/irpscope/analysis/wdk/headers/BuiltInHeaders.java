package dev.irpscope.analysis.wdk.headers;

import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Finds the built-in headers by the name that drivers include them by, in any case of letters. The
 * file {@code index.txt} beside them lists all, one a line.
 */
public final class BuiltInHeaders implements HeaderSearch {
  private static final String PREDEFINED = "predefined.h";

  /** Functions of today's kits that were macros before Windows 7. */
  private static final Set<String> ONCE_MACROS =
      Set.of(
          "IoGetCurrentIrpStackLocation",
          "IoGetNextIrpStackLocation",
          "IoSetNextIrpStackLocation",
          "IoSkipCurrentIrpStackLocation",
          "IoCopyCurrentIrpStackLocationToNext",
          "IoSetCompletionRoutine",
          "IoMarkIrpPending");

  /** Where the kit keeps an IRP's stack locations; a driver's own macro has no business there. */
  private static final Set<String> BOOKS =
      Set.of("CurrentStackLocation", "CurrentLocation", "CompletionRoutine", "Control");

  private final Map<String, String> resources = new LinkedHashMap<>();
  private final ConcurrentHashMap<String, SourceFile> files = new ConcurrentHashMap<>();

  public BuiltInHeaders() {
    for (String line : text("index.txt").orElse("").lines().toList()) {
      String path = line.strip();
      if (!path.isEmpty() && !path.startsWith("#")) {
        String key = path.toLowerCase(Locale.ROOT);
        resources.put(key, path);
        resources.putIfAbsent(key.substring(key.lastIndexOf('/') + 1), path);
      }
    }
    resources.putIfAbsent(PREDEFINED, PREDEFINED);
  }

  @Override
  public Result find(String name, Form form, SourceFile includer) {
    String key = name.replace('\\', '/').toLowerCase(Locale.ROOT);
    while (key.startsWith("./") || key.startsWith("../")) {
      key = key.substring(key.indexOf('/') + 1);
    }
    String resource = resources.get(key);
    return resource == null
        ? new Result.Missing()
        : load(resource).<Result>map(Result.Found::new).orElseGet(Result.Missing::new);
  }

  @Override
  public Optional<SourceFile> predefined() {
    return load(PREDEFINED);
  }

  @Override
  public boolean isFunctionOfKit(String macro, Stream<String> words) {
    return ONCE_MACROS.contains(macro) && words.anyMatch(BOOKS::contains);
  }

  private Optional<SourceFile> load(String resource) {
    return Optional.ofNullable(
        files.computeIfAbsent(
            resource,
            path ->
                text(path)
                    .map(text -> new SourceFile("<wdk>/" + path, SourceFile.Place.BUILT_IN, text))
                    .orElse(null)));
  }

  private static Optional<String> text(String resource) {
    try (InputStream in = BuiltInHeaders.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("built-in header " + resource, e);
    }
  }
}
