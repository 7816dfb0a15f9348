package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MacroCallReaderTest {
  private final Sources sources =
      new Sources()
          .with("main.c", "#include \"macros.h\"\nvoid f(void) { BAIL(1); }\n")
          .with(
              "macros.h",
              """
              #define SET(s) status = (s)
              #define BAIL(s) do { SET(s); goto Exit; } while (0)
              static void g(void) { SET(2); }
              """);
  private final MacroCallReader reader =
      new MacroCallReader(
          file ->
              new Preprocessor(Configuration.standard(), sources, new PreprocessorCache())
                  .preprocess(file),
          List.of("main.c"),
          path -> Optional.of(sources.file(path)));

  @Test
  void aCallIsLaidOutWithTheMacrosInsideIt() {
    List<MacroCall> calls = reader.in(sources.file("main.c"));
    assertEquals(1, calls.size());
    assertEquals("BAIL", calls.getFirst().macro());
    assertEquals("BAIL(1)", calls.getFirst().invocation().text());
    assertEquals(
        List.of("do {", "    status = (1);", "    goto Exit;", "} while (0)"),
        calls.getFirst().lines().stream().map(ExpandedLine::text).toList());
  }

  @Test
  void everyLineKnowsWhereItsTokensWereWritten() {
    ExpandedLine set = reader.in(sources.file("main.c")).getFirst().lines().get(1);
    assertEquals("main.c", set.written().get(3).file().path(), "the argument");
    assertEquals("macros.h", set.written().getFirst().file().path(), "the body");
  }

  @Test
  void aHeaderIsReadThroughASourceThatIncludesIt() {
    SourceFile again =
        new SourceFile("macros.h", SourceFile.Place.FOLDER, sources.file("macros.h").text());
    List<MacroCall> calls = reader.in(again);
    assertEquals(List.of("SET(2)"), calls.stream().map(call -> call.invocation().text()).toList());
    assertEquals(again, calls.getFirst().invocation().file());
  }

  @Test
  void aFileThatNobodyIncludesHasNone() {
    assertEquals(
        List.of(), reader.in(new SourceFile("other.h", SourceFile.Place.FOLDER, "int x;\n")));
  }
}
