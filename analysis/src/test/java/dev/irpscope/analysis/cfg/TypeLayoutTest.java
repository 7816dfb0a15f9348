package dev.irpscope.analysis.cfg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.irpscope.analysis.ast.CType;
import dev.irpscope.analysis.ast.Decl;
import dev.irpscope.analysis.ast.TranslationUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TypeLayoutTest {
  private final TypeLayout layout = new TypeLayout();

  /** The type of the variable {@code x}. */
  private static CType typeOf(String text) {
    TranslationUnit unit = Graphs.unit("types.h", text);
    return unit.declarations().stream()
        .filter(Decl.Variable.class::isInstance)
        .map(declaration -> ((Decl.Variable) declaration).type())
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "'char x;', 1",
    "'long x;', 4",
    "'long long x;', 8",
    "'void *x;', 8",
    "'short x[3];', 6",
    "'struct { char a; int b; char c; } x;', 12",
    "'struct { char a; void *b; } x;', 16",
    "'union { char a[5]; int b; } x;', 8",
    "'struct { int a : 3, b : 29, c : 1; } x;', 8",
    "'struct { char a : 3; int b : 3; } x;', 8",
    "'struct { int a : 3; int : 0; int b : 3; } x;', 8",
    "'struct { int n; char tail[1]; } x[2];', 16",
  })
  void sizesFollowTheWindowsCompilers(String text, long size) {
    assertEquals(size, layout.size(typeOf(text)).orElseThrow());
  }

  @ParameterizedTest
  @CsvSource({
    "'struct { int a; struct { char b; short c; }; } x;', c, 6, 0",
    "'struct { int a; union { long long b; int c; }; int d; } x;', c, 8, 0",
    "'struct { int a; union { long long b; int c; }; int d; } x;', d, 16, 0",
    "'struct { int a : 3; int b : 4; } x;', b, 0, 3",
    "'struct { int a : 30; int b : 4; } x;', b, 4, 0",
  })
  void membersOfAnonymousPartsAndBitFieldsAreFound(String text, String name, long offset, int bit) {
    FieldRef field = layout.field(typeOf(text), name).orElseThrow();
    assertEquals(offset, field.offset());
    assertEquals(bit, field.bitOffset());
  }

  @Test
  void packingLimitsAlignment() {
    CType packed = typeOf("#pragma pack(push, 1)\nstruct { char a; int b; } x;\n#pragma pack(pop)");
    assertEquals(5, layout.size(packed).orElseThrow());
    assertEquals(1, layout.field(packed, "b").orElseThrow().offset());
  }

  @Test
  void aSizeIsExactOnlyWhereNothingInItIsGuessed() {
    assertEquals(8, layout.exactSize(typeOf("struct { int a; char b; } x;")).orElseThrow());
    assertTrue(layout.exactSize(typeOf("struct { int a; NOWHERE b; } x;")).isEmpty());
    assertEquals(4, layout.exactSize(typeOf("struct { int a; char b[]; } x;")).orElseThrow());
  }

  @Test
  void membersOfUnknownStructuresHavePlacesOfTheirOwn() {
    CType unknown = new CType.Unknown("NOWHERE");
    FieldRef first = layout.fieldOrPseudo(unknown, "First");
    assertTrue(first.offset() >= FieldRef.PSEUDO_BASE);
    assertEquals(first.offset(), layout.fieldOrPseudo(unknown, "First").offset());
    assertNotEquals(first.offset(), layout.fieldOrPseudo(unknown, "Second").offset());
  }
}
