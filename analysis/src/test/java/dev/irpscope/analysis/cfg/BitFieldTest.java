package dev.irpscope.analysis.cfg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Bit-fields in expressions (C11 6.3.1.1, 6.5.16). */
final class BitFieldTest {
  private static final String DECLARATIONS =
      "struct s { unsigned a : 4; int b : 5; unsigned w : 32; }; struct s s; int r; unsigned u;";

  private static String only(String body) {
    List<String> instructions = Graphs.instructions(DECLARATIONS, "void", body);
    assertEquals(1, instructions.size(), instructions::toString);
    return instructions.getFirst();
  }

  @Test
  void aNarrowUnsignedFieldBecomesAnInt() {
    assertTrue(only("r = s.a - 5 < 0;").contains("(i32)s.a"), () -> only("r = s.a - 5 < 0;"));
  }

  @Test
  void aFieldAsWideAsItsTypeStaysUnsigned() {
    assertEquals(only("r = u - 5 < 0;").replace("u ", "s.w "), only("r = s.w - 5 < 0;"));
  }

  @Test
  void aStoredConstantIsCutToItsBits() {
    assertEquals("s.a = 15", only("s.a = 255;"));
    assertEquals("s.b = -1", only("s.b = 31;"));
  }

  @Test
  void anAssignedFieldIsReadBack() {
    List<String> instructions = Graphs.instructions(DECLARATIONS, "int x", "r = (s.a = x);");
    assertEquals(2, instructions.size(), instructions::toString);
    assertTrue(instructions.getLast().contains("s.a"), instructions::toString);
  }
}
