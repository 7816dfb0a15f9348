package dev.irpscope.analysis.wdk.headers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.preprocess.Configuration;
import dev.irpscope.analysis.preprocess.PreprocessedUnit;
import dev.irpscope.analysis.preprocess.Preprocessor;
import dev.irpscope.analysis.preprocess.PreprocessorCache;
import dev.irpscope.analysis.source.HeaderSearch;
import dev.irpscope.analysis.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuiltInHeadersTest {
  private final BuiltInHeaders headers = new BuiltInHeaders();

  @Test
  void aMacroStandsForAFunctionOfTheKitWhereItReachesIntoTheIrp() {
    assertTrue(
        headers.isFunctionOfKit("IoSetCompletionRoutine", Stream.of("Irp", "CompletionRoutine")));
    assertFalse(headers.isFunctionOfKit("IoSetCompletionRoutine", Stream.of("TraceAndSet", "Irp")));
    assertFalse(headers.isFunctionOfKit("SetRoutine", Stream.of("Irp", "CompletionRoutine")));
  }

  @Test
  void findsAHeaderInAnyCaseAndAlwaysTheSame() {
    assertSame(find("ntddk.h"), find("NTDDK.H"));
    assertSame(find("predefined.h"), find("..\\predefined.h"));
    assertEquals(
        new HeaderSearch.Result.Missing(),
        headers.find("nothing.h", HeaderSearch.Form.ANGLED, main("")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ntddk.h", "wdm.h"})
  void headersAreReadWithoutAnyDiagnostic(String name) {
    PreprocessedUnit unit =
        new Preprocessor(Configuration.standard(), headers, new PreprocessorCache())
            .preprocess(main("#include <" + name + ">\n"));
    assertEquals(List.of(), unit.diagnostics());
    assertEquals(List.of(), unit.missing());
  }

  private SourceFile find(String name) {
    return assertInstanceOf(
            HeaderSearch.Result.Found.class, headers.find(name, HeaderSearch.Form.ANGLED, main("")))
        .file();
  }

  private static SourceFile main(String text) {
    return new SourceFile("main.c", SourceFile.Place.FOLDER, text);
  }
}
