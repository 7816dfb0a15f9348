package dev.irpscope.analysis.preprocess;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

final class IncludeTest {
  @Test
  void readsAHeaderOnceWhereItIsGuardedOrSaysSo() {
    Sources sources =
        new Sources()
            .with("guarded.h", "// c\n#ifndef G_H\n#define G_H\nguarded\n#endif // G_H\n")
            .with("once.h", "#pragma once\nonce\n")
            .with("open.h", "open\n")
            .with(
                "main.c",
                "#include \"guarded.h\"\n#include <once.h>\n#include \"open.h\"\n"
                    + "#include \"guarded.h\"\n#include <once.h>\n#include \"open.h\"\nend");
    PreprocessedUnit unit = sources.read("main.c");
    assertEquals("guarded once open open end", Sources.spelled(unit));
    assertEquals(
        List.of("main.c", "guarded.h", "once.h", "open.h"),
        unit.opened().stream().map(Object::toString).toList());
  }

  @Test
  void findsANameThatMacrosMake() {
    Sources sources =
        new Sources()
            .with("a.h", "a\n")
            .with("b.h", "b\n")
            .with("main.c", "#define A \"a.h\"\n#define B(x) <x.h>\n#include A\n#include B(b)\n");
    assertEquals("a b", Sources.spelled(sources.read("main.c")));
  }

  @Test
  void aMissingHeaderIsNamedAndTheRestIsRead() {
    PreprocessedUnit unit = Sources.unit("#include <none.h>\nint x;");
    assertEquals("int x ;", Sources.spelled(unit));
    assertEquals("none.h", unit.missing().getFirst().name());
    assertEquals(List.of("HEADER-NOT-FOUND"), MacroTest.codes(unit.diagnostics()));
    assertEquals(1, unit.diagnostics().getFirst().span().orElseThrow().line());
  }

  @Test
  void aCycleIsNamedAndEnds() {
    Sources sources =
        new Sources()
            .with("a.h", "#include \"b.h\"\na\n")
            .with("b.h", "#include \"a.h\"\nb\n")
            .with("main.c", "#include \"a.h\"\nend");
    PreprocessedUnit unit = sources.read("main.c");
    assertEquals("b a b a end", Sources.spelled(unit));
    assertEquals(List.of("INCLUDE-CYCLE"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void aHeaderThatIncludesItselfThousandsOfTimesIsFollowedOnlySoOften() {
    Sources sources =
        new Sources()
            .with("a.h", "#include \"a.h\"\n".repeat(4_000) + "a\n")
            .with("main.c", "#include \"a.h\"\nend");
    PreprocessedUnit unit = sources.read("main.c");
    assertEquals("a ".repeat(257) + "end", Sources.spelled(unit));
    assertEquals(List.of("INCLUDE-CYCLE"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void tooDeepIncludesAreNamedAndEnd() {
    Sources sources = new Sources();
    for (int i = 0; i < 100; i++) {
      sources.with("h" + i + ".h", "#include \"h" + (i + 1) + ".h\"\n");
    }
    PreprocessedUnit unit = sources.with("main.c", "#include \"h0.h\"\nend").read("main.c");
    assertEquals("end", Sources.spelled(unit));
    assertEquals(List.of("INCLUDE-TOO-DEEP"), MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void aHeaderWithinArgumentsIsPartOfThem() {
    Sources sources =
        new Sources()
            .with("args.h", "1,\n2\n")
            .with("main.c", "#define F(a, b) [a][b]\nF(\n#include \"args.h\"\n)");
    assertEquals("[ 1 ] [ 2 ]", Sources.spelled(sources.read("main.c")));
  }

  @Test
  void conditionalsDoNotReachAcrossFiles() {
    Sources sources =
        new Sources()
            .with("open.h", "#if 1\nx\n")
            .with("main.c", "#include \"open.h\"\ny\n#endif\nz");
    PreprocessedUnit unit = sources.read("main.c");
    assertEquals("x y z", Sources.spelled(unit));
    assertEquals(
        List.of("UNBALANCED-CONDITIONAL", "UNBALANCED-CONDITIONAL"),
        MacroTest.codes(unit.diagnostics()));
  }

  @Test
  void tellsWhichLinesAreLeftOut() {
    PreprocessedUnit unit =
        Sources.unit(
            """
            #if DBG
            int a;
            #elif defined(X)
            int b;
            #ifdef Y
            int c;
            #endif
            #else
            int d;
            #endif
            #ifndef Z
            int e;
            #else
            int f;
            #endif
            """);
    assertEquals("int d ; int e ;", Sources.spelled(unit));
    assertEquals(
        List.of(
            "2-2 '#if DBG' is not chosen",
            "4-7 '#elif defined(X)' is not chosen",
            "14-14 an earlier arm of the conditional is taken"),
        unit.inactive().stream()
            .map(r -> r.span().line() + "-" + r.span().endLine() + " " + r.reason())
            .toList());
  }

  @Test
  void recordsTheMacrosThatMattered() {
    PreprocessedUnit unit =
        Sources.unit("#define USED 1\n#define UNUSED 2\n#ifdef MISSING\n#endif\nint x = USED;");
    assertEquals(List.of("MISSING", "USED"), List.copyOf(unit.consulted().keySet()));
    assertEquals(java.util.Optional.empty(), unit.consulted().get("MISSING"));
  }

  @Test
  void unitsShareAHeaderReadInTheSameState() {
    Sources sources = headerThatAsks();
    PreprocessorCache cache = new PreprocessorCache();
    PreprocessedUnit first = sources.read("first.c", cache);
    PreprocessedUnit second = sources.read("second.c", cache);
    assertEquals("int shared ; a", Sources.spelled(first));
    assertEquals("int shared ; b", Sources.spelled(second));
    assertSame(header(first), header(second));
    assertSame(first.tokens().getFirst(), second.tokens().getFirst());
  }

  @Test
  void aHeaderReadInAnotherStateIsReadAnew() {
    Sources sources = headerThatAsks();
    PreprocessorCache cache = new PreprocessorCache();
    sources.read("first.c", cache);
    assertEquals("int other ; c", Sources.spelled(sources.read("conditional.c", cache)));
    assertEquals("int renamed ; d", Sources.spelled(sources.read("text.c", cache)));
    assertEquals("int shared ; a", Sources.spelled(sources.read("first.c", cache)));
  }

  @Test
  void aCachedHeaderBringsItsMacrosAndDiagnostics() {
    Sources sources =
        new Sources()
            .with("h.h", "#define VALUE 5\n#undef GONE\n#include <none.h>\n#if 0\nx\n#endif\n")
            .with("a.c", "#define GONE 1\n#include \"h.h\"\nVALUE GONE")
            .with("b.c", "#define GONE 1\n#include \"h.h\"\nVALUE GONE");
    PreprocessorCache cache = new PreprocessorCache();
    sources.read("a.c", cache);
    PreprocessedUnit second = sources.read("b.c", cache);
    PreprocessedUnit fresh = sources.read("b.c");
    assertEquals("5 GONE", Sources.spelled(second));
    assertEquals(fresh.diagnostics(), second.diagnostics());
    assertEquals(fresh.missing(), second.missing());
    assertEquals(fresh.inactive(), second.inactive());
    assertEquals(fresh.opened(), second.opened());
  }

  private static HeaderContent header(PreprocessedUnit unit) {
    return unit.parts().stream()
        .filter(UnitPart.Header.class::isInstance)
        .map(part -> ((UnitPart.Header) part).content())
        .findFirst()
        .orElseThrow();
  }

  private static Sources headerThatAsks() {
    return new Sources()
        .with("h.h", "#ifdef OTHER\nint other;\n#else\nint shared;\n#endif\n")
        .with("first.c", "#define UNRELATED 1\n#include \"h.h\"\na")
        .with("second.c", "#include \"h.h\"\nb")
        .with("conditional.c", "#define OTHER\n#include \"h.h\"\nc")
        .with("text.c", "#define shared renamed\n#include \"h.h\"\nd");
  }
}
