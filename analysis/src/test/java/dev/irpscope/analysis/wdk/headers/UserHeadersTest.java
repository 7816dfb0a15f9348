package dev.irpscope.analysis.wdk.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.Define;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.DriverFolder;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import dev.irpscope.analysis.source.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Header folders and defines of the user beside the built-in WDK. */
final class UserHeadersTest {
  @TempDir private Path root = Path.of("");
  @TempDir private Path added = Path.of("");

  @Test
  void aHeaderInAnAddedFolderWinsOverTheBuiltInOne() throws IOException {
    Files.writeString(added.resolve("ntddk.h"), "int from_the_user;\n");
    PreprocessedUnit unit = read("#include <ntddk.h>\n", List.of());
    assertEquals("int from_the_user;", unit.text().strip());
  }

  @Test
  void builtInHeadersFillInWhatAnAddedFolderLacks() throws IOException {
    Files.writeString(added.resolve("board.h"), "#include <wdm.h>\nPIRP board_irp;\n");
    PreprocessedUnit unit = read("#include <board.h>\n", List.of());
    assertEquals(List.of(), unit.missing());
    assertTrue(unit.text().contains("PIRP board_irp;"));
    assertTrue(unit.text().contains("IoCallDriver"));
  }

  @Test
  void builtInHeadersIncludeEachOtherWhateverTheUserAdds() throws IOException {
    Files.writeString(added.resolve("wdm.h"), "#error not this one\n");
    PreprocessedUnit unit = read("#include <ntddk.h>\n", List.of());
    assertEquals(List.of(), unit.diagnostics());
  }

  @Test
  void aDefineWinsOverWhatTheBuiltInHeadersSuppose() throws IOException {
    String text = "#include <ntddk.h>\nvoid f(int i) { ASSERT(i == 1); }\nint v = NTDDI_VERSION;\n";
    String asBuilt = read(text, List.of()).text();
    String checked = read(text, List.of("DBG=1", "NTDDI_VERSION=0x05010000")).text();
    assertFalse(asBuilt.contains("i == 1"));
    assertTrue(checked.contains("i == 1"));
    assertTrue(checked.contains("int v = 0x05010000;"));
  }

  @Test
  void traceCallsVanishWhereTheirHeaderIsGenerated() throws IOException {
    Files.writeString(root.resolve("trace.h"), "// FUNC SayIt(LEVEL, MSG, ...);\n");
    String text =
        """
        #include "trace.h"
        #include "main.tmh"
        void f(int i) { WPP_CLEANUP(i); SayIt(1, "%d", i); }
        """;
    assertEquals("void f(int i) { ((void)0); ((void)0); }", read(text, List.of()).text().strip());
  }

  private PreprocessedUnit read(String text, List<String> defines) throws IOException {
    Files.writeString(root.resolve("main.c"), text);
    DriverFolder folder = DriverFolder.open(root);
    Configuration configuration = Configuration.standard();
    for (String define : defines) {
      configuration = configuration.with(Define.parse(define));
    }
    HeaderSearch search =
        HeaderSearch.inOrder(List.of(folder.headerSearch(List.of(added)), new BuiltInHeaders()));
    if (folder.read("main.c") instanceof SourceReader.Result.Read(SourceFile main)) {
      return new Preprocessor(configuration, search, new PreprocessorCache()).preprocess(main);
    }
    throw new IOException("main.c");
  }
}
