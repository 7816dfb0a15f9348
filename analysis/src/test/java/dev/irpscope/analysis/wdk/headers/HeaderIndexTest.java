package dev.irpscope.analysis.wdk.headers;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.SourceFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of built-in headers and the files it lists. */
final class HeaderIndexTest {
  @Test
  void theIndexListsExactlyTheHeadersThatAreThereInOrder() throws Exception {
    Path folder = Objects.requireNonNull(index().getParent(), "folder of the index");
    try (Stream<Path> files = Files.walk(folder)) {
      List<String> present =
          files
              .filter(file -> file.toString().endsWith(".h"))
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .sorted()
              .toList();
      assertEquals(present, listed());
      assertTrue(present.contains("core/wdk_io_types.h"));
    }
  }

  @Test
  void everyHeaderCanBeReadAlone() throws Exception {
    PreprocessorCache cache = new PreprocessorCache();
    assertAll(
        listed().stream()
            .map(name ->
                () -> {
                  PreprocessedUnit unit = read("#include <" + name + ">\n", cache);
                  assertEquals(List.of(), unit.diagnostics(), name);
                  assertEquals(List.of(), unit.missing(), name);
                }));
  }

  @Test
  void allHeadersCanBeReadTogether() throws Exception {
    StringBuilder text = new StringBuilder();
    for (String name : listed()) {
      text.append("#include <").append(name).append(">\n");
    }
    PreprocessedUnit unit = read(text.toString(), new PreprocessorCache());
    assertEquals(List.of(), unit.diagnostics());
    assertEquals(List.of(), unit.missing());
  }

  private static PreprocessedUnit read(String text, PreprocessorCache cache) {
    return new Preprocessor(Configuration.standard(), new BuiltInHeaders(), cache)
        .preprocess(new SourceFile("main.c", SourceFile.Place.FOLDER, text));
  }

  private static List<String> listed() throws IOException, URISyntaxException {
    return Files.readAllLines(index());
  }

  private static Path index() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(BuiltInHeaders.class.getResource("index.txt"), "index.txt").toURI());
  }
}
